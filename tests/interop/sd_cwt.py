#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""SD-CWTs and key-binding tokens in both directions between our library and an implementation of the
draft in Python (sd_cwt_draft.py): what one issues and shows, the other must verify, to the same
claims; and what is wrong, both must refuse, or DIFFERENCES says why not.

usage: sd_cwt.py PROBE EXAMPLE-DATA CATALOGUE VECTORS
"""
import collections
import datetime
import json
import os
import pathlib
import subprocess
import sys

import cbor2
from cryptography.hazmat.primitives import serialization

import sd_cwt_cases as cases
from sd_cwt_draft import *

NOW = cases.NOW
AUDIENCE = cases.AUDIENCE
USCC = '11360500000000019F'
LICENCES = ('id-card', 'household-register', 'business-licence')
FIELDS = -65537  # the claim that holds a licence's fields
SOME = {'id-card': ('sex,citizen_number', {2, 6}),
        'household-register': ('address,members.2,members.3.citizen_number', {4, 9}),
        'business-licence': ('-', set())}
complaints = []
matrix = collections.Counter()


def check(holds, *what):
    if not holds:
        complaints.append(' '.join(map(str, what))[:400])
    return holds


class Probe:
    """Our library, a line a call."""

    def __init__(self, path):
        self.process = subprocess.Popen([path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, *fields):
        words = [field.hex() if isinstance(field, bytes) else str(field) for field in fields]
        self.process.stdin.write(' '.join(word or '-' for word in words) + '\n')
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            sys.exit(f'the probe is gone, asked to {fields[0]}')
        return answer.rstrip('\n').split('\t')

    def make(self, *fields):
        status, made = self.ask(*fields)
        if status != 'OK':
            sys.exit(f'{fields[0]}: {status} {made}')
        return bytes.fromhex(made)

    def judge(self, *fields):
        """Decision, reason, check, detail, claims."""
        decision, reason, culprit, detail, claims = self.ask(*fields)
        return decision, reason, culprit, detail, bytes.fromhex(claims)

    def verify(self, token, request=b'', audience=AUDIENCE, now=NOW):
        return self.judge('verify', token, request, audience, now)

    def close(self):
        self.process.stdin.close()
        return self.process.wait()


def key_file(key, is_private=False, issuer=USCC):
    lines = f'Issuer: {issuer}\nTypes: *\n' if issuer else 'Types: *\n'
    encoding = serialization.Encoding.PEM
    if is_private:
        pem = key.private.private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    else:
        pem = key.public.public_bytes(encoding, serialization.PublicFormat.SubjectPublicKeyInfo)
    return lines.encode() + pem


# --- what was put in ----------------------------------------------------------------------------------

class Catalogue:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)

    def type(self, name):
        return json.loads((self.folder / 'types' / f'{name}.json').read_text())

    def code(self, codes, words):
        table = json.loads((self.folder / 'codes' / f'{codes}.json').read_text())['codes']
        return next(row['code'] for row in table if words in (row['zh'], *row.get('also', ())))

    def value(self, field, value):
        if field['kind'] == 'code':
            return self.code(field['codes'], value)
        if field['kind'] == 'date':
            return cbor2.CBORTag(100, (datetime.date.fromisoformat(value) - datetime.date(1970, 1, 1)).days)  # RFC 8943
        if field['kind'] == 'members':
            return [self.claims(field['fields'], member) for member in value]
        return value

    def claims(self, fields, record):
        """The map of fields that a record must become."""
        return {field['key']: self.value(field, record[field['name']]) for field in fields if field['name'] in record}


def always(fields):
    return {field['key'] for field in fields if field['disclosure'] == 'always'}


def expected(catalogue, name, record, shown):
    """What a counter must see: all; what is always shown; or that and what was chosen."""
    fields = catalogue.type(name)['fields']
    whole = catalogue.claims(fields, record['fields'])
    if shown == 'all':
        return whole
    keys = always(fields) | (SOME[name][1] if shown == 'some' else set())
    seen = {key: value for key, value in whole.items() if key in keys}
    if name == 'household-register':  # the array is there with what is shown of it
        inner = always(next(field for field in fields if field['kind'] == 'members')['fields'])
        pages = [(1, inner), (2, inner | {11})] if shown == 'some' else []
        seen[9] = [{key: whole[9][page][key] for key in sorted(keys)} for page, keys in pages]
    return seen


def texts_in(item):
    """All texts of four bytes and more in a value."""
    if isinstance(item, str):
        return {item} if len(item.encode()) > 3 else set()
    inner = item.values() if isinstance(item, dict) else item if isinstance(item, list) else ()
    return set().union(*map(texts_in, inner))


def dates_in(item):
    if isinstance(item, cbor2.CBORTag):
        return {item}
    inner = item.values() if isinstance(item, dict) else item if isinstance(item, list) else ()
    return set().union(*map(dates_in, inner))


def check_nothing_else_visible(what, token, licence, whole, seen):
    """No undisclosed value, and no salt of one, is anywhere in the bytes."""
    kept = set(disclosures_of(licence)) - set(cases.disclosures_shown(token))
    for disclosure in kept:
        salt = cbor2.loads(cbor2.loads(disclosure))[0]
        check(salt not in token and disclosure not in token, what, 'a salt that should not be there')
    shown = ' '.join(texts_in(seen))
    for text in texts_in(whole):
        check(text in shown or text.encode() not in token, what, 'shows', text)
    for date in dates_in(whole) - dates_in(seen):
        check(encode(date) not in token, what, 'shows', date)


# --- ours, verified by the draft's rules --------------------------------------------------------------

def check_received(what, licence, issuer, holder, whole):
    claims, decoys = receive(licence, [issuer], holder, NOW)
    check(claims[FIELDS] == whole, what, 'received', claims[FIELDS], 'of', whole)
    matrix['issued by us, received in Python'] += 1
    return decoys


def show_and_check(probe, catalogue, issuer, holder, name, record, licence):
    whole = expected(catalogue, name, record, 'all')
    for shown, paths in (('all', 'all'), ('some', SOME[name][0]), ('none', '-')):
        for nonce in (b'', secrets.token_bytes(16)):
            what = f'{name}, {issuer.name}/{holder.name}, {shown}{", nonce" if nonce else ""}:'
            token = probe.make('present', licence, key_file(holder, True), paths, AUDIENCE, nonce, NOW)
            claims = verify(token, [issuer], AUDIENCE, nonce or None, NOW)
            seen = expected(catalogue, name, record, shown)
            check(claims[FIELDS] == seen, what, 'saw', claims[FIELDS], 'of', seen)
            check_nothing_else_visible(what, token, licence, whole, seen)
            check((SUB in claims) == (shown == 'all'), what, 'sub')
            matrix[f'shown by us ({shown}), verified in Python'] += 1
            check_python_is_no_rubber_stamp(what, token, issuer, nonce or None)


def check_python_is_no_rubber_stamp(what, token, issuer, nonce):
    """The same token at another time, place, and with a bit flipped in each tenth."""
    spoilt = [bytearray(token) for _ in range(10)]
    for number, copy in enumerate(spoilt):
        copy[len(copy) * number // 10 + 3] ^= 1
    wrong = [(token, AUDIENCE + 'x', nonce, NOW), (token, AUDIENCE, nonce, NOW + 91), (token, AUDIENCE, b'no', NOW)]
    for token_, audience, nonce_, now in wrong + [(bytes(copy), AUDIENCE, nonce, NOW) for copy in spoilt]:
        try:
            verify(token_, [issuer], audience, nonce_, now)
            check(False, what, 'the Python side takes what it must not')
        except (Refused, Unsupported):
            matrix['spoilt tokens of ours, refused in Python'] += 1


def ours(probe, data, catalogue):
    pairs = [(a, a) for a in ALGORITHMS] + [('ES256', 'Ed25519'), ('Ed25519', 'ES384')]
    for issuer_name, holder_name in pairs:
        issuer, holder = Key.new(issuer_name), Key.new(holder_name)
        for name in LICENCES:
            record = json.loads((data / f'{name}.json').read_text())
            licence = probe.make('issue', key_file(issuer, True), key_file(holder), name,
                                 json.dumps(record).encode(), NOW)
            decoys = check_received(f'{name}:', licence, issuer, holder, expected(catalogue, name, record, 'all'))
            check((decoys > 0) == (name == 'household-register'), name, decoys, 'decoys')
            show_and_check(probe, catalogue, issuer, holder, name, record, licence)


# --- Python's, verified by us ---------------------------------------------------------------------------

def draft_says(case, world):
    """None, and the claims; or the rule by which it is refused."""
    try:
        return None, verify(case.token, world.trusted, case.audience, case.nonce or None, case.now)
    except (Refused, Unsupported) as error:
        return f'{type(error).__name__} {error}', None


def run_case(probe, world, case):
    request = case.request
    decision, reason, culprit, detail, claims = probe.verify(case.token, request, case.audience, case.now)
    rule, validated = draft_says(case, world)
    got = f'{decision} {reason}'
    check(got == case.wanted, f'{case.what}: wanted {case.wanted}, got {got} ({culprit}: {detail}); the draft: {rule}')
    agree = (decision == 'accepted') == (rule is None)
    check(agree != bool(case.differs), f'{case.what}: we say {got} ({detail}), the draft: {rule}; {case.differs}')
    check(not case.differs or case.differs in cases.DIFFERENCES, case.what, 'no difference', case.differs)
    if decision == 'accepted' and rule is None:
        check(cbor2.loads(claims) == validated, case.what, 'we see', cbor2.loads(claims), 'the draft', validated)
    matrix[f'made in Python, {case.kind}: {decision} by us'] += 1
    if case.is_repeated and decision == 'accepted':
        again = probe.verify(case.token, request, case.audience, case.now)
        check(again[:2] == ('refused', 'REPLAYED'), case.what, 'a second time:', again[:4])
        matrix['made in Python, shown a second time: refused by us'] += 1
    return case.differs


def run_received(probe, world, case):
    decision, reason, *_ = probe.judge('received', case.token, key_file(case.holder), NOW)
    check(f'{decision} {reason}' == case.wanted, case.what, 'as received:', decision, reason, 'not', case.wanted)
    try:
        receive(case.token, world.trusted, case.holder, NOW)
        rule = None
    except (Refused, Unsupported) as error:
        rule = str(error)
    check((rule is None) == (decision == 'accepted'), case.what, 'as received: the draft:', rule)
    matrix[f'issued in Python, as received: {decision} by us'] += 1


def theirs(probe, data):
    world = cases.World(probe, key_file, data)
    differences, count = set(), collections.Counter()
    for case in cases.all_cases(world):
        differences.add(run_case(probe, world, case))
        count['good' if case.wanted == cases.GOOD else 'bad'] += 1
    for case in cases.received_cases(world):
        run_received(probe, world, case)
        count['good' if case.wanted == cases.GOOD else 'bad'] += 1
    for unused in cases.DIFFERENCES.keys() - differences:
        check(False, 'difference', unused, 'explains nothing')
    return count


# --- the vectors of the draft -----------------------------------------------------------------------------

VECTOR_AUDIENCE, VECTOR_AT = 'https://verifier.example/app', 1725244237
VECTOR_NONCE = bytes.fromhex('8c0f5f523b95bea44a9a48c649240803')


def record_of(day, number, region, country='us'):
    location = {1: country, **({2: region} if region else {})}
    return {500: True, 501: number, 502: day, 503: location}


VECTORS = {
    'kbt': {500: True, 501: 'ABCD-123456', 502: [1549560720, 1674004740], 503: {'region': 'ca', 'country': 'us'}},
    'nested_kbt': {504: [record_of(1549560720, 'DCBA-101777', None), record_of(1674004740, 'ABCD-123456', 'ca')]},
}


def vectors(copies):
    """Those that $WALLET_VECTORS has, or else our copies of them."""
    folder = pathlib.Path(os.environ.get('WALLET_VECTORS', copies.parent)) / 'sd-cwt'
    folder = folder if (folder / 'kbt.cbor').exists() else copies
    if not (folder / 'kbt.cbor').exists():
        print(f'SKIPPED {2 * len(VECTORS)} vectors of the draft: there is no {folder}')
        return
    issuer, holder = (Key.of_pem((folder / f'{who}_pubkey.pem').read_bytes()) for who in ('issuer', 'holder'))
    for name, wanted in VECTORS.items():
        claims = verify((folder / f'{name}.cbor').read_bytes(), [issuer], VECTOR_AUDIENCE, VECTOR_NONCE, VECTOR_AT)
        shown = {key: value for key, value in claims.items() if key >= 500}
        check(shown == wanted, name, 'shows', shown, 'of', wanted)
        issued = (folder / f'{name.replace("kbt", "issuer_cwt")}.cbor').read_bytes()
        claims, _ = receive(issued, [issuer], holder, VECTOR_AT)
        check(claims[ISS] == 'https://issuer.example', name, 'issued by', claims[ISS])
        matrix['vectors of the draft, verified in Python'] += 2


def main(path, data, catalogue, folder):
    probe = Probe(path)
    ours(probe, pathlib.Path(data), Catalogue(catalogue))
    count = theirs(probe, pathlib.Path(data))
    vectors(pathlib.Path(folder))
    check(probe.close() == 0, 'the probe failed')
    check(count['bad'] >= 200, 'only', count['bad'], 'bad tokens')

    for what, number in sorted(matrix.items()):
        print(f'{number:5} {what}')
    print(f'{sum(matrix.values())} checks of {count["good"]} good and {count["bad"]} bad tokens made in Python; '
          f'{len(cases.DIFFERENCES)} explained differences, {len(complaints)} complaints')
    print('\n'.join(complaints[:40]))
    return bool(complaints)


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
