#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A batch that is killed at random system calls, again and again, and run once more each time comes to
its end: each row was issued once, each bad row was told once, and what was committed before a kill is
there after it.  Into a folder; into a repository, whose log is verified after each kill; or into one on
the server of tests/support/postgres.py, which has a backend killed, too.

usage: batch_kill.py KILL_AT WALLET ROWS.py [--kills N] [--seed N] [--into folder|repository|server]...
"""
import argparse
import contextlib
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

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
from offspring import Restarts, end_in_order, end_with_parent  # noqa: E402
from psql import Psql  # noqa: E402

KILLED, SKIPPED, FAILED_ROWS, NOT_DONE = 137, 77, 1, 5
COUNT, BAD = 2500, 97  # several commits; each BAD-th row is none
TYPE = 'id-card'
parser = argparse.ArgumentParser()
for name in ('kill_at', 'wallet', 'rows_py'):
    parser.add_argument(name, type=lambda path: pathlib.Path(path).resolve())
parser.add_argument('--kills', type=int, default=20, help='of each kind of place')
parser.add_argument('--seed', type=int, default=6)
parser.add_argument('--into', choices=['folder', 'repository', 'server'], action='append')
options = parser.parse_args()
kill_at, wallet, rows_py = options.kill_at, options.wallet, options.rows_py
chance = random.Random(options.seed)


def run(folder, *command):
    environment = {'HOME': str(folder), 'PATH': '/usr/bin:/bin', 'LC_ALL': 'C.UTF-8'}
    environment |= {name: os.environ[name] for name in ('WALLET_CATALOGUE',) if name in os.environ}
    return subprocess.run(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True,
                          text=True, timeout=120, preexec_fn=end_with_parent)


def do(folder, *words):
    result = run(folder, wallet, *words)
    if result.returncode != 0:
        sys.exit(f'wallet {words}: exit {result.returncode}\n{result.stderr}')
    return result.stdout


def demand(what, is_so):
    if not is_so:
        sys.exit(f'seed {options.seed}: not so: {what}')


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
    kill_words = ['--writes']
    kill_ranges = 60, 900, 6000

    def __init__(self):
        self.restarts = Restarts()

    def begin(self):
        interrupt()

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
    kill_words = ['--writes']
    kill_ranges = 60, 300, 900

    def __init__(self):
        self.restarts = Restarts()

    def begin(self):
        pass

    def prepare(self, folder, *more):
        do(folder, 'repository', 'init', '--repository', 'repo', '--id', '11360500000000019F', *more)

    def stats(self, folder):
        return json.loads(do(folder, 'repository', 'stats', '--repository', 'repo', '--json'))

    def committed(self, folder):
        """And each has one entry, in a log that is good."""
        stats = self.restarts.timed(self.stats, folder)
        report = json.loads(do(folder, 'audit', 'verify', '--repository', 'repo', '--json'))
        demand(f'the log is good: {report}', report['good'] and report['damages'] == 0)
        demand(f'an entry for each: {stats}, {report}', stats['licences'] == stats['entries'] == report['entries'])
        return stats['licences']

    def check(self, folder, bad):
        stats = self.stats(folder)
        demand('each row once', stats['licences'] == COUNT - len(bad) == stats['live'])
        demand('an entry for each', stats['entries'] == stats['licences'])
        demand('each bad row once', errors_of(folder / 'rows.errors.csv') == sorted(bad))
        do(folder, 'repository', 'verify', '--repository', 'repo')


class Server(Repository):
    """Licences in a repository on PostgreSQL."""
    kill_words = []  # what is sent writes no file
    kill_ranges = 300, 5000, 30000

    def __init__(self):
        super().__init__()
        self.psql, self.made = Psql(), 0

    def begin(self):
        lose_server(self)

    def prepare(self, folder):
        self.made += 1
        schema = f'batch_{os.getpid()}_{self.made}'
        demand('a schema is made', self.psql.ask(f'CREATE SCHEMA {schema}') is not None)
        self.schema = schema
        super().prepare(folder, '--db', f'{self.psql.address}&options=-csearch_path%3D{schema}')

    def committed(self, folder):
        self.psql.wait_for_others()
        return super().committed(folder)

    def rows(self):
        return int(self.psql.ask(f'SELECT COUNT(*) FROM {self.schema}.licence') or 0)


@contextlib.contextmanager
def a_batch(place):
    """A folder with a table, which of its rows are bad, and the command that issues it."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        bad = make_rows(folder)
        do(folder, 'key', 'new', 'agency.key', '-i', '11360500000000019F')
        place.prepare(folder)
        yield folder, bad, [wallet, 'batch', 'issue', TYPE, '--in', 'rows.csv', '--key', 'agency.key', *place.words]


def lose_server(place):
    """Not the batch is killed, but the server at its other end."""
    with a_batch(place) as (folder, bad, command):
        environment = {'LC_ALL': 'C.UTF-8', 'HOME': str(folder), **os.environ}
        process = subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True,
                                   preexec_fn=end_with_parent)
        while process.poll() is None and (before := place.rows()) == 0:
            pass
        demand('it is still under way', process.poll() is None)
        demand('a backend works for it', place.psql.kill_backend())
        told = process.communicate(timeout=120)[1]
        demand(f'it says what is the matter: {told}', process.returncode == NOT_DONE and 'hint: ' in told)
        demand('nothing committed is lost', before <= place.committed(folder) < COUNT)
        result = run(folder, *command)
        demand(f'it goes on\n{result.stderr}', result.returncode == FAILED_ROWS)
        place.committed(folder)
        place.check(folder, bad)
    print('a server that was lost was found again, and the batch went on')


def kill_until_done(place):
    """How many kills one batch took."""
    with a_batch(place) as (folder, bad, command):
        kills, before = 0, 0
        while True:
            at = chance.randrange(1, chance.choice(place.kill_ranges))
            result = run(folder, kill_at, *place.kill_words, str(at), '--', *command)
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
        process = subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True,
                                   preexec_fn=end_with_parent)
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
    end_in_order()
    for into in options.into or ['folder', 'repository']:
        place = {'folder': Folder, 'repository': Repository, 'server': Server}[into]()
        place.begin()
        kills = rounds = 0
        while kills < options.kills:
            kills += kill_until_done(place)
            rounds += 1
        print(f'{place.__doc__} {kills} kills in {rounds} batches; {place.restarts}', flush=True)
        demand(f'99 of 100 are there again within a second: {place.restarts}', place.restarts.hold())


if __name__ == '__main__':
    main()
