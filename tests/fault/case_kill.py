#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Cases stand a kill at each system call by which a command changes files: what is there afterwards is read,
as it was before the act or as it is after it, and the act can be done where it was not.

usage: case_kill.py KILL_AT WALLET EXAMPLES
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

KILLED, SKIPPED = 137, 77
kill_at, wallet, examples = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
CLERK = ['--store', 'cases', '--clerk', '兰芷']


def run(folder, *command):
    environment = {'HOME': str(folder), 'PATH': '/usr/bin:/bin', 'LC_ALL': 'C.UTF-8'}
    environment |= {name: os.environ[name] for name in ('WALLET_CATALOGUE',) if name in os.environ}
    return subprocess.run(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True,
                          text=True, timeout=60)


def do(folder, *words):
    result = run(folder, wallet, *words)
    if result.returncode != 0:
        sys.exit(f'wallet {words}: exit {result.returncode}\n{result.stderr}')
    return result.stdout


def make_world(folder):
    """A store with one case in it, a licence to take, and nothing taken yet."""
    do(folder, 'key', 'new', 'agency.key', '-i', '11360500000000019F')
    do(folder, 'key', 'export', 'agency.key', '-o', 'agency.pub')
    do(folder, 'issue', 'id-card', '-d', str(examples / 'id-card.json'), '-k', 'agency.key', '-o', 'card.cbor')
    do(folder, 'case', 'init', 'cases', '--id', '913605020000000194', '--division', '360500')
    return do(folder, 'case', 'open', 'social-security-card-issue', *CLERK).strip()


def content(folder):
    """What is in each case, without times; ends the test where it cannot be read."""
    found = []
    for line in do(folder, 'case', 'list', '--store', 'cases', '--json').splitlines():
        case = json.loads(do(folder, 'case', 'show', json.loads(line)['number'], '--store', 'cases', '--json'))
        found.append([case['state'], [one['type'] for one in case['licences']],
                      [one['value'] for one in case['form']]])
    return found


def kill_each(world, what, *words):
    """Kills one command at each of its calls, then does it for good; returns how many there were."""
    old, seen, number = content(world), [], 0
    while True:
        number += 1
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name) / 'home'
            shutil.copytree(world, folder)
            result = run(folder, kill_at, '--writes', str(number), '--', wallet, *words)
            if result.returncode == SKIPPED:
                print(result.stderr)
                sys.exit(SKIPPED)
            if result.returncode != KILLED:
                break
            seen.append(content(folder))
            if seen[-1] == old:
                do(folder, *words)
    do(world, *words)
    new = content(world)
    if new == old or old not in seen or any(after not in (old, new) for after in seen):
        sys.exit(f'{what}: {seen}, and not just {old} and {new}')
    print(f'{what}: killed at each of {number - 1} calls')
    return number - 1


def main():
    with tempfile.TemporaryDirectory() as name:
        world = pathlib.Path(name) / 'home'
        world.mkdir()
        case = make_world(world)
        counts = [kill_each(world, 'open', 'case', 'open', 'social-security-card-issue', *CLERK),
                  kill_each(world, 'add', 'case', 'add', case, 'card.cbor', '--trust', 'agency.pub', *CLERK),
                  kill_each(world, 'fill', 'case', 'fill', case, 'phone=12345', *CLERK)]
        do(world, 'case', 'fill', case, 'bank=中国银行', 'delivery=邮寄', *CLERK)
        counts.append(kill_each(world, 'accept', 'case', 'accept', case, *CLERK))
    # A test that killed nothing would prove nothing: the log of the database alone is several writes.
    return min(counts) < 5


if __name__ == '__main__':
    sys.exit(main())
