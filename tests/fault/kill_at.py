#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""tests/support/kill_at.c does what it says, so that what is tested by it is tested.

usage: kill_at.py KILL_AT
"""
import pathlib
import subprocess
import sys
import tempfile

KILLED, SKIPPED, NEVER = 137, 77, '1000000'
program = pathlib.Path(sys.argv[1]).resolve()


def run(*arguments, folder=None):
    result = subprocess.run([program, *arguments], cwd=folder, capture_output=True, text=True, timeout=60)
    if result.returncode == SKIPPED:
        print(result.stderr)
        sys.exit(SKIPPED)
    return result


def demand(wanted, got, what):
    if wanted != got:
        sys.exit(f'{what}: {got!r}, not {wanted!r}')


def state(folder):
    return {path.name: path.read_text() for path in folder.iterdir()}


def states_of(script, *flags):
    """What a script leaves behind, killed at its first call, its second...; None ends it."""
    for number in range(1, 100000):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            result = run(*flags, str(number), '--', '/bin/sh', '-c', script, folder=folder)
            demand(('', ''), (result.stdout, result.stderr), 'it prints nothing')
            yield state(folder)
            if result.returncode != KILLED:
                demand(0, result.returncode, 'the code of the last run')
                return


def codes():
    demand(3, run(NEVER, '--', '/bin/sh', '-c', 'exit 3').returncode, 'the code of the command')
    demand(143, run(NEVER, '--', '/bin/sh', '-c', 'kill -TERM $$').returncode, 'the signal of the command')
    demand(127, run('1', '--', '/nowhere/at/all').returncode, 'no such command')
    for wrong in (), ('0', '--', 'true'), ('x', '--', 'true'), ('1', 'true'), ('1', '--'):
        demand(125, run(*wrong).returncode, f'usage {wrong}')


def writes():
    """Opened, written, opened by a child, written: each call is not done when it is killed there."""
    script = 'echo a > a; /bin/sh -c "echo b > b"; mv b c'
    seen = list(states_of(script, '--writes'))
    demand([{}, {'a': ''}, {'a': 'a\n'}, {'a': 'a\n', 'b': ''}, {'a': 'a\n', 'b': 'b\n'}, {'a': 'a\n', 'c': 'b\n'}],
           seen, 'states by their writes')


def all_calls():
    seen = list(states_of('echo a > a'))
    demand(True, len(seen) > 10, 'reading calls count without --writes')
    demand([{}, {'a': ''}, {'a': 'a\n'}],
           [now for before, now in zip([None, *seen], seen) if now != before], 'states by all calls')


def whole_tree():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        script = 'sleep 1000 & echo $! > pid; echo late > late'
        demand(KILLED, run('--writes', '3', '--', '/bin/sh', '-c', script, folder=folder).returncode, 'killed')
        child = pathlib.Path('/proc', (folder / 'pid').read_text().strip(), 'status')
        dead = not child.exists() or 'State:\tZ' in child.read_text()  # nobody may have asked for its code yet
        demand(True, dead, 'the child is dead')
        demand(False, (folder / 'late').exists(), 'written afterwards')


codes()
writes()
all_calls()
whole_tree()
