#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Pictures made to harm, through wallet-scanner.  Usage: hostile.py HAND [PATTERN]

Each is decided one way or the other, within the memory that cases.py knows.  How long it takes is the
scanner's own limit and its parent's, not this test's: $WALLET_TIMES prints it."""
import io
import struct
import sys
import zlib

import numpy
from PIL import Image

from cases import CODE, SHORT, SIGNATURE, SMALL, TEXT, case, chunk, main, png, png_head, save

# An answer, or the plain refusal of what takes too long.
DECIDED = "OK|SCANNER"
COMPLICATED = "too complicated"
END = chunk(b"IEND", b"")
ADAM7 = [(0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1)]


# What looks like codes all over.

def finder_tiles(width, height, module, gap):
    tile = numpy.ones((7 + gap, 7 + gap), numpy.uint8)
    tile[:7, :7] = 0
    tile[1:6, 1:6] = 1
    tile[2:5, 2:5] = 0
    tile = numpy.kron(tile, numpy.ones((module, module), numpy.uint8)) * 255
    down, across = -(-height // tile.shape[0]), -(-width // tile.shape[1])
    return Image.fromarray(numpy.tile(tile, (down, across))[:height, :width])


for side, module, gap in ((3000, 1, 1), (3000, 3, 1), (3000, 12, 1), (3000, 16, 2), (3000, 24, 2),
                          (400, 2, 1), (1095, 2, 2), (1095, 5, 1), (2000, 2, 1), (6000, 8, 1), (8192, 20, 3)):
    @case(DECIDED, message=COMPLICATED)
    def finder_patterns(side=side, module=module, gap=gap): return finder_tiles(side, side, module, gap)


# A decoder that tries all triples of patterns needed 4.3 s for a square of 26 by 26 of them.
for module, gap in ((4, 3), (5, 1), (3, 7), (2, 14), (12, 4)):
    @case(DECIDED, message=COMPLICATED)
    def twenty_six_by_twenty_six_patterns(module=module, gap=gap):
        side = 26 * (7 + gap) * module
        return finder_tiles(side, side, module, gap)


@case(DECIDED, message=COMPLICATED)
def patterns_in_perspective():
    tiles = finder_tiles(1400, 1400, 4, 3)
    return tiles.transform((1095, 1095), Image.Transform.PERSPECTIVE, (1, .2, 0, .1, 1.1, 0, 1e-4, 2e-4), Image.Resampling.BILINEAR)


@case(DECIDED, message=COMPLICATED)
def turned_patterns(): return finder_tiles(1500, 1500, 5, 2).rotate(33, Image.Resampling.BILINEAR, fillcolor=255)


@case(DECIDED, message=COMPLICATED)
def patterns_of_many_sizes():
    image = Image.new("L", (1090, 1090), 255)
    rng = numpy.random.default_rng(11)
    for y in range(0, 1090, 42):
        for x in range(0, 1090, 42):
            module = int(rng.integers(2, 6))
            image.paste(finder_tiles(7 * module, 7 * module, module, 0), (x, y))
    return image


@case(DECIDED, message=COMPLICATED)
def jpeg_of_patterns(): return save(finder_tiles(3000, 3000, 6, 1), "JPEG", quality=30)


@case(DECIDED, message=COMPLICATED)
def light_patterns_on_dark(): return finder_tiles(1095, 1095, 4, 3).point(lambda value: 255 - value)


@case(DECIDED, message=COMPLICATED)
def noise(): return Image.fromarray(numpy.random.default_rng(3).integers(0, 256, (1095, 1095), numpy.uint8))


@case(DECIDED, message=COMPLICATED)
def black_and_white_noise():
    return Image.fromarray(numpy.random.default_rng(3).integers(0, 2, (3000, 3000), numpy.uint8) * 255)


@case(DECIDED, message=COMPLICATED)
def chessboard(): return Image.fromarray((numpy.indices((1095, 1095)).sum(0) % 2 * 255).astype(numpy.uint8))


@case(DECIDED, message=COMPLICATED)
def stripes_in_the_ratio_of_a_finder_pattern():
    line = numpy.repeat([0, 1, 0, 1, 0, 1], [1, 1, 3, 1, 1, 1])
    return Image.fromarray(numpy.tile(line, (1095, 137)).astype(numpy.uint8) * 255)


# Fifty megapixels, of every kind that PNG has: small as files, large once they are out.

WIDTH, HEIGHT = 8192, 6144


def stream_of(runs):
    """A zlib stream of rows and how often each comes, which never stands in memory as a whole."""
    parts, checksum = [b"\x78\x01"], 1
    for row, count in runs:
        block = row * min(count, 64)
        squeeze = zlib.compressobj(1, zlib.DEFLATED, -15)
        squeezed = squeeze.compress(block) + squeeze.flush(zlib.Z_FULL_FLUSH)  # stands for itself
        rest = row * (count % 64)
        squeeze = zlib.compressobj(1, zlib.DEFLATED, -15)
        parts += [squeezed] * (count // 64) + [squeeze.compress(rest) + squeeze.flush(zlib.Z_FULL_FLUSH)]
        for _ in range(count // 64):
            checksum = zlib.adler32(block, checksum)
        checksum = zlib.adler32(rest, checksum)
    return b"".join(parts) + b"\x03\x00" + struct.pack(">I", checksum)


def row_size(width, bits, colour):
    return (width * bits * {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour] + 7) // 8


def bomb(bits, colour, kind=0, fill=b"\x80"):
    row = bytes([kind]) + fill * row_size(WIDTH, bits, colour)
    palette = chunk(b"PLTE", bytes(range(256)) * 3) if colour == 3 else b""
    return png_head(WIDTH, HEIGHT, bits, colour, 0) + palette + chunk(b"IDAT", stream_of([(row, HEIGHT)])) + END


for bits, colour in ((1, 0), (2, 0), (4, 0), (8, 0), (16, 0), (8, 2), (16, 2), (1, 3), (8, 3), (8, 4), (16, 4), (8, 6), (16, 6)):
    @case(DECIDED, message=COMPLICATED)
    def fifty_megapixels(bits=bits, colour=colour): return bomb(bits, colour, fill=b"\0" if bits == 1 else b"\x80")


for kind in (1, 2, 3, 4):
    @case(DECIDED, message=COMPLICATED)
    def fifty_megapixels_predicted(kind=kind): return bomb(8, 6, kind)


def interlaced(bits, colour):
    runs = [(b"\0" + b"\x80" * row_size((WIDTH - x + across - 1) // across, bits, colour), (HEIGHT - y + down - 1) // down)
            for y, x, down, across in ADAM7]
    palette = chunk(b"PLTE", bytes(range(256)) * 3) if colour == 3 else b""
    return png_head(WIDTH, HEIGHT, bits, colour, 1) + palette + chunk(b"IDAT", stream_of(runs)) + END


for bits, colour in ((8, 0), (8, 3), (8, 4), (16, 6)):
    @case(DECIDED, message="")
    def fifty_megapixels_interlaced(bits=bits, colour=colour): return interlaced(bits, colour)


@case("MALFORMED", message="cut off")
def fifty_megapixels_that_end_early(): return bomb(8, 0)[:-20]


@case("TOO_LARGE")
def one_row_too_many(): return png(8192, 8193, 1, 0, 0, zlib.compress(b""))


for size in ((1, 16385), (16385, 1), (65500, 65500), (0x7fffffff, 1), (0x7fffffff, 0x7fffffff)):
    @case("TOO_LARGE")
    def huge_dimensions(size=size): return png(*size, 1, 0, 1, zlib.compress(b""))


for size in ((0x80000000, 1), (1, 0xffffffff), (0, 5), (5, 0)):
    @case("MALFORMED", message="damaged")
    def impossible_dimensions(size=size): return png(*size, 8, 0, 0, zlib.compress(b""))


# Chunks.

def with_chunks(*chunks):
    data = save(CODE)
    return data[:33] + b"".join(chunks) + data[33:]


BOMB = stream_of([(b"\0" * 10_000, 10_000)])


@case("OK", [TEXT])
def bomb_in_a_text(): return with_chunks(chunk(b"zTXt", b"a\0\0" + BOMB))


@case("OK", [TEXT])
def bomb_in_an_international_text(): return with_chunks(chunk(b"iTXt", b"a\0\1\0\0\0" + BOMB))


@case("OK", [TEXT])
def bomb_in_a_colour_profile(): return with_chunks(chunk(b"iCCP", b"a\0\0" + BOMB))


@case("OK", [TEXT])
def five_dozen_bombs(): return with_chunks(*[chunk(b"zTXt", b"a\0\0" + BOMB)] * 60)


@case("OK")
def bomb_behind_the_pixels(): return png(64, 64, 8, 0, 0, zlib.compress((b"\0" + b"\xff" * 64) * 64 + b"\0" * 50_000_000))


@case("OK|SCANNER", [TEXT], message=COMPLICATED)
def two_million_empty_chunks(): return with_chunks(chunk(b"prVt", b"") * 2_000_000)


@case("OK|MALFORMED|SCANNER", message="")
def two_million_chunks_of_no_pixels(): return png_head(64, 64, 8, 0, 0) + chunk(b"IDAT", b"") * 2_000_000 + END


@case("OK", [TEXT])
def a_chunk_of_sixteen_mebibytes(): return with_chunks(chunk(b"prVt", b"\0" * (16 << 20)))


@case("OK", [SHORT])
def first_of_two_frames():
    """An animated PNG: what does not move is the first frame."""
    return save(SMALL, save_all=True, append_images=[CODE.resize(SMALL.size)], duration=100)


@case("OK", [SHORT])
def a_still_before_the_frames():
    return save(SMALL, save_all=True, append_images=[CODE.resize(SMALL.size)], default_image=True)


@case("OK", [SHORT])
def frames_that_lie():
    """More frames than there are, of a size that is not theirs."""
    data = save(SMALL)
    control = struct.pack(">IIIIIHHBB", 0, 1 << 30, 1 << 30, 1 << 30, 1 << 30, 0, 0, 9, 9)
    return data[:33] + chunk(b"acTL", struct.pack(">II", 1 << 30, 0)) + chunk(b"fcTL", control) + data[33:]


# Headers that are wrong.

for depth, colour, method, filtering, interlace in (
        (3, 0, 0, 0, 0), (32, 0, 0, 0, 0), (16, 3, 0, 0, 0), (4, 2, 0, 0, 0), (8, 1, 0, 0, 0), (8, 7, 0, 0, 0),
        (8, 0, 1, 0, 0), (8, 0, 0, 1, 0), (8, 0, 0, 0, 2)):
    @case("MALFORMED", message="damaged")
    def head_that_means_nothing(head=(depth, colour, method, filtering, interlace)):
        return SIGNATURE + chunk(b"IHDR", struct.pack(">IIBBBBB", 64, 64, *head)) + chunk(b"IDAT", zlib.compress(b"\0" * 4160)) + END


@case("MALFORMED", message="damaged")
def head_with_a_wrong_checksum():
    data = bytearray(save(CODE))
    data[29] ^= 1
    return bytes(data)


for length in (0x7fffffff, 0x80000000, 0xffffffff):
    @case("MALFORMED")
    def chunk_with_a_wrong_length(length=length):
        data = save(CODE)
        return data[:33] + struct.pack(">I", length) + data[37:]


@case("MALFORMED", message="damaged")
def head_missing(): return SIGNATURE + save(CODE)[33:]


@case("MALFORMED|OK", message="damaged")
def head_twice():
    data = save(CODE)
    return data[:33] + data[8:]


@case("MALFORMED", message="damaged")
def palette_missing(): return png(64, 64, 8, 3, 0, zlib.compress(b"\0" * 4160))


@case("MALFORMED", message="damaged")
def palette_too_long():
    return png_head(64, 64, 8, 3, 0) + chunk(b"PLTE", b"\0" * 771) + chunk(b"IDAT", zlib.compress(b"\0" * 4160)) + END


@case("OK")
def pixels_beyond_the_palette():
    return png_head(64, 64, 8, 3, 0) + chunk(b"PLTE", b"\0" * 3) + chunk(b"IDAT", zlib.compress((b"\0" + b"\xff" * 64) * 64)) + END


@case("MALFORMED", message="damaged")
def pixels_missing(): return png_head(64, 64, 8, 0, 0) + END


@case("MALFORMED", message="damaged")
def jpeg_in_a_png(): return SIGNATURE + save(CODE, "JPEG")


@case("MALFORMED")
def png_in_a_jpeg(): return b"\xff\xd8\xff" + save(CODE)


for kind in ("GIF", "BMP", "TIFF", "WEBP", "PPM", "ICO", "TGA"):
    @case("UNSUPPORTED", message="neither a PNG nor a JPEG")
    def picture_of_another_kind(kind=kind): return save(SMALL.resize((128, 128)), kind)


for beginning in (b"%PDF-1.7\n", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\0\0\0\x18ftypheic", b"PK\3\4", b"\x7fELF", b"#!/bin/sh\n"):
    @case("UNSUPPORTED", message="neither a PNG nor a JPEG")
    def no_picture(beginning=beginning): return beginning + b"\0" * 1000


# JPEG.

def segment(marker, data):
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(data) + 2) + data


def jpeg_with(segments):
    data = save(CODE, "JPEG")
    return data[:2] + segments + data[2:]


@case("OK", [TEXT])
def thirty_mebibytes_of_exif(): return jpeg_with(segment(0xe1, b"Exif\0\0MM\0*" + b"\xff" * 65000) * 480)


@case("OK", [TEXT])
def thirty_mebibytes_of_colour_profile():
    return jpeg_with(b"".join(segment(0xe2, b"ICC_PROFILE\0" + bytes([i % 256, 255]) + b"\0" * 65000) for i in range(480)))


@case("OK", [TEXT])
def a_million_comments(): return jpeg_with(segment(0xfe, b"") * 1_000_000)


@case("OK", [TEXT])
def exif_that_turns_in_circles():
    entry = struct.pack(">HHII", 0x8769, 4, 1, 8)
    return jpeg_with(segment(0xe1, b"Exif\0\0MM\0*" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 8)))


def scans_of(data):
    """Where each scan of a JPEG begins, and where the last ends."""
    places = [at for at in range(len(data) - 1) if data[at] == 0xff and data[at + 1] == 0xda]
    return places, len(data) - 2


for count in (600, 20_000):
    @case("MALFORMED", message="damaged")
    def progressive_of_many_scans(count=count):
        data = save(CODE.convert("RGB"), "JPEG", progressive=True)
        places, end = scans_of(data)
        return data[:end] + data[places[0]:places[1]] * count + data[end:]


def frame(marker, width, height, sampling, bits=8):
    parts = b"".join(bytes([i + 1, s, 0]) for i, s in enumerate(sampling))
    return segment(marker, struct.pack(">BHHB", bits, height, width, len(sampling)) + parts)


def jpeg_of_nothing(marker, width, height, sampling, bits=8):
    """A head and a scan, but no pixels."""
    tables = segment(0xdb, b"\0" + b"\1" * 64) + segment(0xc4, b"\0" + b"\1" + b"\0" * 15 + b"\0") \
        + segment(0xc4, b"\x10" + b"\1" + b"\0" * 15 + b"\0")
    last = 0 if marker == 0xc2 else 63
    scan = segment(0xda, bytes([len(sampling)]) + b"".join(bytes([i + 1, 0]) for i in range(len(sampling))) + bytes([0, last, 0]))
    return b"\xff\xd8" + tables + frame(marker, width, height, sampling, bits) + scan + b"\0" * 64 + b"\xff\xd9"


for marker in (0xc0, 0xc1, 0xc2):
    for sampling in ((0x11,), (0x11,) * 3, (0x22, 0x11, 0x11), (0x11,) * 4):
        @case("OK|MALFORMED|SCANNER", message="")
        def sixty_four_megapixels_of_nothing(marker=marker, sampling=sampling):
            return jpeg_of_nothing(marker, 8192, 8192, sampling)


@case("SCANNER", message="needs more memory")
def progressive_that_needs_a_gigabyte(): return jpeg_of_nothing(0xc2, 8192, 8192, (0x11,) * 4)


for marker, bits in ((0xc0, 12), (0xc3, 8), (0xc9, 12), (0xcb, 8), (0xc5, 8), (0xcf, 8)):
    @case("OK|MALFORMED", message="")
    def jpeg_of_a_rare_kind(marker=marker, bits=bits): return jpeg_of_nothing(marker, 64, 64, (0x11,), bits)


@case("TOO_LARGE")
def jpeg_of_huge_dimensions(): return jpeg_of_nothing(0xc2, 65500, 65500, (0x11,) * 3)


for size in ((0, 64), (64, 0)):
    @case("MALFORMED")
    def jpeg_of_no_pixels(size=size): return jpeg_of_nothing(0xc0, *size, (0x11,))


@case("MALFORMED")
def jpeg_of_ten_colours(): return jpeg_of_nothing(0xc0, 64, 64, (0x11,) * 10)


for at in range(1, 12):
    @case("MALFORMED|UNSUPPORTED")
    def jpeg_cut_off(at=at):
        data = save(CODE.convert("RGB"), "JPEG", progressive=True)
        return data[:len(data) * at // 12]


for at in range(1, 12):
    @case("MALFORMED", message="cut off")
    def png_cut_off(at=at):
        data = save(CODE)
        return data[:len(data) * at // 12]


@case("MALFORMED", message="cut off")
def jpeg_without_its_end(): return save(CODE, "JPEG")[:-2]


@case(DECIDED, message=COMPLICATED)
def fifty_megapixels_of_jpeg(): return save(Image.new("L", (WIDTH, HEIGHT), 128), "JPEG")


@case(DECIDED, message="")
def fifty_megapixels_of_progressive_jpeg(): return save(Image.new("L", (WIDTH, HEIGHT), 128), "JPEG", progressive=True)


sys.exit(main())
