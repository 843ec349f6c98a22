#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The symbols that the shared library exports are just those that the public headers declare."""
import pathlib
import re
import subprocess
import sys

root, library = pathlib.Path(sys.argv[1]), sys.argv[2]
listing = subprocess.run(['nm', '-D', '--defined-only', library], capture_output=True, text=True, check=True)
# A symbol of the kind A is the name of the version itself.
exported = {line.split()[-1].split('@')[0] for line in listing.stdout.splitlines() if line.split()[-2] != 'A'}
declared, unmarked = set(), set()
for header in (root / 'include/wallet').glob('*.h'):
    text = re.sub(r'/\*.*?\*/', '', header.read_text(), flags=re.S)
    declared |= set(re.findall(r'^WALLET_API\b[^;]*?\b(wallet_\w+)\(', text, re.M))
    unmarked |= set(re.findall(r'^(?!WALLET_API|#|typedef)\w[^;{}#]*?\b(wallet_\w+)\([^;{}]*\)\s*;', text, re.M)) - declared

complaints = [f'{name} is exported but not declared' for name in sorted(exported - declared)]
complaints += [f'{name} is declared but not exported' for name in sorted(declared - exported)]
complaints += [f'{name} is declared without WALLET_API' for name in sorted(unmarked)]
print('\n'.join(complaints) or f'{len(exported)} symbols, all declared')
sys.exit(bool(complaints) or not exported)
