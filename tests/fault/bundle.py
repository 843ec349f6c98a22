#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`wallet bundle import`, killed at each call that changes a file: whoever looks next sees all of the old
or all of the new, in the trust list, the status data of two agencies and the CRLs together.

usage: bundle.py WALLET KILL_AT DATA
"""
import concurrent.futures
import itertools
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

KILLED, SKIPPED = 137, 77
REGION, OTHER = '11360500000000019F', '11360502000000019C'
wallet, kill_at, data = (pathlib.Path(argument).resolve() for argument in sys.argv[1:4])


def run(world, *command, home=None, code=0):
    environment = os.environ | {'LC_ALL': 'C.UTF-8', 'XDG_DATA_HOME': str(home or world)}
    result = subprocess.run(command, cwd=world, env=environment, capture_output=True, text=True, timeout=60)
    if result.returncode == SKIPPED:
        print(result.stderr)
        sys.exit(SKIPPED)
    if code is not None and result.returncode != code:
        raise SystemExit(f'{command}: exit {result.returncode}, not {code}\n{result.stdout}{result.stderr}')
    return result


def make_world(world):
    """Two bundles: the newer one knows another agency, revokes the card, and has one more CRL."""
    def do(line):
        run(world, wallet, *line.split())

    do(f'trust init region --root-issuer {REGION}')
    for name, issuer in ('a', REGION), ('b', OTHER):
        do(f'key new {name}.key -i {issuer}')
        do(f'key export {name}.key -o {name}.pub')
        do(f'trust add region --key {name}.pub --role issuer,status --types id-card')
        do(f'status init {name}.status --uri https://status.example/{name}')
    do(f'issue id-card -d {data}/id-card.json -k a.key --status a.status -o card.txt')
    for number, crls in ('1', ['a']), ('2', ['a', 'b']):
        (world / number).mkdir()
        for crl in crls:
            (world / number / f'{crl}.crl').write_text(f'{crl}, edition {number}')
        do(f'trust publish region -o {number}/trust.cbor')
        for name in 'ab':
            do(f'status publish {name}.status --key {name}.key -o {number}/{name}')
        do(f'bundle make -o {number}.bundle -k region/root.key -t {number}/trust.cbor -s {number}/a -s {number}/b '
           + ' '.join(f'--crl {number}/{crl}.crl' for crl in crls))
        do('revoke card.txt --register a.status' if number == '1' else 'version')


def import_of(number):
    return wallet, 'bundle', 'import', f'{number}.bundle', '--root', 'region/root.pub'


def objects(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def list_seen(world, home):
    answers = objects(run(world, wallet, 'trust', 'list', '--json', home=home, code=None))
    return answers[0].get('version')


def status_seen(world, home):
    answers = objects(run(world, wallet, 'status', 'show', '--json', home=home, code=None))
    return [(answer['issuer'], answer['version'], answer['verified']) for answer in answers if 'issuer' in answer]


def verdict_seen(world, home):
    answers = objects(run(world, wallet, 'verify', '--json', 'card.txt', home=home, code=None))
    return answers[0].get('verdict'), answers[0].get('reason')


def doctor_seen(world, home):
    """It looks at both stores and finds nothing to complain of."""
    return run(world, wallet, 'doctor', home=home, code=None).stderr


VERSIONS = [list_seen, status_seen]
READERS = [*VERSIONS, verdict_seen, doctor_seen]


def look(world, home, first=list_seen):
    """What the commands see, with a different one each time to come first."""
    seen = {reader.__name__: reader(world, home) for reader in dict.fromkeys([first, *VERSIONS])}
    return seen | {'crls': sorted(files_of(home / 'wallet' / 'trust' / 'crl').items())}


def is_of(seen, state):
    """Whether all that was seen, which is not all there is, is as it is in one state."""
    return all(state[name] == what for name, what in seen.items())


def files_of(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob('*') if path.is_file()}


def everything(home):
    """Names and contents of all that there is: no draft is in it but that it shows."""
    return sorted(str(path.relative_to(home)) for path in home.rglob('*')), files_of(home)


class Step:
    """An import, and what is seen before and after it."""

    def __init__(self, world, number, before, after):
        self.world, self.number, self.before, self.after = world, number, before, after
        self.states = [look_at_all(world, home) for home in (before, after)]

    def try_at(self, count):
        """One kill: the state that is seen next; whether it was committed then; whether it was not killed."""
        home = self.world / f'home-{self.number}-{count}'
        shutil.copytree(self.before, home)
        killed = run(self.world, kill_at, '--writes', str(count), '--', *import_of(self.number), home=home, code=None)
        if killed.returncode not in (0, KILLED):
            raise SystemExit(f'at {count}: exit {killed.returncode}\n{killed.stderr}')

        was_ready = (home / 'wallet' / 'trust' / '.wallet-trust-ready').exists()
        seen = look(self.world, home, READERS[count % len(READERS)])
        state = [number for number in (0, 1) if is_of(seen, self.states[number])]
        if len(state) != 1:
            raise SystemExit(f'import of {self.number}, killed at {count}: {seen}\nis neither of\n{self.states}')
        run(self.world, *import_of(self.number), home=home)
        if everything(home) != everything(self.after):
            raise SystemExit(f'import of {self.number}, again after a kill at {count}: {everything(home)[0]}')
        shutil.rmtree(home)
        return state[0], was_ready, killed.returncode == 0


def look_at_all(world, home):
    seen = {}
    for reader in READERS:
        seen |= look(world, home, reader)
    return seen


def leave_to_its_owner(world, before):
    """What another user began is his to end: until then his half of it is not read."""
    if os.geteuid() != 0:
        return
    home = world / 'foreign'
    shutil.copytree(before, home)
    ready = home / 'wallet' / 'trust' / '.wallet-trust-ready'
    ready.mkdir()
    os.chown(ready, 65534, 65534)
    for command in ('trust', 'list'), ('verify', 'card.txt'), ('trust', 'import', '2/trust.cbor'), import_of('2')[1:]:
        result = run(world, wallet, *command, home=home, code=5)
        if 'cut short' not in result.stderr or result.stderr.count('\n') != 3:
            raise SystemExit(f'{command}: {result.stderr}')


def try_each(step):
    outcomes = []
    workers = os.cpu_count() or 1
    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        for first in itertools.count(1, workers):
            outcomes += pool.map(step.try_at, range(first, first + workers))
            if any(ended for _, _, ended in outcomes):
                break
    states = [state for state, _, _ in outcomes]
    ready = sum(was_ready for _, was_ready, _ in outcomes)
    print(f'import of {step.number}: {len(outcomes)} kills, {states.count(0)} before it was committed, '
          f'{ready} before it was done')
    if states != sorted(states) or ready < 5 or 0 not in states:
        raise SystemExit('these are not all the ways to be killed')


def memory():
    """Where no disk need be waited for, if there is such a place."""
    return '/dev/shm' if os.access('/dev/shm', os.W_OK) else None


def main():
    with tempfile.TemporaryDirectory(dir=memory()) as name:
        world = pathlib.Path(name)
        make_world(world)
        homes = [world / 'none', world / 'one', world / 'two']
        for home, numbers in zip(homes, ('', '1', '12')):
            home.mkdir()
            for number in numbers:
                run(world, *import_of(number), home=home)
        leave_to_its_owner(world, homes[1])
        try_each(Step(world, '1', *homes[0:2]))
        try_each(Step(world, '2', *homes[1:3]))


if __name__ == '__main__':
    main()
