#!/usr/bin/env python3
"""Installs into an empty folder and builds the examples there as a stranger would: headers, library and
pkg-config file only.

usage: installed.py BUILD-FOLDER EXAMPLES-FOLDER
"""
import os
import pathlib
import subprocess
import sys
import tempfile


def run(*command, **more):
    result = subprocess.run(command, capture_output=True, text=True, **more)
    if result.returncode != 0:
        sys.exit(f'{command}: exit {result.returncode}\n{result.stdout}{result.stderr}')
    return result.stdout


def find(root, pattern):
    found = sorted(root.rglob(pattern))
    if not found:
        sys.exit(f'nothing installed matches {pattern}')
    return found[0]


def main(build, examples):
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        run('meson', 'install', '-C', build, '--no-rebuild', '--destdir', root)
        description = find(root, 'wallet.pc')
        environment = {**os.environ, 'PKG_CONFIG_PATH': str(description.parent),
                       'PKG_CONFIG_SYSROOT_DIR': str(root),
                       'LD_LIBRARY_PATH': str(find(root, 'libwallet.so.0').parent)}
        flags = run('pkg-config', '--cflags', '--libs', 'wallet', env=environment).split()
        for source in sorted(pathlib.Path(examples).glob('*.c')):
            program = root / source.stem
            run('cc', '-std=c11', '-Wall', '-Wextra', '-Werror', source, '-o', program, *flags, '-pthread')
            used = subprocess.run([program], capture_output=True, text=True, env=environment)
            if used.returncode != 2 or 'operands' not in used.stderr:
                sys.exit(f'the built example does not run: {used}')
        for pattern in ('wallet-scanner', 'id-card.json', 'wallet.1', 'wallet.h', 'bin/wallet'):
            find(root, pattern)
        found = run(find(root, 'bin/wallet'), 'type', 'list', env=environment)
        if 'id-card' not in found:
            sys.exit('the installed command does not find its catalogue')


main(*sys.argv[1:])
