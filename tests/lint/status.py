#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every status and reason that the library gives is named in a test: a refusal that no test provokes is a wish."""
import pathlib
import re
import sys

# These only list names: what stands in them proves nothing.
LISTS = {'error.c', 'reason.c', 'error_test.c', 'reason_test.c'}
NAME = r'\bWALLET_(?:ERR|REASON)_\w+'

root = pathlib.Path(sys.argv[1])


def names_in(top):
    """Each name in the sources below a folder, and where it was first seen."""
    found = {}
    for path in sorted((root / top).rglob('*.c')):
        for name in re.findall(NAME, path.read_text()) if path.name not in LISTS else ():
            found.setdefault(name, path.relative_to(root))
    return found


public = set()
for header in ('error.h', 'reason.h'):
    public |= set(re.findall(rf'^\s+({NAME}) = ', (root / 'include/wallet' / header).read_text(), re.M))

given, tested = names_in('lib'), names_in('tests')
complaints = [f'{given[name]}: {name} is in no test' for name in sorted(public & given.keys() - tested.keys())]
print('\n'.join(complaints) or f'{len(public & given.keys())} statuses and reasons, each in a test')
print('not given by anything yet:', ' '.join(sorted(public - given.keys() - {'WALLET_REASON_NONE'})) or 'none')
sys.exit(bool(complaints) or not given)
