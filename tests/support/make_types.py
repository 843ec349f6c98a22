#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes a catalogue of invented licence types for load tests: make_types.py FOLDER [COUNT]

A city has 162 types of 51 agencies, and so has the catalogue unless told otherwise: about as many fields a type
as those that ship, of all kinds, with the code lists that ship.  The same arguments give the same bytes; files of an earlier run are replaced.
"""
import json
import pathlib
import random
import shutil
import sys

TYPES, AGENCIES = 162, 51
USCC_LETTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
CODES = pathlib.Path(__file__).resolve().parents[2] / 'lib' / 'catalogue' / 'codes'

NOUNS = [('编号', 'Number'), ('名称', 'Name'), ('地址', 'Address'), ('日期', 'Date'), ('范围', 'Scope'),
         ('类别', 'Category'), ('等级', 'Grade'), ('单位', 'Unit'), ('期限', 'Term'), ('备注', 'Remarks')]
KINDS = ['text'] * 8 + ['date'] * 4 + ['code'] * 3 + ['number'] * 2 + ['division', 'portrait']
LISTS = ['sex', 'ethnic-group', 'family-relation', 'marital-status', 'education']
DISCLOSURES = ['always'] * 4 + ['on-request'] * 5 + ['never-by-default']


def uscc(number):
    """The code of an invented agency of Xinyu: GB 32100 with the check characters of both parts."""
    body = f'{number:08d}'
    rest = 11 - sum(int(c) * w for c, w in zip(body, (3, 7, 9, 10, 5, 8, 4, 2))) % 11
    code = '11360500' + body + {10: 'X', 11: '0'}.get(rest, str(rest))
    total = sum(USCC_LETTERS.index(c) * pow(3, i, 31) for i, c in enumerate(code))
    return code + USCC_LETTERS[-total % 31]


def words(zh, en):
    return {'zh': zh, 'en': en}


def field(key, dice, kind=None, **more):
    zh, en = dice.choice(NOUNS)
    kind = kind or dice.choice(KINDS)
    disclosure = dice.choice(DISCLOSURES)
    made = {'key': key, 'name': f'{en.lower()}_{key}', 'title': words(f'{zh}{key}', f'{en} {key}'),
            'identifier': f'KZ_F{key}', 'kind': kind, 'required': dice.random() < 0.6, 'disclosure': disclosure}
    if disclosure == 'never-by-default' or kind == 'portrait':
        made['sensitive'] = True
    if kind == 'date':
        made['long_term'] = dice.random() < 0.2
    if kind == 'code':
        made['codes'] = dice.choice(LISTS)
    return made | more


def holder(dice, last):
    """Who holds a type, and the last of its fields, which says so."""
    kind = dice.choice(['person', 'person', 'organisation', 'household'])
    number = {'name': 'holder', 'required': True, 'disclosure': 'on-request'}
    if kind == 'household':
        members = [field(1, dice, 'text', required=True),
                   field(2, dice, 'code', name='relation', required=True, codes='family-relation'),
                   field(3, dice, 'citizen-number', **number), *(field(key, dice, 'text') for key in range(4, 12))]
        return ({'kind': kind, 'members': 'members', 'field': 'holder', 'relation': 'relation', 'head': 2},
                field(last, dice, 'members', name='members', required=True, fields=members))
    return {'kind': kind, 'field': 'holder'}, field(
        last, dice, 'citizen-number' if kind == 'person' else 'uscc', **number)


def licence_type(number):
    dice = random.Random(number)
    count = dice.randint(10, 30)
    who, last = holder(dice, count)
    agency = number % AGENCIES
    return {
        'name': f'load-{number + 1:04d}', 'code': f'{uscc(agency + 1)}{number // AGENCIES + 1:03d}',
        'title': words(f'样例证照{number + 1}', f'Sample Licence {number + 1}'),
        'definer': words(f'样例机关{agency + 1}', f'Sample Agency {agency + 1}'), 'holder': who,
        'validity': words('五年', 'five years'), 'source': 'made by tests/support/make_types.py for load tests',
        'fields': [*(field(key, dice) for key in range(1, count)), last],
    }


def main():
    folder, count = pathlib.Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else TYPES
    for name in ('types', 'codes'):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for old in (folder / 'types').glob('load-*.json'):
        old.unlink()
    for file in sorted(CODES.glob('*.json')):
        shutil.copy(file, folder / 'codes')
    for number in range(count):
        made = licence_type(number)
        text = json.dumps(made, ensure_ascii=False, indent=2) + '\n'
        (folder / 'types' / f'{made["name"]}.json').write_text(text)
    print(f'{count} types in {folder}')


if __name__ == '__main__':
    main()
