#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Each rule of the issuer's lint has a row in its unit tests, and stands in the man page with its severity.

Usage: rules.py ROOT
"""
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
complaints = []

rules = {}
for source in sorted((root / 'lib' / 'lint').glob('rules_*.c')):
    for rule, severity in re.findall(r'\{ "([a-z0-9-]+)",\s*WALLET_LINT_([A-Z]+),', source.read_text()):
        rules[rule] = severity.lower()

tests = ''.join(path.read_text() for path in sorted((root / 'tests' / 'unit' / 'lint').glob('*_test.c')))
rows = {word for text in re.findall(r'"([^"\n]*)"', tests) for word in text.split()}
complaints += [f'tests/unit/lint: no row breaks {rule}' for rule in sorted(rules.keys() - rows)]

page = (root / 'cli' / 'man' / 'wallet-inspect.1').read_text()
told = dict(re.findall(r'^\.It Li ([a-z0-9-]+) Pq ([a-z]+)$', page, re.M))
complaints += [f'wallet-inspect.1: {rule} is missing' for rule in sorted(rules.keys() - told.keys())]
complaints += [f'wallet-inspect.1: there is no rule {rule}' for rule in sorted(told.keys() - rules.keys())]
complaints += [f'wallet-inspect.1: {rule} is of severity {rules[rule]}'
               for rule in sorted(rules.keys() & told.keys()) if rules[rule] != told[rule]]

print('\n'.join(complaints) or f'{len(rules)} rules, each with its row and its line')
sys.exit(bool(complaints) or not rules)
