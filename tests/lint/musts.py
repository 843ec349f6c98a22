#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Each demand on a mobile document has the test that breaks it: tests/unit/mdoc/MUSTS names tests that there are.

Usage: musts.py ROOT
"""
import pathlib
import re
import sys

unit = pathlib.Path(sys.argv[1]) / 'tests' / 'unit'
folder = unit / 'mdoc'
requests = sorted((unit / 'present').glob('mdoc_request*_test.c')) + sorted((unit / 'present').glob('mdoc_ask*_test.c'))
complaints = []


def tests_there_are():
    """Rows of the tables of forgeries by their words, and all tests as 'FILE: NAME'."""
    tables = ''.join(path.read_text() for path in [folder / 'forged_test.c', *requests])
    found = set(re.findall(r'\b(?:ROW|OPEN)\(\s*"([^"]+)"', tables))
    rows = set(found)
    for path in [*folder.glob('*_test.c'), *requests]:
        found |= {f'{path.stem[:-5]}: {name}' for name in re.findall(r'^TEST\((\w+)\)', path.read_text(), re.M)}
    return found, rows


def demands():
    """(line number, demand, test) of each line that makes one; others are headings and comments."""
    for number, line in enumerate((folder / 'MUSTS').read_text().splitlines(), 1):
        if line.startswith('    '):
            demand, bar, test = line.partition('|')
            if not bar:
                complaints.append(f'MUSTS:{number}: a demand without a test')
            yield number, demand.strip(), test.strip()


there, rows = tests_there_are()
named = {}
for number, demand, test in demands():
    if test not in there:
        complaints.append(f'MUSTS:{number}: there is no test {test!r}')
    if test in named:
        complaints.append(f'MUSTS:{number}: {test!r} stands in line {named[test]} already')
    named[test] = number

complaints += [f'{row!r} breaks no demand of MUSTS' for row in sorted(rows - named.keys())]
print('\n'.join(complaints) or f'{len(named)} demands, each with its test')
sys.exit(bool(complaints) or not named)
