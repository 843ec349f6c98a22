#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Scanners that are killed or starve at any moment of their life.  Usage: dying.py HAND [PATTERN]

Each ends in the picture's code or in the plain refusal, and whoever asked lives on."""
import os
import subprocess
import sys
import tempfile

from cases import HAND, SCANNER, SMALL, SHORT, save

MEBIBYTE = 1 << 20

# A scanner that does something to itself, and then becomes the real one: alarms and limits stay.
STUB = """#!/usr/bin/python3 -ISB
import os, resource, signal
{fate}
os.execv({scanner!r}, ["wallet-scanner"])
"""


def alarm(microseconds):
    return f"signal.setitimer(signal.ITIMER_REAL, {microseconds} / 1e6)"


def limit(resource, most):
    return f"resource.setrlimit(resource.{resource}, ({most}, {most}))"


# What befalls the scanner, and what may be said of it.
# One that is killed while it writes has said half of its answer.
FATES = [(f"killed after {us} us", alarm(us), ("died of signal 14", "gave an answer that makes no sense"))
         for us in (1, 50, 100, 200, 400, 700, 1000, 1500, 2000, 3000, 4000, 5000, 6000, 8000, 10000, 13000, 16000, 20000, 30000, 50000, 100000)]
FATES += [(f"with {mib} MiB", limit("RLIMIT_AS", mib * MEBIBYTE),
           ("needs more memory", "ended without an answer", "died of signal", "could not lock itself in"))
          for mib in (1, 2, 4, 6, 8, 10, 11, 12, 13, 14, 15, 16, 18, 20, 24, 32, 64)]
FATES += [(f"with {count} descriptors", limit("RLIMIT_NOFILE", count),
           ("ended without an answer", "could not lock itself in")) for count in (3, 4, 5, 8)]


def scan(scanner, path):
    done = subprocess.run([HAND, "scan", scanner, path], stdout=subprocess.PIPE, check=True)
    return done.stdout.decode().rstrip("\n").split("\t")


def is_read(got):
    return got[0] == "OK" and [bytes.fromhex(text).decode() for text in got[3:]] == [SHORT]


def check(folder, picture, fate, sayings):
    stub = os.path.join(folder, "stub")
    with open(stub, "w", encoding="ascii") as file:
        file.write(STUB.format(fate=fate, scanner=SCANNER))
    os.chmod(stub, 0o700)
    got = scan(stub, picture)
    if not is_read(got) and not (got[0] == "SCANNER" and any(saying in got[1] for saying in sayings)):
        return f"{got}"
    return "" if is_read(scan(SCANNER, picture)) else "the next scan does not read the code"


def main():
    failed = 0
    print(f"1..{len(FATES)}")
    with tempfile.TemporaryDirectory() as folder:
        picture = os.path.join(folder, "picture")
        with open(picture, "wb") as file:
            file.write(save(SMALL))
        for number, (name, fate, sayings) in enumerate(FATES, 1):
            story = check(folder, picture, fate, sayings)
            failed += bool(story)
            print(f"{'not ok' if story else 'ok'} {number} - {name}", flush=True)
            if story:
                print(f"# {story}")
    return 1 if failed else 0


sys.exit(main())
