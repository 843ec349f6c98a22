#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""No C file above 400 lines, no function above 50, no goto: what is long hides a missing name."""
import pathlib
import re
import statistics
import sys

FILE_MAX, FUNCTION_MAX, MEDIAN_MAX = 400, 50, 14
TOPS = ('include', 'lib', 'cli', 'examples', 'fuzz', 'tests')


def strip(text):
    """The text without comments and strings, line for line."""
    pattern = r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\''
    return re.sub(pattern, lambda match: '\n' * match.group().count('\n'), text, flags=re.S)


def functions(lines):
    """(first line, number of lines between the braces) of each function."""
    start = None
    for number, line in enumerate(lines, 1):
        if line == '{':
            start = number
        elif line == '}' and start:
            yield start, number - start - 1
            start = None


def main():
    root = pathlib.Path(sys.argv[1])
    complaints, sizes = [], []
    files = [path for top in TOPS for kind in ('*.[ch]', '*.cc') for path in (root / top).rglob(kind)]
    for file in sorted(files):
        path, text = file.relative_to(root), file.read_text()
        if (count := text.count('\n')) > FILE_MAX:
            complaints.append(f'{path}: {count} lines, at most {FILE_MAX}')
        lines = strip(text).split('\n')
        for start, size in functions(lines):
            complaints += [f'{path}:{start}: a function of {size} lines, at most {FUNCTION_MAX}'] * (size > FUNCTION_MAX)
            sizes += [size] * (path.parts[0] in ('lib', 'cli'))
        complaints += [f'{path}:{number}: goto' for number, line in enumerate(lines, 1) if re.search(r'\bgoto\b', line)]

    if (median := statistics.median(sizes)) > MEDIAN_MAX:
        complaints.append(f'the median function has {median} lines, at most {MEDIAN_MAX}')
    print('\n'.join(complaints) or 'all short enough')
    print(f'{len(files)} files; {len(sizes)} functions in lib and cli: median {median}, longest {max(sizes)}')
    return bool(complaints)


if __name__ == '__main__':
    sys.exit(main())
