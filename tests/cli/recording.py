#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes a recording of pictures, each in view for some frames, as a camera of 640 by 480 would see them.

Usage: recording.py OUT FRAMES [PICTURE]...; OUT ends in .y4m, .mjpeg or .bare.mjpeg, whose pictures lack
their Huffman tables, as those of many USB cameras do.  A PICTURE is a file, or "-" for a dark wall.
"""
import io
import pathlib
import sys

from PIL import Image

SIZE = 640, 480


def frame_of(name):
    wall = Image.new('L', SIZE, 90)
    if name != '-':
        picture = Image.open(name).convert('L')
        picture.thumbnail((440, 440))
        wall.paste(picture, (100, 20))
    return wall


def jpeg_of(frame, is_bare):
    out = io.BytesIO()
    frame.convert('RGB').save(out, 'JPEG', quality=80)
    return without_tables(out.getvalue()) if is_bare else out.getvalue()


def without_tables(jpeg):
    """Leaves the segments DHT out: what Pillow writes are the tables of the standard."""
    out, offset = [jpeg[:2]], 2
    while jpeg[offset + 1] != 0xda:
        size = 2 + int.from_bytes(jpeg[offset + 2:offset + 4], 'big')
        if jpeg[offset + 1] != 0xc4:
            out.append(jpeg[offset:offset + size])
        offset += size
    return b''.join(out) + jpeg[offset:]


def main():
    path, count, names = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
    grey = bytes([128]) * (SIZE[0] // 2 * (SIZE[1] // 2) * 2)
    out = [b'YUV4MPEG2 W%d H%d F30:1 Ip A1:1 C420jpeg\n' % SIZE] if path.endswith('.y4m') else []
    for frame in (frame_of(name) for name in names):
        if path.endswith('.y4m'):
            out += [b'FRAME\n', frame.tobytes(), grey] * count
        else:
            out += [jpeg_of(frame, path.endswith('.bare.mjpeg'))] * count
    pathlib.Path(path).write_bytes(b''.join(out))


if __name__ == '__main__':
    main()
