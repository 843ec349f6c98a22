#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The vault stands a kill at each system call by which a command changes files: what is there
afterwards opens, under the old passphrase or the new one, with the old content or the new, and no
older copy is suspected.

usage: vault_kill.py KILL_AT WALLET EXAMPLES
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
CARD = ['card.cbor', '--trust', 'agency.pub']


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
    """A vault with one licence, and another one to put in."""
    for name, text in ('old', 'correct horse battery'), ('new', 'another staple altogether'):
        (folder / name).write_text(text + '\n')
        (folder / name).chmod(0o600)
    do(folder, 'key', 'new', 'agency.key', '-i', '11360500000000019F')
    do(folder, 'key', 'export', 'agency.key', '-o', 'agency.pub')
    for kind, name in ('id-card', 'card'), ('household-register', 'register'):
        do(folder, 'issue', kind, '-d', str(examples / f'{kind}.json'), '-k', 'agency.key', '-o', f'{name}.cbor')
    do(folder, 'vault', 'init', '--cost', 'low', '--passphrase-file', 'old')
    do(folder, 'add', 'register.cbor', '--trust', 'agency.pub', '--passphrase-file', 'old')


def content(folder):
    """(passphrase, ids of the licences, acts of the history); ends the test where nothing opens it."""
    errors = ''
    for passphrase in 'old', 'new':
        listing = run(folder, wallet, 'list', '--json', '--passphrase-file', passphrase)
        if listing.returncode == 0:
            log = do(folder, 'log', '--json', '--passphrase-file', passphrase)
            return (passphrase, [json.loads(line)['id'] for line in listing.stdout.splitlines()],
                    [json.loads(line)['act'] for line in log.splitlines()])
        errors += listing.stderr
    sys.exit(f'nothing opens the vault any more:\n{errors}')


def kill_each(world, what, *words):
    """Kills one command at each of its calls; returns how many there were."""
    old, seen, number = content(world), set(), 0
    while True:
        number += 1
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name) / 'home'
            shutil.copytree(world, folder)
            result = run(folder, kill_at, '--writes', str(number), '--', wallet, *words)
            if result.returncode == SKIPPED:
                print(result.stderr)
                sys.exit(SKIPPED)
            after = content(folder)
            if result.returncode != KILLED:
                new = after
                break
            seen.add(repr(after))
    if result.returncode != 0 or new == old:
        sys.exit(f'{what} does not do its work: exit {result.returncode}\n{result.stderr}')
    if seen != {repr(old), repr(new)}:
        sys.exit(f'{what}: {seen}, and not just {old} and {new}')
    print(f'{what}: killed at each of {number - 1} calls')
    return number - 1


def main():
    with tempfile.TemporaryDirectory() as name:
        world = pathlib.Path(name) / 'home'
        world.mkdir()
        make_world(world)
        _, (held, ), _ = content(world)
        pass_old = ['--passphrase-file', 'old']
        counts = [kill_each(world, 'add', 'add', *CARD, *pass_old),
                  kill_each(world, 'remove', 'remove', held, '--yes', *pass_old),
                  kill_each(world, 'passwd', 'vault', 'passwd', *pass_old, '--new-passphrase-file', 'new')]
    # A test that killed nothing would prove nothing: the draft, its name, the mark and its own.
    return min(counts) < 8


if __name__ == '__main__':
    sys.exit(main())
