#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The scanner on camera frames.  Usage: scanner.py BENCH FRAMES FOLDER SCAN_SET

BENCH is tests/bench/scanner.c, FRAMES tests/support/frames.py; frames are drawn into FOLDER, once.
Where the generator of the shared scan set is (in $WALLET_SCAN_SET, else in SCAN_SET), its frames of
seed 20 are held to the issue's figures too: 740 of 819, 25 ms in the mean, 150 ms but for a hundredth."""
import os
import subprocess
import sys

CONDITIONS = "clean,handheld,rot15,rot45,persp,blur1,blur2,blur3,noise25,lowcon,glare,invert,jpeg20"
SEED = "7"
PER_CELL = "2"


def start(script, folder, *numbers):
    """Draws the frames, unless they were drawn to the end before."""
    if os.path.exists(os.path.join(folder, "done")):
        return None
    environment = dict(os.environ, ONLY=CONDITIONS)
    return subprocess.Popen([sys.executable, script, folder, *numbers], env=environment, stdout=subprocess.DEVNULL)


def finish(drawing, folder):
    if drawing and drawing.wait() != 0:
        sys.exit(f"no frames in {folder}")
    with open(os.path.join(folder, "done"), "w", encoding="ascii"):
        pass


def main():
    bench, frames, folder, scan_set = sys.argv[1:5]
    harder, shared = os.path.join(folder, "harder"), os.path.join(folder, "seed20")
    generator = os.path.join(os.environ.get("WALLET_SCAN_SET", scan_set), "gen.py")
    drawing = start(frames, harder, PER_CELL, SEED)
    both = start(generator, shared, "7", "20") if os.path.exists(generator) else None

    finish(drawing, harder)
    print("Frames of our own, harder ones among them:", flush=True)
    status = subprocess.run([bench, harder], check=False).returncode
    if os.path.exists(generator):
        finish(both, shared)
        print("\nThe shared scan set, seed 20:", flush=True)
        status |= subprocess.run([bench, shared, "740", "25", "150"], check=False).returncode
    return status


if __name__ == "__main__":
    sys.exit(main())
