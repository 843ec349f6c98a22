#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes invented matters for load tests over the types of make_types.py: make_matters.py FOLDER [COUNT]

A city has 541 matters, and so has the folder unless told otherwise: each as large as those that ship, with the
licences of the types that stand in FOLDER/types already.  The same arguments give the same bytes; files of an
earlier run are replaced.
"""
import json
import pathlib
import random
import sys

from make_types import AGENCIES, uscc, words

MATTERS = 541
BLANK_KINDS = {'date': 'date', 'number': 'number', 'citizen-number': 'citizen-number', 'uscc': 'uscc'}
RULE_KINDS = ('text', 'date', 'code', 'number', 'division')


def wanted(licence, dice):
    """Some fields of a type, the holder's always; of members their fields."""
    asked = []
    for field in licence['fields']:
        if field['kind'] == 'members':
            asked += [f'{field["name"]}.{member["name"]}' for member in field['fields'][:4]]
        elif field['kind'] != 'portrait' and (field['name'] == 'holder' or dice.random() < 0.4):
            asked.append(field['name'])
    return {'type': licence['name'], 'fields': asked}


def material(number, party, licence, dice):
    return {
        'name': f'material-{number}', 'title': words(f'样例材料{number}', f'Sample Material {number}'),
        'form': dice.choice(['automatic', 'automatic-first']), 'source': 'government',
        'necessity': dice.choice(['necessary', 'necessary', 'not-necessary', 'deferrable']),
        'guide': words('由系统自动获取，数据不全的由申请人提交', 'obtained; handed in where it is not complete'),
        'party': party, 'licences': [wanted(licence, dice)], 'shared': True,
    }


def paper(number):
    return {
        'name': f'paper-{number}', 'title': words(f'样例申请书{number}', f'Sample Form {number}'), 'form': 'either',
        'source': 'applicant', 'copies': 2, 'standard': words('签名齐全', 'signed by all'),
    }


def sources(materials, types):
    """(text, kind) of each field that the materials ask for and that no member has."""
    for entry in materials:
        for licence in entry.get('licences', ()):
            kinds = {field['name']: field['kind'] for field in types[licence['type']]['fields']}
            for name in licence['fields']:
                if name in kinds:
                    yield f'{entry["party"]}/{licence["type"]}.{name}', kinds[name]


def blank(number, source):
    text, kind = source or ('', 'text')
    made = {'name': f'blank_{number}', 'title': words(f'样例栏目{number}', f'Sample Blank {number}'),
            'kind': BLANK_KINDS.get(kind, 'text'), 'required': number % 3 > 0}
    return made | ({'from': [text]} if text else {})


def rules(found, materials):
    for number, entry in enumerate(materials):
        for licence in entry.get('licences', ()):
            yield {'name': f'current-{number}', 'title': words(f'证照{number}有效', f'Licence {number} is valid'),
                   'kind': 'current', 'licence': f'{entry["party"]}/{licence["type"]}'}
    same = [text for text, kind in found if kind in RULE_KINDS]
    for number, (left, right) in enumerate(zip(same[::2], same[1::2])):
        if number < 1:
            yield {'name': f'same-{number}', 'title': words(f'第{number}项一致', f'Item {number} agrees'),
                   'kind': 'same', 'advisory': True, 'left': [left], 'right': [right]}


def matter(number, types):
    dice = random.Random(number)
    parties = [('applicant', 'person'), dice.choice([('spouse', 'person'), ('enterprise', 'organisation')])]
    held = {'person': [], 'organisation': []}
    for licence in types.values():
        held['organisation' if licence['holder']['kind'] == 'organisation' else 'person'].append(licence)
    materials = []
    for name, holder in parties:
        for licence in dice.sample(held[holder], 2 if name == 'applicant' else 1):
            materials.append(material(len(materials), name, licence, dice))
    found = list(sources(materials, types))
    chosen = dice.sample(found, min(10, len(found))) + [None] * 3
    agency = number % AGENCIES
    return {
        'name': f'load-{number + 1:04d}', 'code': f'{uscc(agency + 1)}{number:013d}',
        'title': words(f'样例事项{number + 1}', f'Sample Matter {number + 1}'),
        'department': words(f'样例机关{agency + 1}', f'Sample Agency {agency + 1}'),
        'department_code': uscc(agency + 1), 'basis': 'made by tests/support/make_matters.py for load tests',
        'days': number % 20,
        'parties': [{'name': name, 'title': words(f'样例{name}', f'Sample {name}'), 'holder': holder}
                    for name, holder in parties],
        'materials': materials + [paper(1), paper(2)],
        'form': [blank(index, source) for index, source in enumerate(chosen)],
        'rules': list(rules(found, materials)),
    }


def text_of(made):
    """One part a line, as those that ship are written."""
    lines = []
    for name, value in made.items():
        if isinstance(value, list):
            parts = ',\n'.join('    ' + json.dumps(part, ensure_ascii=False) for part in value)
            lines.append(f'  "{name}": [\n{parts}\n  ]')
        else:
            lines.append(f'  "{name}": {json.dumps(value, ensure_ascii=False)}')
    return '{\n' + ',\n'.join(lines) + '\n}\n'


def main():
    folder, count = pathlib.Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else MATTERS
    types = {made['name']: made for made in (json.loads(file.read_text())
                                             for file in sorted((folder / 'types').glob('load-*.json')))}
    (folder / 'matters').mkdir(exist_ok=True)
    for old in (folder / 'matters').glob('load-*.json'):
        old.unlink()
    for number in range(count):
        made = matter(number, types)
        (folder / 'matters' / f'{made["name"]}.json').write_text(text_of(made))
    print(f'{count} matters in {folder}')


if __name__ == '__main__':
    main()
