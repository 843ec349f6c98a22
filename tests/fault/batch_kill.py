#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A batch that is killed at random system calls, again and again, and run once more each time comes to
its end: each row was issued once, each bad row was told once, and what was committed before a kill is
there after it.  Into a folder and into a repository.

usage: batch_kill.py KILL_AT WALLET ROWS.py [KILLS [SEED]]
"""
import csv
import json
import os
import pathlib
import random
import re
import signal
import subprocess
import sys
import tempfile

KILLED, SKIPPED, FAILED_ROWS = 137, 77, 1
COUNT, BAD = 2500, 97  # several commits; each BAD-th row is none
TYPE = 'id-card'
kill_at, wallet, rows_py = (pathlib.Path(argument).resolve() for argument in sys.argv[1:4])
kills_wanted = int(sys.argv[4]) if len(sys.argv) > 4 else 30
chance = random.Random(int(sys.argv[5]) if len(sys.argv) > 5 else 6)


def run(folder, *command):
    environment = {'HOME': str(folder), 'PATH': '/usr/bin:/bin', 'LC_ALL': 'C.UTF-8'}
    environment |= {name: os.environ[name] for name in ('WALLET_CATALOGUE',) if name in os.environ}
    return subprocess.run(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True,
                          text=True, timeout=120)


def do(folder, *words):
    result = run(folder, wallet, *words)
    if result.returncode != 0:
        sys.exit(f'wallet {words}: exit {result.returncode}\n{result.stderr}')
    return result.stdout


def demand(what, is_so):
    if not is_so:
        sys.exit(f'seed {sys.argv[5:] or 6}: not so: {what}')


def make_rows(folder):
    table = run(folder, sys.executable, rows_py, str(COUNT)).stdout.splitlines()
    bad = set(range(BAD, COUNT + 1, BAD))
    for row in bad:
        table[row] = re.sub(r'(\d{17})[\dX]', r'\g<1>?', table[row])
    (folder / 'rows.csv').write_text('\n'.join(table) + '\n')
    return bad


def errors_of(path):
    if not path.exists():
        return []
    return [int(row['row']) for row in csv.DictReader(path.open(encoding='utf-8-sig'))]


class Folder:
    """Licences as files, with a manifest."""
    words = ['-o', 'out']

    def prepare(self, folder):
        pass

    def committed(self, folder):
        """The rows that may never be lost again."""
        journal = folder / 'out' / 'batch.json'
        if not journal.exists():
            return 0
        state = json.loads(journal.read_text())
        lines = (folder / 'out' / 'manifest.jsonl').read_bytes()[:state['manifest']].splitlines()
        for entry in map(json.loads, lines):
            demand('a file of the manifest is there', (folder / 'out' / entry['file']).stat().st_size > 0)
        demand('the journal counts what the manifest has', len(lines) == state['issued'])
        return state['next_row'] - 1

    def check(self, folder, bad):
        self.check_all(folder, COUNT, bad)

    def check_all(self, folder, count, bad):
        entries = list(map(json.loads, (folder / 'out' / 'manifest.jsonl').read_text().splitlines()))
        files = {path.name for path in (folder / 'out').glob('*.cbor')}
        demand('each row once', [entry['row'] for entry in entries] == sorted(set(range(1, count + 1)) - bad))
        demand('each identifier once', len({entry['identifier'] for entry in entries}) == len(entries))
        demand('one file a row', files == {entry['file'] for entry in entries})
        demand('each bad row once', errors_of(folder / 'out' / 'errors.csv') == sorted(bad))


class Repository:
    """Licences in a repository, each with its entry in the log."""
    words = ['--repository', 'repo']

    def prepare(self, folder):
        do(folder, 'repository', 'init', '--repository', 'repo', '--id', '11360500000000019F')

    def stats(self, folder):
        return json.loads(do(folder, 'repository', 'stats', '--repository', 'repo', '--json'))

    def committed(self, folder):
        return self.stats(folder)['licences']

    def check(self, folder, bad):
        stats = self.stats(folder)
        demand('each row once', stats['licences'] == COUNT - len(bad) == stats['live'])
        demand('an entry for each', stats['entries'] == stats['licences'])
        demand('each bad row once', errors_of(folder / 'rows.errors.csv') == sorted(bad))
        do(folder, 'repository', 'verify', '--repository', 'repo')


def kill_until_done(place):
    """How many kills one batch took."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        bad = make_rows(folder)
        do(folder, 'key', 'new', 'agency.key', '-i', '11360500000000019F')
        place.prepare(folder)
        command = [wallet, 'batch', 'issue', TYPE, '--in', 'rows.csv', '--key', 'agency.key', *place.words]
        kills, before = 0, 0
        while True:
            at = chance.choice([chance.randrange(1, 60), chance.randrange(1, 900), chance.randrange(1, 6000)])
            result = run(folder, kill_at, '--writes', str(at), '--', *command)
            if result.returncode == SKIPPED:
                print(result.stderr)
                sys.exit(SKIPPED)
            after = place.committed(folder)
            demand('nothing committed is lost', after >= before)
            before = after
            if result.returncode != KILLED:
                break
            kills += 1
        demand(f'it ends by telling the bad rows\n{result.stderr}', result.returncode == FAILED_ROWS)
        place.check(folder, bad)
        return kills


def interrupt():
    """A signal ends it between two commits, and it says how to go on."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        table = run(folder, sys.executable, rows_py, str(8 * COUNT)).stdout
        (folder / 'rows.csv').write_text(table)
        do(folder, 'key', 'new', 'agency.key', '-i', '11360500000000019F')
        command = [wallet, 'batch', 'issue', TYPE, '--in', 'rows.csv', '--key', 'agency.key', '-o', 'out']
        environment = {'LC_ALL': 'C.UTF-8', 'HOME': name, **os.environ}
        process = subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True)
        while Folder().committed(folder) == 0 and process.poll() is None:
            pass
        process.send_signal(signal.SIGTERM)
        told = process.communicate(timeout=120)[1]
        done = Folder().committed(folder)
        demand(f'it was interrupted: {told}', process.returncode == 130 and 0 < done < 8 * COUNT)
        demand('it says where', f'interrupted behind row {done}:' in told)
        demand('it says how to go on', 'next: wallet batch issue id-card --in rows.csv --key agency.key --out out' in told)
        result = run(folder, *command)
        demand('it goes on', f'issued: {8 * COUNT - done}\n' in result.stderr and result.returncode == 0)
        Folder().check_all(folder, 8 * COUNT, set())
    print('interrupted, and went on')


def main():
    interrupt()
    for place in Folder(), Repository():
        kills = rounds = 0
        while kills < kills_wanted:
            kills += kill_until_done(place)
            rounds += 1
        print(f'{place.__doc__} {kills} kills in {rounds} batches')


if __name__ == '__main__':
    main()
