#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The example matcher asks a person: what is typed on its terminal is its answer.

usage: faces.py MATCHER
"""
import json
import os
import pathlib
import pty
import subprocess
import sys
import tempfile

matcher = sys.argv[1]


def answer(place, typed, language):
    """What it prints on standard output while somebody types on its terminal."""
    browser = place / 'browser'
    browser.write_text('#!/bin/sh\ncp "$1" page.html\n')
    browser.chmod(0o755)
    environment = {'PATH': '/usr/bin:/bin', 'LANG': language, 'HOME': str(place), 'TMPDIR': str(place),
                   'BROWSER': str(browser)}
    reader, writer = os.pipe()
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(place)
        os.dup2(writer, 1)
        os.execve(matcher, [matcher, 'card.png', 'now.jpg'], environment)

    os.close(writer)
    shown = b''
    while '？'.encode() not in shown and b'person?' not in shown:
        shown += os.read(terminal, 4096)
    os.write(terminal, typed.encode())
    with os.fdopen(reader, 'rb') as output:
        printed = output.read()
    os.waitpid(child, 0)
    os.close(terminal)
    return json.loads(printed), shown.decode(errors='replace')


CASES = [('y\n', 'same'), ('yes\n', 'same'), ('是\n', 'same'), ('n\n', 'different'), ('否\n', 'different'),
         ('\n', 'unsure'), ('perhaps\n', 'unsure'), ('\x04', 'unsure')]


def main():
    with tempfile.TemporaryDirectory() as name:
        place = pathlib.Path(name)
        (place / 'card.png').write_bytes(b'\x89PNG on record')
        (place / 'now.jpg').write_bytes(b'\xff\xd8 here and now')
        for typed, decision in CASES:
            for language in 'C.UTF-8', 'zh_CN.UTF-8':
                told, shown = answer(place, typed, language)
                assert told == {'v': 1, 'model': 'person', 'decision': decision}, (typed, told)
                assert ('是否同一人' in shown) == language.startswith('zh'), shown
        left = sorted(path.name for path in place.iterdir())
        assert [name for name in left if name.startswith('wallet-face-')] == [], left

    usage = subprocess.run([matcher], capture_output=True, text=True)
    assert usage.returncode == 1 and 'usage' in usage.stderr, usage
    print(f'{len(CASES)} answers, in two languages')


main()
