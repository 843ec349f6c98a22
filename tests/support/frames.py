#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Camera frames with a code in each, for judging the scanner.  Usage: frames.py DIR [PER_CELL] [SEED]

Draws QR codes of three sizes (versions 10, 20, 30; level M; Base45 text) into cluttered frames of three
resolutions, PER_CELL of each, under each condition, and DIR/manifest.tsv: file, condition, width,
height, version, pixels a module, text.  The same text and ground under every condition, so that
conditions compare.  Codes that did not fit the frame's pixels are drawn all the same: what no decoder
reads is lost for all of them."""
import ctypes
import io
import os
import sys

import numpy
from PIL import Image, ImageFilter

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
CAPACITY = {10: 311, 20: 970, 30: 1990}
SIZES = [(640, 480), (1280, 720), (1920, 1080)]
QUIET = 4
SAMPLES = 3  # of each pixel, in both directions
SHARE = 0.72  # of the frame's height that the code takes, without its quiet zone

QR = ctypes.CDLL("libqrencode.so.4")


class Symbol(ctypes.Structure):
    _fields_ = [("version", ctypes.c_int), ("width", ctypes.c_int), ("data", ctypes.POINTER(ctypes.c_ubyte))]


QR.QRcode_encodeString.restype = ctypes.POINTER(Symbol)
QR.QRcode_encodeString.argtypes = [ctypes.c_char_p] + [ctypes.c_int] * 4


def make_text(dice, version):
    size = int(CAPACITY[version] * dice.uniform(0.93, 1))
    return "EL1:" + "".join(ALPHABET[i] for i in dice.integers(0, len(ALPHABET), size - 4))


def draw(text, version):
    """The symbol's modules and its quiet zone; 1 is dark."""
    symbol = QR.QRcode_encodeString(text.encode(), version, 1, 2, 1).contents
    assert symbol.version == version
    modules = numpy.ctypeslib.as_array(symbol.data, (symbol.width, symbol.width)) & 1
    return numpy.pad(modules, QUIET).astype(float)


