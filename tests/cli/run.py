#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs stories: text files that read as documentation and say what each command prints.

    # a remark, or a heading
    $ wallet key show agency.key        run by sh, in an empty folder of the story's own
    > a line that belongs to the command above, such as the body of a here-document
    key         ...                     standard output; '...' stands for anything in a line,
    ...                                 alone for any number of lines
    ! wallet: cannot read 'x'           standard error
    ? 5                                 the exit code, 0 where none is given
    % wallet doctor | grep -q ...       what the story needs of this machine: is skipped if that fails

An empty line ends what a command prints; an empty line in its output is written as a lone '.'.
Usage: run.py [--all] PROGRAM DATA STORY...; with --all a story goes on after what went wrong.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

TIME_LIMIT = 60
SKIPPED = 77  # meson's word for it


class Step:
    """A command of a story and what it must do."""

    def __init__(self, number, command):
        self.number, self.command = number, command
        self.output, self.errors, self.code = [], [], 0

    def take(self, line):
        if line.startswith('> '):
            self.command += '\n' + line[2:]
        elif line.startswith('! '):
            self.errors.append(line[2:])
        elif re.fullmatch(r'\? \d+', line):
            self.code = int(line[2:])
        else:
            self.output.append('' if line == '.' else line)


def needs_of(story):
    return [line[2:] for line in story.read_text().splitlines() if line.startswith('% ')]


def steps_of(story):
    step = None
    for number, line in enumerate(story.read_text().splitlines(), 1):
        if line.startswith('$ '):
            if step:
                yield step
            step = Step(number, line[2:])
        elif not line or line.startswith(('#', '% ')):
            if step:
                yield step
            step = None
        elif step:
            step.take(line)
        else:
            raise SystemExit(f'{story}:{number}: belongs to no command')
    if step:
        yield step


def pattern_of(lines):
    parts = []
    for line in lines:
        if line == '...':
            parts.append(r'(?:[^\n]*\n)*')
        else:
            parts.append('[^\n]*'.join(re.escape(part) for part in line.split('...')) + '\n')
    return re.compile(''.join(parts))


def agrees(wanted, got):
    text = got.replace('\r\n', '\n')
    if text and not text.endswith('\n'):
        text += '\n'
    return pattern_of(wanted).fullmatch(text) is not None


def environment_of(program, data, place):
    kept = {name: value for name, value in os.environ.items()
            if name.startswith(('ASAN_', 'UBSAN_', 'LSAN_', 'LLVM_', 'GCOV_', 'LD_', 'STORY_'))}
    return kept | {
        'PATH': f'{program.parent}:/usr/bin:/bin',
        'HOME': str(place),
        'TMPDIR': str(place),
        'LC_ALL': 'C.UTF-8',
        'EXAMPLES': str(data),
    }


def indent(text):
    return ''.join(f'    {line}\n' for line in text.splitlines())


def is_possible(story, program, data):
    with tempfile.TemporaryDirectory() as name:
        place = pathlib.Path(name)
        return all(subprocess.run(['/bin/sh', '-c', need], cwd=place, env=environment_of(program, data, place),
                                  stdin=subprocess.DEVNULL, capture_output=True, timeout=TIME_LIMIT).returncode == 0
                   for need in needs_of(story))


def run(story, program, data):
    """What went wrong, as it happens."""
    with tempfile.TemporaryDirectory() as name:
        place = pathlib.Path(name)
        environment = environment_of(program, data, place)
        for step in steps_of(story):
            result = subprocess.run(['/bin/sh', '-c', step.command], cwd=place, env=environment, text=True,
                                    errors='backslashreplace', stdin=subprocess.DEVNULL,
                                    capture_output=True, timeout=TIME_LIMIT)
            faults = []
            if result.returncode != step.code:
                faults.append(f'  exits {result.returncode}, not {step.code}\n')
            if not agrees(step.output, result.stdout):
                faults.append('  standard output is not as told\n')
            if not agrees(step.errors, result.stderr):
                faults.append('  standard error is not as told\n')
            if faults:
                yield (f'{story}:{step.number}: {step.command}\n{"".join(faults)}'
                       f'  standard output:\n{indent(result.stdout)}  standard error:\n{indent(result.stderr)}')


def main(arguments):
    go_on = arguments[:1] == ['--all']
    program, data, *stories = arguments[go_on:]
    program, data = pathlib.Path(program).resolve(), pathlib.Path(data).resolve()
    bad = left = 0
    for story in map(pathlib.Path, stories):
        if not is_possible(story, program, data):
            print(f'{story}: this machine lacks what it needs')
            left += 1
            continue
        for fault in run(story, program, data):
            print(fault)
            bad += 1
            if not go_on:
                break
    return 1 if bad else SKIPPED if left else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
