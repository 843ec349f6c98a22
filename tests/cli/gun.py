#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Scanner guns at a counter: a serial one at a pseudo-terminal, one that plays a keyboard through a pipe that
a preloaded library passes off as an input device.

usage: gun.py WALLET EXAMPLES [KEYBOARD]
"""
import os
import pathlib
import pty
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time

wallet, examples = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
keyboard_library = pathlib.Path(sys.argv[3]).resolve() if len(sys.argv) > 3 else None
LIMIT = 60
NOBODY = 65534
EV_SYN, EV_KEY, SYN_DROPPED = 0, 1, 3
KEYS = {character: (first + i, shift)
        for first, plain, shifted in [(2, '1234567890-=', '!@#$%^&*()_+'), (16, 'qwertyuiop[]', 'QWERTYUIOP{}'),
                                      (30, "asdfghjkl;'`", 'ASDFGHJKL:"~'), (43, '\\zxcvbnm,./', '|ZXCVBNM<>?'),
                                      (57, ' ', ''), (28, '\n', ''), (15, '\t', '')]
        for shift, characters in [(False, plain), (True, shifted)]
        for i, character in enumerate(characters)}
LEFT_SHIFT, LEFT_CTRL, KEY_C, KEY_F1 = 42, 29, 46, 59


def demand(holds, what):
    if not holds:
        sys.exit(f'not so: {what}')


class Counter:
    """`wallet scan` as it runs, and what it says on both streams."""

    def __init__(self, folder, *words, before=(), **environment):
        self.words, self.seen = words, ''
        self.process = subprocess.Popen(
            [*before, wallet, 'scan', *words], cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=os.environ | {'LC_ALL': 'C.UTF-8', 'HOME': str(folder)} | environment)

    def read(self):
        got = os.read(self.process.stdout.fileno(), 65536).decode()
        self.seen += got or '\0'

    def expect(self, text):
        """Reads until the text is there; returns what stands before it."""
        end = time.monotonic() + LIMIT
        while text not in self.seen:
            demand('\0' not in self.seen and time.monotonic() < end,
                   f'{self.words} says {text!r}, and not {self.seen!r}')
            if select.select([self.process.stdout], [], [], 1)[0]:
                self.read()
        before, self.seen = self.seen.split(text, 1)
        return before

    def finish(self, code):
        while '\0' not in self.seen:
            self.read()
        demand(self.process.wait(LIMIT) == code, f'{self.words} exits {self.process.returncode}, not {code}: {self.seen}')
        return self.seen


def run(folder, *words):
    subprocess.run([wallet, *words], cwd=folder, check=True, capture_output=True)


def prepare(folder):
    run(folder, 'key', 'new', 'agency.key', '-i', '11360500000000019F')
    run(folder, 'key', 'export', 'agency.key', '-o', 'agency.pub')
    run(folder, 'issue', 'id-card', '-d', examples / 'id-card.json', '-k', 'agency.key', '-o', 'card.txt')
    return (folder / 'card.txt').read_text().strip()


def settings_of(line):
    """Without the bits that say nothing of settings."""
    return termios.tcgetattr(line)[:4]


class Line:
    """A serial gun."""

    def __init__(self):
        self.end, self.own = pty.openpty()
        self.path = os.ttyname(self.own)
        self.before = settings_of(self.own)

    def type(self, text):
        data = text.encode()
        while data:
            data = data[os.write(self.end, data):]

    def close(self):
        os.close(self.own)
        os.close(self.end)


def serial(folder, card):
    gun = Line()
    counter = Counter(folder, '--gun', gun.path, '--trust', 'agency.pub')
    counter.expect(f"the gun '{gun.path}' is read")
    demand(settings_of(gun.own) != gun.before, 'the line is set raw')

    gun.type(card + '\r')
    counter.expect(f'ACCEPTED  {gun.path} line 1\n')  # before anything else is scanned
    gun.type(']Q1' + card.lower() + '\r\n')
    counter.expect(f'ACCEPTED  {gun.path} line 2\n')
    gun.type(card[:212] + '\t')
    counter.expect(f"the code in '{gun.path}' is cut off: 212 of {len(card)} characters")
    gun.type(card[:212])  # and nothing more: silence ends it
    counter.expect(f'is cut off: 212 of {len(card)} characters')
    gun.type('\x1b[2J' + card + '\r')
    counter.expect(f"what the gun '{gun.path}' typed is thrown away")
    gun.type(card + '\r')
    counter.expect('ACCEPTED')

    busy = Counter(folder, '--gun', gun.path, '--lang', 'zh')
    demand('正被占用' in busy.finish(5), 'a line that is read is busy')
    counter.process.send_signal(signal.SIGINT)
    counter.expect('3 checked: 3 accepted, 0 refused, 0 cannot tell; 3 could not be checked')
    counter.finish(130)
    demand(settings_of(gun.own) == gun.before, 'the line is set back')
    gun.close()


def unplugged(folder, card):
    gun = Line()
    counter = Counter(folder, '--gun', gun.path, '--json', '--trust', 'agency.pub')
    counter.expect('is read')
    gun.type(card + '\r')
    counter.expect('"verdict":"accepted"')
    os.close(gun.end)
    counter.expect(f"the gun '{gun.path}' is gone")
    demand('"exit":5' in counter.finish(5), 'it says so in JSON')
    os.close(gun.own)


def closed(folder):
    """A gun that is for others to open; to root all are open, unless it gives that power up."""
    gun = Line()
    os.chmod(gun.path, 0o600)
    if os.geteuid() == 0:
        os.chown(gun.path, NOBODY, -1)
        counter = Counter(folder, '--gun', gun.path, before=['setpriv', '--bounding-set=-dac_override,-dac_read_search'])
        seen = counter.finish(5)
        demand('Permission denied' in seen and 'hint: install 60-wallet-gun.rules' in seen, seen)
    gun.close()


def own_terminal(folder):
    """The terminal at which the command stands would no longer take Ctrl-C."""
    pid, end = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.execv(wallet, [wallet, 'scan', '--gun', os.ttyname(0)])
    seen = b''
    try:
        while got := os.read(end, 65536):
            seen += got
    except OSError:
        pass
    _, status = os.waitpid(pid, 0)
    demand(os.waitstatus_to_exitcode(status) == 5 and b'it is the terminal of this command' in seen, seen)


class Keyboard:
    """A gun that plays a keyboard; its events carry the times that they are given."""

    def __init__(self, path):
        self.path, self.now = str(path), 1_000_000
        os.mkfifo(path, 0o600)
        self.end = os.open(path, os.O_RDWR)
        self.delay = 4000  # microseconds between characters

    def send(self, kind, code, value):
        os.write(self.end, struct.pack('llHHi', self.now // 10**6, self.now % 10**6, kind, code, value))

    def key(self, code, value):
        self.send(EV_KEY, code, value)
        self.send(EV_SYN, 0, 0)

    def type(self, text):
        for character in text:
            code, shift = KEYS[character]
            self.now += self.delay
            for key, value in [(LEFT_SHIFT, 1)] * shift + [(code, 1), (code, 0)] + [(LEFT_SHIFT, 0)] * shift:
                self.key(key, value)

    def wait(self):
        self.now += 200_000


def played(folder, card):
    gun = Keyboard(folder / 'event0')
    os.chmod(gun.path, 0o700)
    busy = Counter(folder, '--gun', gun.path, LD_PRELOAD=str(keyboard_library))
    demand("is busy\nwhy: another program" in busy.finish(5), 'a grabbed keyboard is busy')
    os.chmod(gun.path, 0o610)
    mouse = Counter(folder, '--gun', gun.path, LD_PRELOAD=str(keyboard_library))
    demand("is no scanner gun\nwhy: it lacks the keys" in mouse.finish(5), 'a mouse is no gun')
    os.chmod(gun.path, 0o600)

    counter = Counter(folder, '--gun', gun.path, '--trust', 'agency.pub', LD_PRELOAD=str(keyboard_library))
    counter.expect('is read')
    gun.type(card + '\n')
    counter.expect('ACCEPTED')
    gun.wait()
    gun.key(KEY_F1, 1)
    gun.key(KEY_F1, 0)
    gun.type('calc\n')
    gun.wait()
    gun.type(card[:300] + '\n')
    counter.expect('function keys')
    counter.expect(f'is cut off: 300 of {len(card)} characters')
    gun.type('1' * 8193 + '\n')
    counter.expect('longer than any QR code')
    gun.wait()
    gun.send(EV_SYN, SYN_DROPPED, 0)
    gun.send(EV_SYN, 0, 0)
    counter.expect('lost keys on the way\nhint: scan it again')
    gun.key(LEFT_CTRL, 1)
    for value in (1, 2):
        gun.key(KEY_C, value)
    counter.finish(130)
    os.unlink(gun.path)


def sequence():
    letters = 'BCDEFGHIJKLNOPRSTUVX'
    left, at, out = {letter: list(letters) for letter in letters}, 'B', ''
    for _ in range(400):
        out += at
        at = left[at].pop() if left[at] else 'B'
    return out


def lesson(folder):
    """The test card, by a gun that types 250 characters a second and then loses two."""
    alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
    gun = Keyboard(folder / 'event1')
    counter = Counter(folder, '--learn', '--gun', gun.path, LD_PRELOAD=str(keyboard_library))
    counter.expect('is read')
    gun.type(alphabet + '\t')
    counter.expect('suffix        Tab')
    counter.expect('layout        US: all 45 characters are right')
    gun.wait()
    gun.type(sequence() + '\n')
    counter.expect('speed         250 characters a second')
    counter.expect('all 400 came')
    counter.finish(0)

    counter = Counter(folder, '--learn', '--gun', gun.path, LD_PRELOAD=str(keyboard_library))
    counter.expect('is read')
    gun.delay = 500
    gun.type(sequence()[:100] + sequence()[102:] + '\n')
    counter.expect('speed         2000 characters a second')
    counter.expect('set a longer delay between characters')
    counter.expect('398 of 400: 2 lost, 0 too many, 0 changed; all was right up to character 100')
    os.close(gun.end)
    counter.expect('is gone')
    counter.finish(5)


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        card = prepare(folder)
        serial(folder, card)
        unplugged(folder, card)
        closed(folder)
        own_terminal(folder)
        if keyboard_library:
            played(folder, card)
            lesson(folder)


if __name__ == '__main__':
    main()
