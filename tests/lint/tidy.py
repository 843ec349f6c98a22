#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""clang-tidy, by the .clang-tidy in the root, finds nothing in lib, cli and examples.

Usage: tidy.py ROOT BUILD-FOLDER [PART-OF-PATH...]

What a file was found clean with is remembered in the build folder; only what changed is looked at again.
"""
import concurrent.futures
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys

TOPS = ('lib', 'cli', 'examples')

# The analyzer gives up on a function after 225,000 steps, unless told another number: most of its time goes into the
# few functions with so many paths, behind the first of which it found nothing more.  With this one all of it takes an
# eighth of the time.
STEPS = '5000'
LIMIT = [f'--extra-arg={word}' for word in ('-Xclang', '-analyzer-config', '-Xclang', f'max-nodes={STEPS}')]


def units(root, build):
    """Each source of ours once: its path and the command that compiles it."""
    found = {}
    for entry in json.loads((build / 'compile_commands.json').read_text()):
        path = pathlib.Path(os.path.normpath(build / entry['file']))
        if path.is_relative_to(root) and path.relative_to(root).parts[0] in TOPS:
            found.setdefault(path, entry['command'])
    return found


def state_of(root, path, command, headers):
    """A digest of all that the outcome for one file depends on."""
    digest = hashlib.sha256((root / '.clang-tidy').read_bytes() + STEPS.encode() + command.encode() + headers)
    digest.update(path.read_bytes())
    return digest.hexdigest()


def run(tool, root, build, path):
    result = subprocess.run([tool, '-p', build, '--quiet', '--warnings-as-errors=*', *LIMIT, path],
                            cwd=root, capture_output=True, text=True)
    return result.returncode, result.stdout + ('' if result.returncode == 0 else result.stderr)


def remember(memory, clean):
    """Whatever ends the run, what was looked at need not be looked at again."""
    draft = memory.with_suffix('.new')
    draft.write_text(json.dumps(clean))
    draft.replace(memory)


def main():
    root, build, parts = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve(), sys.argv[3:]
    tool = shutil.which('clang-tidy-14') or shutil.which('clang-tidy')
    if not tool:
        print('clang-tidy is not installed')
        return 77

    headers = b''.join(path.read_bytes() for top in ('include', *TOPS) for path in sorted((root / top).rglob('*.h')))
    memory = build / 'tidy.json'
    clean = json.loads(memory.read_text()) if memory.exists() else {}
    states = {path: state_of(root, path, command, headers) for path, command in units(root, build).items()
              if not parts or any(part in str(path) for part in parts)}
    todo = [path for path, state in states.items() if clean.get(str(path)) != state]

    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for path, (code, output) in zip(todo, pool.map(lambda p: run(tool, root, build, p), todo)):
            if code:
                failed += 1
                print(output.strip())
            else:
                clean[str(path)] = states[path]
                remember(memory, clean)
    print(f'{len(states)} files, {len(todo)} of them new or changed, {failed} with findings')
    return bool(failed) or not states


if __name__ == '__main__':
    sys.exit(main())