def ground(dice, width, height):
    """A desk: uneven light, papers, and what looks like lines of print."""
    y, x = numpy.mgrid[0:height, 0:width]
    frame = dice.uniform(90, 170) + dice.uniform(-40, 40) * x / width + dice.uniform(-40, 40) * y / height
    for _ in range(14):
        left, top = dice.integers(0, width), dice.integers(0, height)
        wide, high = dice.integers(width // 20, width // 4), dice.integers(height // 20, height // 4)
        frame[top:top + high, left:left + wide] = dice.uniform(20, 235)
    for _ in range(10):
        left, top = dice.integers(0, width), dice.integers(0, height)
        part = frame[top:top + dice.integers(6, 16), left:left + dice.integers(40, 200)]
        part[:] = numpy.where(dice.random(part.shape) < 0.5, 40, 220)
    return frame


def homography(corners, side):
    """The matrix that takes the corners of the frame to those of a square of this side."""
    rows, wanted = [], []
    for (x, y), (u, v) in zip(corners, [(0, 0), (side, 0), (side, side), (0, side)]):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        wanted += [u, v]
    return numpy.append(numpy.linalg.solve(numpy.array(rows, float), wanted), 1).reshape(3, 3)


def place(dice, count, width, height, turn, slant):
    """The corners of the code in the frame."""
    full = height * SHARE * count / (count - 2 * QUIET)
    angle = numpy.radians(turn + dice.uniform(-1.5, 1.5))
    side = min(full, height * 0.98 / (abs(numpy.cos(angle)) + abs(numpy.sin(angle))))
    rotation = [[numpy.cos(angle), -numpy.sin(angle)], [numpy.sin(angle), numpy.cos(angle)]]
    corners = numpy.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * side / 2 @ numpy.transpose(rotation)
    if slant:
        far = dice.integers(0, 4)
        corners[far] *= 1 - slant
        corners[(far + 1) % 4] *= 1 - slant * dice.uniform(0.6, 1)
    room = numpy.maximum(0, numpy.array([width, height]) / 2 - abs(corners).max(0) - 2)
    middle = numpy.array([width, height]) / 2 + dice.uniform(-0.6, 0.6, 2) * room
    return corners + middle, side / count


def paste(frame, modules, corners, dark, light):
    count = len(modules)
    matrix = homography(corners, count)
    left, top = numpy.maximum(0, numpy.floor(corners.min(0)).astype(int) - 1)
    right, bottom = numpy.minimum(frame.shape[::-1], numpy.ceil(corners.max(0)).astype(int) + 2)
    y, x = numpy.mgrid[top:bottom, left:right]
    ink, paper = numpy.zeros(x.shape), numpy.zeros(x.shape)
    for i in range(SAMPLES * SAMPLES):
        at = numpy.stack([x + (i % SAMPLES + 0.5) / SAMPLES, y + (i // SAMPLES + 0.5) / SAMPLES, numpy.ones(x.shape)])
        u, v, w = numpy.tensordot(matrix, at, 1)
        u, v = numpy.floor(u / w).astype(int), numpy.floor(v / w).astype(int)
        is_code = (u >= 0) & (u < count) & (v >= 0) & (v < count)
        ink += is_code * modules[v.clip(0, count - 1), u.clip(0, count - 1)] / SAMPLES ** 2
        paper += is_code / SAMPLES ** 2
    part = frame[top:bottom, left:right]
    part[:] = part * (1 - paper) + light * paper - (light - dark) * ink


def blurred(frame, sigma):
    image = Image.fromarray(frame.clip(0, 255).astype(numpy.uint8))
    return numpy.asarray(image.filter(ImageFilter.GaussianBlur(sigma)), float)


def noisy(dice, frame, sigma):
    return frame + dice.normal(0, sigma, frame.shape)


def jpeg(frame, quality):
    file = io.BytesIO()
    Image.fromarray(frame.clip(0, 255).astype(numpy.uint8)).save(file, "JPEG", quality=quality)
    return numpy.asarray(Image.open(file).convert("L"), float)


def uneven(dice, frame):
    """A lamp at one side and the shadow of a hand: the light falls to a fifth across the frame."""
    height, width = frame.shape
    y, x = numpy.mgrid[0:height, 0:width]
    angle = dice.uniform(0, 2 * numpy.pi)
    along = (numpy.cos(angle) * (x / width - 0.5) + numpy.sin(angle) * (y / height - 0.5)) / 0.7 + 0.5
    shadow = 1 / (1 + numpy.exp((x - y * dice.uniform(-0.3, 0.3) - width * dice.uniform(0.35, 0.65)) / (width * 0.01)))
    return frame * (0.2 + 0.8 * along.clip(0, 1)) * (1 - 0.45 * shadow)


def moire(dice, frame):
    """A phone's screen: its pixel grid, at a pitch near the camera's, beats with the camera's pixels."""
    height, width = frame.shape
    y, x = numpy.mgrid[0:height, 0:width]
    pitch, angle = dice.uniform(1.05, 1.9), numpy.radians(dice.uniform(-8, 8))
    u = (x * numpy.cos(angle) + y * numpy.sin(angle)) / pitch
    v = (y * numpy.cos(angle) - x * numpy.sin(angle)) / pitch
    grid = 0.5 + 0.25 * numpy.cos(2 * numpy.pi * u) + 0.25 * numpy.cos(2 * numpy.pi * v)
    return blurred(frame * (0.35 + 0.65 * grid), 0.5)


def glare(dice, frame, corners):
    height, width = frame.shape
    y, x = numpy.mgrid[0:height, 0:width]
    side = numpy.ptp(corners, 0).min()
    at = corners.mean(0) + dice.uniform(-0.3, 0.3, 2) * side
    far = numpy.hypot((x - at[0]) / dice.uniform(0.8, 1.6), y - at[1])
    cover = (1.8 - far / (side * dice.uniform(0.05, 0.09))).clip(0, 1)
    return frame * (1 - cover) + 255 * cover


def faint(dice, frame):
    return noisy(dice, 120 + (frame - 128) * 0.16, 2)


def lens(dice, frame, corners):
    """What any camera adds."""
    return noisy(dice, blurred(frame, 0.7), 5)


# What is done to the code before it is in the frame, and to the frame afterwards.
CONDITIONS = {
    "clean": {},
    "handheld": {"turn": 10, "after": lambda dice, frame, corners: noisy(dice, blurred(frame, 0.8), 8)},
    "turned 45": {"turn": 45},
    "slant 22 %": {"slant": 0.22},
    "blur 2": {"after": lambda dice, frame, corners: blurred(frame, 2)},
    "noise 25": {"after": lambda dice, frame, corners: noisy(dice, frame, 25)},
    "faint": {"after": lambda dice, frame, corners: faint(dice, frame)},
    "glare": {"after": glare},
    "inverted": {"inverted": True},
    "JPEG 20": {"after": lambda dice, frame, corners: jpeg(frame, 20)},
    "slant 30 %": {"slant": 0.30},
    "noise 35": {"after": lambda dice, frame, corners: noisy(dice, frame, 35)},
    "uneven light": {"after": lambda dice, frame, corners: noisy(dice, uneven(dice, frame), 3)},
    "moire": {"after": lambda dice, frame, corners: noisy(dice, moire(dice, frame), 3)},
    "slant and noise": {"slant": 0.22, "turn": 20, "after": lambda dice, frame, corners: noisy(dice, blurred(frame, 0.8), 15)},
    "inverted moire": {"inverted": True, "after": lambda dice, frame, corners: lens(dice, moire(dice, frame), corners)},
    "uneven and blurred": {"turn": 30, "after": lambda dice, frame, corners: noisy(dice, blurred(uneven(dice, frame), 1.2), 4)},
}


def make_frame(seed, size, version, number, turn=0, slant=0, inverted=False, after=None):
    dice = numpy.random.default_rng([seed, *size, version, number])
    text = make_text(dice, version)
    modules = draw(text, version)
    frame = ground(dice, *size)
    corners, pixels = place(dice, len(modules), *size, turn, slant)
    dark, light = dice.uniform(15, 35), dice.uniform(215, 240)
    paste(frame, modules, corners, *((light, dark) if inverted else (dark, light)))
    if after:
        frame = after(dice, frame, corners)
    return Image.fromarray(numpy.rint(frame.clip(0, 255)).astype(numpy.uint8)), pixels, text


def main():
    folder = sys.argv[1]
    per_cell = int(sys.argv[2]) if len(sys.argv) > 2 else 2
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "manifest.tsv"), "w", encoding="ascii") as manifest:
        for order, (name, options) in enumerate(CONDITIONS.items()):
            for size in SIZES:
                for version in CAPACITY:
                    for number in range(per_cell):
                        frame, pixels, text = make_frame(seed, size, version, number, **options)
                        path = os.path.join(folder, f"{order}_{size[1]}_{version}_{number}.pgm")
                        frame.save(path)
                        print(path, name, *size, version, f"{pixels:.2f}", text, sep="\t", file=manifest)


if __name__ == "__main__":
    main()
