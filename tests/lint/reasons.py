#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What cli/case_why.c says in Chinese is what lib/counter says in English, word for word.

Usage: reasons.py ROOT
"""
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])


def literals_of(text):
    """The strings of a source, those that stand behind each other joined."""
    joined = re.sub(r'"\s*\n\s*"', '', text)
    return set(re.findall(r'"((?:[^"\\]|\\.)*)"', joined))


said = set()
for source in (root / 'lib' / 'counter').glob('*.c'):
    said |= literals_of(source.read_text())

rows = re.sub(r'"\s*\n\s*"', '', (root / 'cli' / 'case_why.c').read_text())
translated = re.findall(r'\{ "([^"]*)",', rows)
strange = [text for text in translated if text not in said]
for text in strange:
    print(f'cli/case_why.c: nothing in lib/counter says {text!r}')
if not translated:
    print('cli/case_why.c: there are no reasons in it')
print(f'{len(translated)} reasons have their Chinese')
sys.exit(1 if strange or not translated else 0)
