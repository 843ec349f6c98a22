# SPDX-License-Identifier: Apache-2.0
"""What the tests of wallet-scanner share: pictures, and how each is to end.

hand.c is their hand in the library; the scanner's path is in $WALLET_SCANNER."""
import fnmatch
import io
import os
import struct
import subprocess
import sys
import tempfile
import time
import zlib

from PIL import Image

HAND = sys.argv[1]
SCANNER = os.environ["WALLET_SCANNER"]
TEXT = "EL1:" + "6BFOXN%TS3DH0YOJ58S S-W5HDC *MEB2B2JJ59J-9BC6:X9NECX0AKQC:3DCV4*XUA2P" * 8
SHORT = "EL1:6BFOXN%TS3DH0YOJ58S S-W5HDC"
MEMORY_MAX = 256 << 10  # KiB that a scanner may ever have in memory
cases = []


def case(status, texts=(), message=""):
    """What the picture's function returns (a PIL image, or a file's bytes) is to end so."""
    def register(make):
        cases.append((make, status, {t if isinstance(t, bytes) else t.encode() for t in texts}, message))
        return make
    return register


def draw(text):
    done = subprocess.run([HAND, "draw", text], stdout=subprocess.PIPE, check=True)
    return Image.open(io.BytesIO(done.stdout)).convert("L")


def save(image, kind="PNG", **options):
    out = io.BytesIO()
    image.save(out, kind, **{"compress_level": 1, **options})
    return out.getvalue()


CODE = draw(TEXT)
SMALL = draw(SHORT)
SIGNATURE = b"\x89PNG\r\n\x1a\n"


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png_head(width, height, bits, colour, interlace):
    return SIGNATURE + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, interlace))


def png(width, height, bits, colour, interlace, data):
    return png_head(width, height, bits, colour, interlace) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def check(folder, number, row):
    """What is wrong with the outcome, or nothing; and what it took, for whoever wants to know."""
    make, status, texts, message = row
    made = make()
    path = os.path.join(folder, str(number))
    with open(path, "wb") as file:
        file.write(made if isinstance(made, bytes) else save(made))
    start = time.monotonic()
    done = subprocess.run([HAND, "scan", SCANNER, path], stdout=subprocess.PIPE, check=True)
    seconds = time.monotonic() - start
    os.unlink(path)
    got = done.stdout.decode().rstrip("\n").split("\t")
    found = [bytes.fromhex(text) for text in got[3:]]
    is_told = message in got[1] or got[0] == "OK"
    memory = int(got[2])
    cost = f"{got[0]} in {seconds:.2f} s and {memory >> 10} MiB"
    if memory > MEMORY_MAX:
        return f"the scanner had {memory} KiB", cost
    if got[0] in status.split("|") and is_told and set(found) == texts and len(found) == len(texts):
        return "", cost
    return f"{got[0]} '{got[1]}', {len(found)} codes {found}, wanted {status} and {len(texts)}", cost


def main():
    """Runs the cases whose names match the pattern, prints TAP; with $WALLET_TIMES, what each cost."""
    pattern = sys.argv[2] if len(sys.argv) > 2 else "*"
    chosen = [row for row in cases if fnmatch.fnmatch(row[0].__name__, pattern)]
    failed = 0
    print(f"1..{len(chosen)}")
    with tempfile.TemporaryDirectory() as folder:
        for number, row in enumerate(chosen, 1):
            story, cost = check(folder, number, row)
            failed += bool(story)
            print(f"{'not ok' if story else 'ok'} {number} - {row[0].__name__}", flush=True)
            if story:
                print(f"# {story}")
            if "WALLET_TIMES" in os.environ:
                print(f"# {cost}", flush=True)
    return 1 if failed or not chosen else 0
