#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every C file is as clang-format writes it by the .clang-format in the root."""
import pathlib
import shutil
import subprocess
import sys

root = pathlib.Path(sys.argv[1])
tool = shutil.which('clang-format-14') or shutil.which('clang-format')
if not tool:
    print('clang-format is not installed')
    sys.exit(77)

files = sorted(path for top in ('include', 'lib', 'cli', 'examples', 'fuzz', 'tests')
               for kind in ('*.[ch]', '*.cc') for path in (root / top).rglob(kind))
result = subprocess.run([tool, '--dry-run', '-Werror', '--ferror-limit=1', *files], cwd=root)
print(f'{len(files)} files', 'in order' if result.returncode == 0 else 'looked at; clang-format -i FILE puts one right')
sys.exit(result.returncode or not files)
