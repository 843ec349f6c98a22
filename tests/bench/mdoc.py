#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A driving licence that a device shows, verified by us and by libraries of others: ours against the bare signature
checks in it, and in turns with theirs on the same bytes.

usage: mdoc.py BENCH TESTS
"""
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

PEERS = {'auth0': '@auth0/mdl', 'owf': '@owf/mdoc'}
TURNS = 3
ABSENT = 77  # what mdoc_rate.mjs ends with where a library is not installed


def our_rate(bench, asked):
    return float(subprocess.run([bench, *asked, '--rate'], capture_output=True, text=True, check=True).stdout)


def peer_rate(node, tests, peer, asked):
    """None where it is not there."""
    driver = tests / 'bench' / 'mdoc_rate.mjs'
    result = subprocess.run([node, driver, tests / 'interop' / f'mdoc_{peer}.mjs', *asked], capture_output=True, text=True)
    if result.returncode not in (0, ABSENT):
        sys.exit(f'{PEERS[peer]} fails: {result.stderr}')
    return float(result.stdout) if result.returncode == 0 else None


def compare(bench, node, tests, peer, asked):
    """In turns, so that whatever else the machine does meets both; the turns that it disturbed least count."""
    name, ours, theirs = PEERS[peer], [], []
    for _ in range(TURNS):
        rate = peer_rate(node, tests, peer, asked)
        if rate is None:
            print(f'{name}: not compared, for it is not there (tests/run installs it from npm)')
            return
        theirs.append(rate)
        ours.append(our_rate(bench, asked))
    each = [a / b for a, b in zip(ours, theirs)]
    print(f'{name:<34} {max(theirs):9.0f} /s   ours {max(ours):.0f} /s, {max(ours) / max(theirs):.1f} times as many, '
          f'turns {min(each):.1f} to {max(each):.1f}', flush=True)


def main():
    bench, tests = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
    with tempfile.TemporaryDirectory(prefix='wallet-bench-') as folder:
        asked = [folder, str(int(time.time()))]
        done = subprocess.run([bench, *asked])
        node = shutil.which('node')
        for peer in PEERS if node else ():
            compare(bench, node, tests, peer, asked)
        if not node:
            print('libraries of others: not compared, for Node is not there')
        return done.returncode


sys.exit(main())
