#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds lib/ to the table in lib/LAYERS, and everything outside it to the public headers."""
import pathlib
import re
import sys

VENDORS = (r'cbor\.h|sodium\.h|openssl/.*|zlib\.h|qrencode\.h|png\.h|turbojpeg\.h|zbar\.h|jansson\.h|utf8proc\.h|'
           r'sqlite3\.h|cairo.*\.h|pango/.*|fontconfig/.*|libpq-fe\.h|microhttpd\.h|curl/.*|p11-kit/.*|cmocka\.h|'
           r'ZXing/.*')
# Outside lib/: the vendors of a folder, and what it may include of lib/ or another folder.
PLACES = {
    'include': ('', ''),
    'cli/scanner': (r'zbar\.h|png\.h|turbojpeg\.h|ZXing/.*', r'scan/protocol\.h'),
    'cli/desk': (r'jansson\.h', ''),
    'cli': (r'microhttpd\.h|cairo.*\.h|curl/.*|fontconfig/.*|jansson\.h|pango/.*|utf8proc\.h', r'desk/desk\.h'),
    'examples': (r'jansson\.h|utf8proc\.h', ''),
}


def read_table(root):
    """Each layer's own and permitted layers, and its vendors; a line may only name lines above it."""
    table, complaints = {}, []
    for line in (root / 'lib/LAYERS').read_text().splitlines():
        if line and not line.startswith('#'):
            layer, *words = (word for word in line.split() if word != '-')
            layers = {word for word in words if '.' not in word}
            complaints += [f'lib/LAYERS: {layer} names {word}, which is not above it' for word in layers - table.keys()]
            table[layer] = layers | {layer}, '|'.join(word for word in words if '.' in word)
    return table, complaints


def rules(path, table):
    """(permitted vendors, permitted quoted includes) of a file; layers are matched by their folder."""
    if path.parts[0] == 'lib':
        layers, vendors = table[path.parts[1]]
        return vendors, '|'.join(f'{layer}/.*' for layer in sorted(layers))
    place = max((name for name in PLACES if path.is_relative_to(name)), key=len)
    vendors, internal = PLACES[place]
    return vendors, r'[^/]*' + (f'|{internal}' if internal else '')


def check(path, text, table):
    vendors, quoted = rules(path, table)
    for mark, header in re.findall(r'^\s*#\s*include\s*([<"])([^>"]+)', text, re.M):
        if mark == '<' and re.fullmatch(VENDORS, header) and not re.fullmatch(vendors, header):
            yield f'{path}: <{header}> belongs to another layer'
        if mark == '"' and not re.fullmatch(quoted, header):
            yield f'{path}: "{header}" is out of bounds here'


def main():
    root = pathlib.Path(sys.argv[1])
    table, complaints = read_table(root)
    folders = {path.name for path in (root / 'lib').iterdir() if any(path.glob('*.[ch]'))}
    complaints += [f'lib/LAYERS: no line for lib/{name}' for name in sorted(folders - table.keys())]
    count = 0
    for top in ('lib', 'include', 'cli', 'examples'):
        for file in sorted([*(root / top).rglob('*.[ch]'), *(root / top).rglob('*.cc')]):
            path = file.relative_to(root)
            if path.parts[0] != 'lib' or path.parts[1] in table:
                complaints += check(path, file.read_text(), table)
                count += 1
    print('\n'.join(complaints) or f'{count} files, {len(table)} layers in order')
    return bool(complaints) or count == 0


if __name__ == '__main__':
    sys.exit(main())
