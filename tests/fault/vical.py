#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`wallet trust import` of a VICAL, killed at each call that changes a file: whoever looks next sees what was
there before or all of the new one.  And it ends what another import left half done in the same store.

usage: vical.py WALLET KILL_AT DATA
"""
import itertools
import pathlib
import shutil
import sys
import tempfile

import bundle
from bundle import KILLED, import_of, kill_at, run, wallet


def vical_of(number):
    return wallet, 'trust', 'import', f'got/{number}.cbor', '--root', 'got/root.pem'


def store_of(home):
    return home / 'wallet' / 'trust'


def files_of(home):
    """All but the draft of a single file, which nobody reads."""
    return {name: content for name, content in bundle.files_of(home).items() if '/.wallet-' not in name}


def look(world, home):
    """What the readers say of the VICALs, and that none of them complains."""
    lines = run(world, wallet, 'doctor', home=home, code=None).stdout.splitlines()
    verdict = run(world, wallet, 'verify', 'card.txt', home=home, code=None)
    return [line for line in lines if line[6:].startswith('vical  ')], verdict.stderr


def kill_each(world, number, before, after):
    seen_before, seen_after = look(world, before), look(world, after)
    states = []
    for count in itertools.count(1):
        home = world / f'home-{count}'
        shutil.copytree(before, home)
        killed = run(world, kill_at, '--writes', str(count), '--', *vical_of(number), home=home, code=None)
        if killed.returncode not in (0, KILLED):
            raise SystemExit(f'at {count}: exit {killed.returncode}\n{killed.stderr}')
        seen = look(world, home)
        if seen not in (seen_before, seen_after):
            raise SystemExit(f'import of {number}, killed at {count}: {seen}')
        states.append(seen == seen_after)
        run(world, *vical_of(number), home=home)
        if files_of(home) != files_of(after):
            raise SystemExit(f'import of {number}, again after a kill at {count}: {sorted(files_of(home))}')
        shutil.rmtree(home)
        if killed.returncode == 0:
            break
    print(f'import of {number}: {len(states)} kills, {states.count(False)} before it was done')
    if states != sorted(states) or False not in states:
        raise SystemExit('these are not all the ways to be killed')


def end_another(world, before, after):
    """A bundle that was committed and cut short is wholly there once a VICAL was imported."""
    for count in itertools.count(1):
        home = world / f'half-{count}'
        shutil.copytree(before, home)
        killed = run(world, kill_at, '--writes', str(count), '--', *import_of('2'), home=home, code=None)
        if killed.returncode == 0:
            raise SystemExit('an import is never half done')
        if (store_of(home) / '.wallet-trust-ready').exists():
            break
        shutil.rmtree(home)
    run(world, *vical_of('issue-42'), home=home)
    vicals = {name: content for name, content in files_of(home).items() if '/vical/' in name}
    if len(vicals) != 2 or files_of(home) != files_of(after) | vicals:
        raise SystemExit(f'half a bundle, then a VICAL: {sorted(files_of(home))}')


def main():
    with tempfile.TemporaryDirectory(dir=bundle.memory()) as name:
        world = pathlib.Path(name)
        bundle.make_world(world)
        maker = pathlib.Path(__file__).resolve().parents[1] / 'support' / 'make_vical.py'
        run(world, sys.executable, str(maker), 'got')
        homes = [world / name for name in ('none', 'one', 'two')]
        for home, numbers in zip(homes, ([], ['issue-42'], ['issue-42', 'issue-43-overdue'])):
            home.mkdir()
            for number in numbers:
                run(world, *vical_of(number), home=home)
        kill_each(world, 'issue-42', *homes[0:2])
        kill_each(world, 'issue-43-overdue', *homes[1:3])

        halves = world / 'bundle-1', world / 'bundle-2'
        for home, numbers in zip(halves, ('1', '12')):
            home.mkdir()
            for number in numbers:
                run(world, *import_of(number), home=home)
        end_another(world, *halves)


if __name__ == '__main__':
    main()
