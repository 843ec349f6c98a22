#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Pictures of all kinds through wallet-scanner.  Usage: pictures.py HAND [PATTERN]"""
import ctypes
import struct
import sys
import zlib

import numpy
from PIL import Image

from cases import CODE, SHORT, SMALL, TEXT, case, chunk, draw, main, png, save


def shrunk(image, factor):
    size = (round(image.width * factor), round(image.height * factor))
    return image.resize(size, Image.Resampling.BILINEAR)


def noisy(image, share):
    pixels = numpy.array(image)
    dice = numpy.random.default_rng(5).random(pixels.shape)
    pixels[dice < share / 2] = 0
    pixels[dice > 1 - share / 2] = 255
    return Image.fromarray(pixels)


# What happens to codes between the printer and the counter.

@case("OK", [TEXT])
def as_it_was_drawn(): return CODE


@case("OK", [TEXT])
def scaled_to_a_quarter(): return shrunk(CODE, 0.25)


@case("OK", [TEXT])
def scaled_to_a_quarter_by_dropping_pixels(): return CODE.resize((CODE.width // 4,) * 2, Image.Resampling.NEAREST)


@case("OK", [TEXT])
def turned_by_10_degrees(): return CODE.rotate(10, Image.Resampling.BILINEAR, expand=True, fillcolor=255)


@case("OK", [TEXT])
def turned_by_10_degrees_on_black(): return CODE.rotate(10, expand=True)


@case("OK", [TEXT])
def turned_by_90_degrees(): return CODE.transpose(Image.Transpose.ROTATE_90)


@case("OK", [TEXT])
def turned_by_180_degrees(): return CODE.transpose(Image.Transpose.ROTATE_180)


@case("OK", [TEXT])
def jpeg_of_quality_30(): return save(CODE, "JPEG", quality=30)


@case("OK", [TEXT])
def jpeg_of_quality_30_scaled_to_a_quarter(): return save(shrunk(CODE, 0.25), "JPEG", quality=30)


@case("OK", [TEXT])
def five_percent_noise(): return noisy(CODE, 0.05)


@case("OK", [TEXT])
def light_on_dark(): return CODE.point(lambda value: 255 - value)


@case("OK", [SHORT])
def short_code_scaled_to_a_sixth(): return shrunk(SMALL, 1 / 6)


@case("OK", [TEXT])
def faint(): return CODE.point(lambda value: 110 + value // 8)


# Files as they come.

@case("OK", [TEXT])
def one_bit(): return CODE.convert("1")


@case("OK", [TEXT])
def sixteen_bits(): return Image.fromarray(numpy.array(CODE).astype(numpy.uint16) * 257)


@case("OK", [TEXT])
def colours(): return CODE.convert("RGB")


@case("OK", [TEXT])
def palette(): return CODE.convert("P")


@case("OK", [TEXT])
def coloured_ink():
    return Image.merge("RGB", [CODE.point(lambda v: max(v, 20)), CODE.point(lambda v: max(v, 40)), CODE.point(lambda v: max(v, 120))])


@case("OK", [TEXT])
def black_on_transparent():
    ink = CODE.point(lambda value: 255 - value)
    return Image.merge("LA", [Image.new("L", CODE.size, 0), ink])


@case("OK", [TEXT])
def colours_on_transparent():
    ink = CODE.point(lambda value: 255 - value)
    black = Image.new("L", CODE.size, 0)
    return Image.merge("RGBA", [black, black, black, ink])


@case("OK", [TEXT])
def transparent_palette(): return save(CODE.convert("P"), transparency=int(CODE.convert("P").getpixel((0, 0))))


@case("OK", [TEXT])
def jpeg(): return save(CODE, "JPEG")


@case("OK", [TEXT])
def jpeg_in_colours(): return save(CODE.convert("RGB"), "JPEG")


@case("OK", [TEXT])
def progressive_jpeg(): return save(CODE.convert("RGB"), "JPEG", progressive=True)


@case("OK", [TEXT])
def jpeg_for_print(): return save(CODE.convert("RGB").convert("CMYK"), "JPEG")


@case("OK", [TEXT])
def interlaced_png():
    pixels = numpy.array(CODE)
    passes = [(0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1)]
    rows = b"".join(b"\0" + row.tobytes() for y, x, dy, dx in passes for row in pixels[y::dy, x::dx])
    return png(CODE.width, CODE.height, 8, 0, 1, zlib.compress(rows))


def photo(width, height, *placed):
    rng = numpy.random.default_rng(7)
    y, x = numpy.mgrid[0:height, 0:width]
    ground = 150 + 60 * x / width - 50 * y / height + rng.normal(0, 6, (height, width))
    image = Image.fromarray(numpy.clip(ground, 0, 255).astype(numpy.uint8))
    for code, corner in placed:
        image.paste(code, corner)
    return image


@case("OK", [TEXT])
def photo_of_12_megapixels(): return save(photo(4000, 3000, (CODE, (1300, 900))), "JPEG", quality=80)


@case("OK", [TEXT])
def photo_filled_by_the_code(): return save(photo(3000, 3000, (CODE.resize((2900, 2900)), (50, 50))), "JPEG")


# Several codes, other codes, none.

@case("OK", [TEXT, SHORT])
def two_codes(): return photo(2000, 1300, (CODE, (50, 60)), (SMALL, (1300, 300)))


@case("OK", [TEXT, SHORT])
def a_large_and_a_tiny_code(): return photo(1600, 1300, (CODE, (30, 60)), (SMALL.resize((116, 116)), (1300, 500)))


@case("OK", ["EL1:A%d" % i for i in range(9)])
def nine_codes():
    codes = [draw("EL1:A%d" % i).resize((290, 290)) for i in range(9)]
    return photo(1000, 1000, *((code, (20 + i % 3 * 330, 20 + i // 3 * 330)) for i, code in enumerate(codes)))


@case("OK", [SHORT])
def the_same_code_twice(): return photo(1000, 500, (SMALL.resize((400, 400)), (30, 50)), (SMALL.resize((400, 400)), (530, 50)))


@case("OK")
def no_code(): return photo(1280, 720)


@case("OK")
def a_single_pixel(): return Image.new("L", (1, 1), 255)


@case("OK")
def a_thin_line(): return Image.new("L", (16384, 3), 0)


@case("OK")
def sixty_four_megapixels_of_white(): return Image.new("1", (8192, 8192), 1)


QR = ctypes.CDLL("libqrencode.so.4")


class Symbol(ctypes.Structure):
    _fields_ = [("version", ctypes.c_int), ("width", ctypes.c_int), ("data", ctypes.POINTER(ctypes.c_ubyte))]


QR.QRinput_new2.restype = ctypes.c_void_p
QR.QRinput_append.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_int, ctypes.c_char_p]
QR.QRinput_appendECIheader.argtypes = [ctypes.c_void_p, ctypes.c_uint]
QR.QRcode_encodeInput.argtypes = [ctypes.c_void_p]
QR.QRcode_encodeInput.restype = ctypes.POINTER(Symbol)


def draw_bytes(data, eci=None):
    """A code in byte mode, with or without the name of a character set."""
    code = QR.QRinput_new2(0, 1)
    assert eci is None or QR.QRinput_appendECIheader(code, eci) == 0
    assert QR.QRinput_append(code, 2, len(data), data) == 0
    symbol = QR.QRcode_encodeInput(code).contents
    modules = numpy.ctypeslib.as_array(symbol.data, (symbol.width, symbol.width)) & 1
    pixels = numpy.kron(numpy.pad(1 - modules, 4, constant_values=1), numpy.ones((5, 5))) * 255
    return Image.fromarray(pixels.astype(numpy.uint8))


@case("OK", ["你好，电子证照"])
def hanzi_in_utf_8(): return draw_bytes("你好，电子证照".encode())


@case("OK", [bytes(range(256))])
def all_bytes(): return draw_bytes(bytes(range(256)))


@case("OK", ["Zürich"])
def character_set_named_utf_8(): return draw_bytes("Zürich".encode(), 26)


@case("OK", ["αβγ"])
def character_set_named_greek(): return draw_bytes("αβγ".encode("iso8859-7"), 9)


@case("OK", ["§"])
def character_set_named_latin_10(): return draw_bytes("§".encode("iso8859-16"), 18)


# What is refused, and what must end.

@case("UNSUPPORTED", message="neither a PNG nor a JPEG")
def gif(): return save(CODE, "GIF")


@case("UNSUPPORTED", message="neither a PNG nor a JPEG")
def text(): return TEXT.encode()


@case("UNSUPPORTED", message="empty")
def nothing(): return b""


for share in (0.01, 0.3, 0.9):
    @case("MALFORMED", message="cut off")
    def png_cut_off(share=share): return save(CODE)[:int(len(save(CODE)) * share)]

    @case("MALFORMED", message="cut off")
    def jpeg_cut_off(share=share): return save(CODE, "JPEG")[:int(len(save(CODE, "JPEG")) * share)]


@case("MALFORMED", message="cut off")
def png_head_alone(): return save(CODE)[:8]


@case("MALFORMED")
def jpeg_head_alone(): return save(CODE, "JPEG")[:3]


@case("MALFORMED", message="cut off")
def png_without_its_end(): return save(CODE)[:-12]


@case("MALFORMED", message="damaged")
def png_with_a_wrong_checksum():
    data = bytearray(save(CODE))
    data[len(data) // 2] ^= 1
    return bytes(data)


@case("MALFORMED", message="damaged")
def jpeg_of_rubbish(): return b"\xff\xd8\xff" + bytes(range(256)) * 8


@case("MALFORMED", message="damaged")
def png_of_no_pixels(): return png(0, 0, 8, 0, 0, zlib.compress(b""))


for size in ((16385, 1), (1, 16385), (16384, 16384), (65535, 65535), (0x7fffffff, 0x7fffffff)):
    @case("TOO_LARGE")
    def huge_png(size=size): return png(*size, 8, 6, 0, zlib.compress(b"\0" * 100))


@case("TOO_LARGE")
def huge_jpeg():
    data = bytearray(save(CODE, "JPEG"))
    at = data.index(b"\xff\xc0") + 5
    data[at:at + 4] = struct.pack(">HH", 65500, 65500)
    return bytes(data)


@case("MALFORMED", message="damaged")
def png_with_a_broken_stream(): return png(64, 64, 8, 0, 0, b"\x78\x9c" + b"\xff" * 64)


@case("OK")
def bomb_behind_the_pixels(): return png(64, 64, 8, 0, 0, zlib.compress((b"\0" + b"\xff" * 64) * 64 + b"\0" * 50_000_000))


@case("OK", [TEXT])
def bomb_in_a_text():
    data = save(CODE)
    return data[:33] + chunk(b"zTXt", b"a\0\0" + zlib.compress(b"\0" * 100_000_000)) + data[33:]


sys.exit(main())
