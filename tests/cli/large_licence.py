#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes data of licences that one QR code does not hold, out of the examples; prints JSON.

    large_licence.py register EXAMPLE MEMBERS    a household register of so many members
    large_licence.py card EXAMPLE BYTES          an ID card with a portrait of so many bytes
"""
import base64
import hashlib
import itertools
import json
import pathlib
import sys

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def noise(name):
    """Bytes that nothing deflates, the same ones each time."""
    for block in itertools.count():
        yield from hashlib.sha256(f'{name} {block}'.encode()).digest()


def ideographs(bytes_, count):
    return ''.join(chr(0x4e00 + (next(bytes_) << 8 | next(bytes_)) % 0x5000) for _ in range(count))


def citizen_number(birth_date, serial):
    digits = '360502' + birth_date.replace('-', '') + f'{serial:03}'
    total = sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS))
    return digits + '10X98765432'[total % 11]


def register(data, count):
    members, bytes_ = data['fields']['members'][:1], noise('register')
    for number in range(1, count):
        birth_date = f'{1960 + number}-05-{number % 28 + 1:02}'
        members.append(members[0] | {
            'name': ideographs(bytes_, 3), 'relation': '长女', 'birth_date': birth_date,
            'birth_place': ideographs(bytes_, 14), 'workplace': ideographs(bytes_, 12),
            'citizen_number': citizen_number(birth_date, 100 + 2 * number)})
    data['fields']['members'] = members


def card(data, size):
    portrait = b'\xff\xd8\xff\xe0' + bytes(itertools.islice(noise('portrait'), size - 6)) + b'\xff\xd9'
    data['fields']['portrait'] = base64.b64encode(portrait).decode()


data = json.loads(pathlib.Path(sys.argv[2]).read_text())
{'register': register, 'card': card}[sys.argv[1]](data, int(sys.argv[3]))
print(json.dumps(data, ensure_ascii=False))
