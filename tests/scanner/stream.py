#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""wallet-scanner --stream, spoken to directly (lib/scan/protocol.h): frames by the thousand, and what is none.

$WALLET_SCANNER is the program, $WALLET_ROOT the project's root.  Prints TAP.
"""
import io
import os
import pathlib
import struct
import subprocess
import sys

from PIL import Image

FILE, GREY = 0, 1
DONE, NOT_A_PICTURE, BROKEN, CUT_OFF, TOO_LARGE, NO_MEMORY, NOT_LOCKED, NOT_ASKED = range(8)
NO_MORE, MORE = 0, 1
PAGE = os.sysconf('SC_PAGESIZE')
FRAMES = 10000
GROWTH_MAX = 1 << 20  # bytes that may stay after so many frames: far less than one byte each of a frame's pixels

sys.path.insert(0, str(pathlib.Path(os.environ['WALLET_ROOT']) / 'tests' / 'cli'))
import recording  # noqa: E402


class Scanner:
    """A scanner of a stream, from its start to its end."""

    def __enter__(self):
        self.process = subprocess.Popen(
            [os.environ['WALLET_SCANNER'], '--stream'], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def tell(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def answer(self):
        version, answer, count, goes_on, size = struct.unpack('>BBBBI', self.process.stdout.read(8))
        assert version == 1
        texts, rest = [], self.process.stdout.read(size)
        while rest:
            end = 2 + int.from_bytes(rest[:2], 'big')
            texts, rest = [*texts, rest[2:end]], rest[end:]
        assert len(texts) == count
        return answer, texts, goes_on

    def ask(self, kind, data, width=0, height=0, budget=1500):
        self.tell(struct.pack('>BHHHI', kind, budget, width, height, len(data)) + data)
        return self.answer()

    def ask_grey(self, picture, **more):
        return self.ask(GREY, picture.tobytes(), *picture.size, **more)

    def memory(self):
        """Bytes of its own that are in use: what is shared with others left out."""
        resident, shared = pathlib.Path(f'/proc/{self.process.pid}/statm').read_text().split()[1:3]
        return (int(resident) - int(shared)) * PAGE

    def ends(self):
        self.process.stdin.close()
        return self.process.stdout.read() == b'' and self.process.wait() == 0


def code():
    """A code of version 1, and its text: the one that the scanner warms itself up with."""
    source = (pathlib.Path(os.environ['WALLET_ROOT']) / 'cli/scanner/warm_up.c').read_text()
    rows = [int(row, 16) for row in source.split('symbol[MODULES] = {')[1].split('}')[0].replace('\n', '').split(',')
            if row.strip()]
    picture = Image.new('L', (29, 29), 255)
    for y, row in enumerate(rows):
        for x in range(21):
            picture.putpixel((x + 4, y + 4), 0 if row >> (20 - x) & 1 else 255)
    return picture.resize((87, 87), Image.NEAREST), b'WARM'


def file_of(picture, form, **more):
    out = io.BytesIO()
    picture.save(out, form, **more)
    return out.getvalue()


PICTURE, TEXT = code()
BLANK = Image.new('L', (120, 90), 255)
FOUND, NONE = (DONE, [TEXT], MORE), (DONE, [], MORE)


def reads_frames_of_all_kinds():
    with Scanner() as scanner:
        assert scanner.ask_grey(PICTURE) == FOUND
        assert scanner.ask(FILE, file_of(PICTURE, 'PNG')) == FOUND
        assert scanner.ask(FILE, file_of(PICTURE, 'JPEG')) == FOUND
        assert scanner.ask_grey(BLANK) == NONE
        assert scanner.ask_grey(PICTURE, budget=0) == FOUND
        assert scanner.ends()


def reads_frames_larger_than_a_pass():
    wall = Image.new('L', (3840, 2160), 200)
    wall.paste(PICTURE.resize((1160, 1160), Image.NEAREST), (300, 300))
    with Scanner() as scanner:
        assert scanner.ask_grey(wall) == FOUND
        assert scanner.ask_grey(BLANK) == NONE


def reads_jpeg_without_its_huffman_tables():
    jpeg = file_of(PICTURE.convert('RGB'), 'JPEG', quality=80)
    bare = recording.without_tables(jpeg)
    assert b'\xff\xc4' in jpeg and b'\xff\xc4' not in bare
    with Scanner() as scanner:
        assert scanner.ask(FILE, bare) == FOUND


def goes_on_after_frames_that_it_refuses():
    with Scanner() as scanner:
        assert scanner.ask(FILE, b'') == (NOT_A_PICTURE, [], MORE)
        assert scanner.ask(FILE, b'GIF89a') == (NOT_A_PICTURE, [], MORE)
        assert scanner.ask(FILE, file_of(PICTURE, 'JPEG')[:200])[0] in (BROKEN, CUT_OFF)
        assert scanner.ask(FILE, b'\xff\xd8\xff' + bytes(99))[0] == BROKEN
        assert scanner.ask(GREY, bytes(20000), 20000, 1) == (TOO_LARGE, [], MORE)
        assert scanner.ask_grey(PICTURE) == FOUND


def ends_after_what_is_no_request():
    for what, head, answer in [
            ('a kind of its own', struct.pack('>BHHHI', 2, 0, 1, 1, 1), NOT_ASKED),
            ('a size that its sides do not make', struct.pack('>BHHHI', GREY, 0, 3, 3, 8), NOT_ASKED),
            ('no pixels', struct.pack('>BHHHI', GREY, 0, 0, 0, 0), NOT_ASKED),
            ('a huge file', struct.pack('>BHHHI', FILE, 0, 0, 0, 0xffffffff), TOO_LARGE)]:
        with Scanner() as scanner:
            scanner.tell(head)
            assert scanner.answer() == (answer, [], NO_MORE), what
            assert scanner.ends(), what


def ends_within_a_request_that_is_cut_off():
    for part in (b'\x01', struct.pack('>BHHHI', GREY, 0, 3, 3, 9) + b'four'):
        with Scanner() as scanner:
            scanner.tell(part)
            scanner.process.stdin.close()
            assert scanner.answer() == (NOT_ASKED, [], NO_MORE)
            assert scanner.process.wait() == 0


def ends_where_nothing_is_asked():
    with Scanner() as scanner:
        assert scanner.ends()


def needs_no_more_memory_for_more_frames():
    jpeg, broken = file_of(PICTURE, 'JPEG'), file_of(PICTURE, 'JPEG')[:300]
    with Scanner() as scanner:
        # Of each ten frames six are pixels with a code, one without, and three are files.
        def look_at_ten():
            answers = [scanner.ask_grey(PICTURE, budget=1) for _ in range(6)]
            answers += [scanner.ask(FILE, jpeg, budget=1), scanner.ask(FILE, jpeg, budget=1)]
            assert answers == [FOUND] * 8, answers
            assert scanner.ask(FILE, broken)[0] in (BROKEN, CUT_OFF)
            assert scanner.ask_grey(BLANK, budget=1) == NONE

        for _ in range(FRAMES // 100):
            look_at_ten()
        before = scanner.memory()
        for _ in range(FRAMES // 10):
            look_at_ten()
        after = scanner.memory()
        print(f'# {before >> 10} KiB after {FRAMES // 10} frames, {after >> 10} KiB after {FRAMES} more')
        assert after - before < GROWTH_MAX, (before, after)


def main():
    tests = [reads_frames_of_all_kinds, reads_frames_larger_than_a_pass, reads_jpeg_without_its_huffman_tables,
             goes_on_after_frames_that_it_refuses, ends_after_what_is_no_request,
             ends_within_a_request_that_is_cut_off, ends_where_nothing_is_asked, needs_no_more_memory_for_more_frames]
    print(f'1..{len(tests)}')
    failed = False
    for number, test in enumerate(tests, 1):
        try:
            test()
            print(f'ok {number} - {test.__name__}', flush=True)
        except (AssertionError, OSError, struct.error) as error:
            print(f'not ok {number} - {test.__name__}: {error!r}', flush=True)
            failed = True
    return failed


if __name__ == '__main__':
    sys.exit(main())
