#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Sums up what `meson test` wrote down: summary.py NAME=TESTLOG.JSON...

A test that speaks TAP counts by its cases, any other as one.  A build that left no log counts as failed.
"""
import collections
import json
import pathlib
import re
import sys

SHOWN_LINES = 60
KINDS = ('passed', 'failed', 'skipped')


def cases(test):
    """How many cases of one test passed, failed, were skipped."""
    output, result = test.get('stdout') or '', test['result']
    if re.search(r'^1\.\.\d+', output, re.M):
        lines = re.findall(r'^(not ok|ok)\b(.*)$', output, re.M)
        skipped = sum(bool(re.search(r'# *skip', rest, re.I)) for _, rest in lines)
        failed = sum(kind == 'not ok' for kind, _ in lines)
        passed = len(lines) - failed - skipped
    else:
        passed, failed, skipped = int(result in ('OK', 'EXPECTEDFAIL')), 0, int(result == 'SKIP')
    # Whatever it printed: a test that crashed, timed out or fell short has failed.
    if result not in ('OK', 'SKIP', 'EXPECTEDFAIL') and not failed:
        failed = 1
    return passed, failed, skipped


def tests_of(log):
    """The tests in a log: (suite, name, record)."""
    for line in log.read_text(errors='replace').splitlines():
        record = json.loads(line)
        suite, _, name = record['name'].rpartition(' / ')
        yield suite.split(':')[-1] or 'other', name, record


def show_failure(build, suite, name, record):
    print(f'\nFAILED in {build}: {suite} / {name} ({record["result"]}, exit {record["returncode"]})')
    for stream in ('stdout', 'stderr'):
        lines = [line for line in (record.get(stream) or '').splitlines() if not line.startswith('ok ')]
        print(*(f'    {line}' for line in lines[-SHOWN_LINES:]), sep='\n')


def sum_up(build, log, total):
    """Prints a line for each suite of one build; adds to the total."""
    suites = collections.defaultdict(collections.Counter)
    if not log.exists():
        print(f'\nFAILED: {build} was not built, or not tested')
        total['failed'] += 1
        return
    for suite, name, record in tests_of(log):
        counts = dict(zip(KINDS, cases(record)))
        suites[suite].update(counts, seconds=record['duration'])
        if counts['failed']:
            show_failure(build, suite, name, record)
        elif counts['skipped']:
            print(f'skipped in {build}: {suite} / {name}')
    for suite, counts in sorted(suites.items()):
        total.update({kind: counts[kind] for kind in KINDS})
        print(f'{build:8} {suite:10}' + ''.join(f'{counts[kind]:6} {kind}' for kind in KINDS)
              + f'{counts["seconds"]:8.1f} s')


def main():
    total = collections.Counter(dict.fromkeys(KINDS, 0))
    for argument in sys.argv[1:]:
        build, _, log = argument.partition('=')
        sum_up(build, pathlib.Path(log), total)
    if not total['passed']:
        print('nothing was tested')
    print(', '.join(f'{total[kind]} {kind}' for kind in KINDS))
    return bool(total['failed']) or not total['passed']


if __name__ == '__main__':
    sys.exit(main())
