#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Words and calls that have no place in this tree, each with its reason."""
import pathlib
import re
import subprocess
import sys

SOURCES = ('.c', '.h')
TEXTS = SOURCES + ('.py', '.md', '.build', '.txt', '.json', '.1', '.5', '.7', '.sh', '')

# What, in which folder, in which files, which file may all the same, and why not.
CALL = r'\b(?:%s)\s*\('
RULES = [
    (CALL % 'system|popen|strcpy|strcat|sprintf|vsprintf|gets|strtok|atoi|atol|tmpnam|mktemp|alloca',
     '.', SOURCES, '', 'is unsafe, or hides what it does'),
    (CALL % 'malloc|calloc|realloc|reallocarray|free|strdup|strndup|asprintf|vasprintf', 'lib', SOURCES,
     r'lib/base/alloc\.c', 'goes through base/alloc.h; a vendor\'s memory is marked as its "own allocation"'),
    (CALL % 'printf|puts|putchar|perror|fprintf|vprintf|vfprintf|fputs|syslog', 'lib', SOURCES, '',
     'prints, and the library never does'),
    (CALL % 'exit|_exit|abort|quick_exit', 'lib', SOURCES, '', 'ends the program, which is not ours'),
    (CALL % 'time|gettimeofday|localtime|localtime_r|mktime', 'lib', SOURCES, '', 'reads a clock: time is an input'),
    (CALL % 'getenv|secure_getenv|setlocale|srand|rand|random', 'lib', SOURCES, '', 'reads or sets global state'),
    (CALL % 'memcmp', 'lib/crypto', SOURCES, r'lib/crypto/secret\.c',
     'tells by its time where secrets differ: wlt_secret_equal(), or wlt_bytes_equal() for what is public'),
    (r'\b(?:TODO|FIXME|XXX|HACK)\b', '.', TEXTS, r'tests/lint/words\.py', 'is work not done'),
    (r'\bcommon\.h|\butil\.[ch]|\bmisc\.[ch]', '.', SOURCES, '', 'names no noun'),
]

# In this tree the noun is spelt "licence".  The other spelling stays where somebody else fixed it.
OTHER_SPELLING = re.compile(r'licen[s]e', re.I)
FIXED_BY_OTHERS = re.compile(
    r'SPDX-Licen[s]e-Identifier|Apache Licen[s]e|Licen[s]e, Version 2|^\s*licen[s]e: \'Apache|LICEN[S]E\b|'
    r'/licen[s]es/|common-licen[s]es|Licen[s]e::|licen[s]ed under|'
    r'(?:[A-Z][a-z]+[A-Z]?|[a-z]+[A-Z])\w*Licen[s]e\w*|_licen[s]e_|\bLicen[s]e_')
# What a vendor allocated is released as the vendor says, and the line says whose it is.
VENDORS_MEMORY = re.compile(r'\bfree\s*\([^)]*\);.*/\*.*own allocation')


def tracked(root):
    """Files that are in the repository or could be: what git knows of and does not ignore."""
    listing = subprocess.run(['git', '-C', root, 'ls-files', '-co', '--exclude-standard', '-z'],
                             capture_output=True, text=True)
    if listing.returncode == 0:
        names = [name for name in listing.stdout.split('\0') if name]
    else:
        names = [str(p.relative_to(root)) for p in root.rglob('*') if not any(
            part.startswith(('.git', 'build', '__pycache__')) for part in p.relative_to(root).parts)]
    return sorted(pathlib.Path(name) for name in names if (root / name).is_file())


def strip_comments(text):
    return re.sub(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"', lambda m: '\n' * m.group().count('\n'), text, flags=re.S)


def spelling(path, text):
    if path.name in ('LICENSE', 'words.py', 'package.json', 'package-lock.json') or 'vectors' in path.parts or path.suffix not in TEXTS:
        return
    for number, line in enumerate(text.splitlines(), 1):
        if OTHER_SPELLING.search(FIXED_BY_OTHERS.sub('', line)):
            yield f'{path}:{number}: the noun is spelt "licence" here'


def calls(path, text):
    code = strip_comments(text) if path.suffix in SOURCES else text
    lines = text.splitlines()
    for pattern, place, suffixes, allowed, why in RULES:
        if path.suffix not in suffixes or not path.is_relative_to(place) or re.fullmatch(allowed, str(path)):
            continue
        looked_at = text if 'TODO' in pattern else code
        for number, line in enumerate(looked_at.splitlines(), 1):
            found = re.search(pattern, line)
            if found and not VENDORS_MEMORY.search(lines[number - 1]):
                yield f'{path}:{number}: {found.group().rstrip("( ")} {why}'


def spdx(path, text):
    if path.suffix in SOURCES and not text.startswith('/* SPDX-License-Identifier: Apache-2.0 */\n'):
        yield f'{path}:1: the first line names the Apache-2.0 licence by its SPDX identifier'


def main():
    root = pathlib.Path(sys.argv[1])
    complaints, count = [], 0
    for path in tracked(root):
        if path.suffix in TEXTS and 'corpus' not in path.parts:
            try:
                text = (root / path).read_text()
            except UnicodeDecodeError:
                continue
            complaints += [*spelling(path, text), *spdx(path, text)]
            if 'vectors' not in path.parts or path.suffix in SOURCES:
                complaints += calls(path, text)
            count += 1
    print('\n'.join(complaints) or f'{count} files, not a word too many')
    return bool(complaints) or count == 0


if __name__ == '__main__':
    sys.exit(main())
