#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A person at a terminal: passphrases are asked for and not shown, a removal is confirmed; and while the
vault is open, no core dump is possible and the passphrase is no longer in memory.

usage: terminal.py WALLET EXAMPLES
"""
import os
import pathlib
import pty
import select
import signal
import sys
import tempfile
import time

wallet, examples = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
SECRET, OTHER, LABEL = 'correct horse battery', 'another staple', 'my-own-word-for-it'
LIMIT = 60


def demand(holds, what):
    if not holds:
        sys.exit(f'not so: {what}')


class Terminal:
    """One command at a terminal of its own."""

    def __init__(self, folder, *words):
        self.words, self.seen = words, ''
        self.pid, self.file = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.environ.update(HOME=str(folder), LC_ALL='C.UTF-8')
            os.execv(wallet, [str(wallet), *words])

    def expect(self, text):
        """Reads until the text is there."""
        end = time.monotonic() + LIMIT
        while text not in self.seen:
            demand(time.monotonic() < end, f'{self.words} says {text!r}, and not {self.seen!r}')
            if select.select([self.file], [], [], 1)[0]:
                self.read()
        self.seen = self.seen.split(text, 1)[1]

    def read(self):
        try:
            self.seen += os.read(self.file, 65536).decode()
        except OSError:  # all have closed it
            self.seen += '\0'

    def type(self, text):
        os.write(self.file, (text + '\n').encode())

    def finish(self, code):
        while '\0' not in self.seen:
            self.read()
        _, status = os.waitpid(self.pid, 0)
        demand(os.waitstatus_to_exitcode(status) == code,
               f'{self.words} exits {os.waitstatus_to_exitcode(status)}, not {code}: {self.seen}')
        os.close(self.file)
        return self.seen


def run(folder, *words):
    Terminal(folder, *words).finish(0)


def memory_of(pid):
    """All that can be read of a process."""
    with open(f'/proc/{pid}/maps') as maps, open(f'/proc/{pid}/mem', 'rb', 0) as memory:
        for line in maps:
            start, end = (int(part, 16) for part in line.split()[0].split('-'))
            try:
                memory.seek(start)
                yield memory.read(end - start)
            except (OSError, ValueError, OverflowError):
                pass  # guard pages, vvar


def init(folder):
    first = Terminal(folder, 'vault', 'init', '--cost', 'low')
    first.expect('New passphrase: ')
    first.type(SECRET)
    first.expect('Once more: ')
    first.type(OTHER)
    first.expect('the two are not the same')
    first.finish(6)

    second = Terminal(folder, 'vault', 'init', '--cost', 'low')
    second.expect('New passphrase: ')
    second.type(SECRET)
    second.expect('Once more: ')
    second.type(SECRET)
    seen = second.finish(0)
    demand(SECRET not in seen and SECRET not in first.seen, 'a passphrase is not shown')


def add(folder):
    run(folder, 'key', 'new', 'agency.key', '-i', '11360500000000019F')
    run(folder, 'key', 'export', 'agency.key', '-o', 'agency.pub')
    run(folder, 'issue', 'id-card', '-d', str(examples / 'id-card.json'), '-k', 'agency.key', '-o', 'card.cbor')
    command = Terminal(folder, 'add', 'card.cbor', '--trust', 'agency.pub', '--label', LABEL)
    command.expect('Passphrase of the vault: ')
    command.type(SECRET)
    command.expect('\r\n')
    return command.finish(0).strip().split()[0]


def remove(folder, licence):
    no = Terminal(folder, 'remove', licence)
    no.expect('Passphrase of the vault: ')
    no.type(SECRET)
    no.expect('? [y/N] ')
    look_into(no.pid)
    no.type('n')
    no.finish(1)

    yes = Terminal(folder, 'remove', licence, '--lang', 'zh')
    yes.expect('保管箱口令：')
    yes.type(SECRET)
    yes.expect('？ [y/N] ')
    yes.type('是')
    yes.expect('已删除')
    yes.finish(0)


def look_into(pid):
    """The vault is open, and its process waits for an answer."""
    limits = pathlib.Path(f'/proc/{pid}/limits').read_text()
    core = next(line for line in limits.splitlines() if line.startswith('Max core file size'))
    demand(core.split()[4:6] == ['0', '0'], f'no core dump is possible: {core}')
    try:
        found = [needle for block in memory_of(pid) for needle in (SECRET, LABEL) if needle.encode() in block]
    except PermissionError:
        return  # not root, and so kept out: that is what it is for
    demand(LABEL in found, 'the search finds what is there')
    demand(SECRET not in found, 'the passphrase is wiped')


def interrupt(folder):
    command = Terminal(folder, 'list')
    command.expect('Passphrase of the vault: ')
    os.kill(command.pid, signal.SIGINT)
    command.finish(130)


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        init(folder)
        remove(folder, add(folder))
        interrupt(folder)
    print('asked, answered, and nothing left in memory')


if __name__ == '__main__':
    main()
