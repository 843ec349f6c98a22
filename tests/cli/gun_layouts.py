#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The keyboard layouts in cli/gun_layout.c are those of the X keyboard configuration; skipped where that is not
installed (Debian's xkb-data).

usage: gun_layouts.py ROOT
"""
import pathlib
import re
import sys

ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
SYMBOLS = pathlib.Path('/usr/share/X11/xkb/symbols')
LAYOUTS = {'German': 'de(basic)', 'Swiss': 'ch(de)', 'French': 'fr(basic)', 'Spanish': 'es(basic)',
           'Italian': 'it(basic)', 'Japanese': 'jp(106)', 'Russian': 'ru(winkeys)', 'Dvorak': 'us(dvorak)'}
SKIPPED = 77  # meson's word for it

# X11/keysymdef.h, as far as these layouts need it; a dead key stands for its accent.
NAMES = dict(zip(
    'space exclam quotedbl numbersign dollar percent ampersand apostrophe parenleft parenright asterisk plus comma '
    'minus period slash colon semicolon less equal greater question at bracketleft backslash bracketright '
    'asciicircum underscore grave braceleft bar braceright asciitilde ssharp adiaeresis odiaeresis udiaeresis '
    'Adiaeresis Odiaeresis Udiaeresis eacute egrave ccedilla agrave ugrave ograve igrave section degree sterling mu '
    'ntilde Ntilde exclamdown questiondown periodcentered Ccedilla '
    'dead_acute dead_grave dead_circumflex dead_diaeresis dead_tilde'.split(),
    ' !"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~ßäöüÄÖÜéèçàùòì§°£µñÑ¡¿·Ç´`^¨~'))
NAMES |= {'Cyrillic_' + (name.upper() if upper else name): letter.upper() if upper else letter
          for name, letter in zip(
              'a be ve ghe de ie io zhe ze i shorti ka el em en o pe er es te u ef ha tse che sha shcha hardsign yeru '
              'softsign e yu ya'.split(), 'абвгдеёжзийклмнопрстуфхцчшщъыьэюя')
          for upper in (False, True)}


def section(file, name):
    """The body of one of a file's maps."""
    text = re.sub(r'//.*', '', (SYMBOLS / file).read_text())
    found = list(re.finditer(r'([\w\s]*)xkb_symbols\s+"([^"]+)"\s*\{(.*?)\n\};', text, re.S))
    wanted = [m for m in found if (m[2] == name if name else 'default' in m[1])]
    return (wanted or found)[0][3]


def keys_of(layout):
    """{'AD01': ['q', 'Q', ...], ...}, what is included first."""
    file, name = re.fullmatch(r'([^(]+)(?:\((.*)\))?', layout).groups()
    keys = {}
    for included, key, entry in re.findall(r'include\s+"([^"]+)"|key\s*<(\w+)>\s*\{(.*?)\}\s*;', section(file, name), re.S):
        if included and (SYMBOLS / included.split('(')[0]).is_file():
            keys |= keys_of(included)
        elif levels := re.search(r'\[([^\]]*)\]', re.sub(r'type\[[^\]]*\]', '', entry).replace('symbols[Group1]', '')):
            keys[key] = [level.strip() for level in levels[1].split(',')]
    return keys


def character(name):
    return name if len(name) == 1 else NAMES.get(name)


def typed_by(layout):
    """{('AD01', False): 'q', ('AD01', True): 'Q', ...}"""
    out = {('SPCE', False): ' '}
    for key, levels in keys_of(layout).items():
        if re.fullmatch(r'A[BCDE]\d\d|BKSL|LSGT|TLDE', key):
            plain = character(levels[0])
            shifted = character(levels[1]) if len(levels) > 1 else plain and plain.upper()
            out |= {(key, False): plain, (key, True): shifted}
    return out


def through(typing, reading):
    """What comes of the alphabet if its keys are pressed for one layout and read by another; None: it cannot be typed."""
    keys = {}
    for key in sorted(typing, key=lambda key: (key[1], key[0])):
        keys.setdefault(typing[key], key)
    if any(letter not in keys for letter in ALPHABET):
        return None
    return ''.join(reading.get(keys[letter]) or '\ufffd' for letter in ALPHABET)


def table_of(source):
    """{'German': (host, gun), ...} as the program has it."""
    string = r'"((?:\\.|[^"\\])*)"'
    rows = re.findall(rf'\{{ {string},\s*{string},\s*\{{ {string},\s*(?:{string}|NULL) \}} \}}', source)
    return {name: tuple(re.sub(r'\\(.)', r'\1', text) or None for text in shown) for name, _, *shown in rows}


def main():
    if not SYMBOLS.is_dir():
        print(f'{SYMBOLS} is not there: skipped')
        sys.exit(SKIPPED)

    table = table_of((pathlib.Path(sys.argv[1]) / 'cli' / 'gun_layout.c').read_text())
    if set(table) != set(LAYOUTS):
        sys.exit(f'the program knows {sorted(table)}, not {sorted(LAYOUTS)}')
    us = typed_by('us(basic)')
    for name, layout in LAYOUTS.items():
        keys = typed_by(layout)
        wanted = (through(us, keys), through(keys, us))
        if name == 'Italian' and wanted[1] == table['Spanish'][1]:
            wanted = (wanted[0], None)  # what cannot be told apart is there once
        if table[name] != wanted:
            sys.exit(f'{name} is {table[name]}, not {wanted}')
    print(f'{len(LAYOUTS)} layouts')


main()
