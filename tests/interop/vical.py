#!/usr/bin/env python3
"""VICALs as other people's tools make them, and as they should not be, and what `wallet trust import`
and `wallet trust show` must say of each.

usage: vical.py WALLET
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / 'support'))
from make_vical import (DAY, DOCUMENT_SIGNER, MDL, NOW, RESIDENCE, VICAL_SIGNER, Identity, bignum, info_of,
                        sign, tdate, utc, vical_of)

ROOT = Identity('Provider Root')
SIGNER = Identity('VICAL Signer', ROOT, usages=(VICAL_SIGNER,), authority=False)
MIDDLE = Identity('Provider CA', ROOT, authority=True)
BELOW = Identity('VICAL Signer', MIDDLE, usages=(VICAL_SIGNER,), authority=False)
BIG = Identity('VICAL Signer', ROOT, curve=ec.SECP384R1, usages=(VICAL_SIGNER,), authority=False)
HUGE = Identity('VICAL Signer', ROOT, curve=ec.SECP521R1, usages=(VICAL_SIGNER,), authority=False)
CLERK = Identity('Document Signer', ROOT, usages=(DOCUMENT_SIGNER,), authority=False)
PLAIN = Identity('Signer', ROOT, authority=False)
OLD = Identity('VICAL Signer', ROOT, usages=(VICAL_SIGNER,), authority=False, since=NOW - 9 * DAY, until=NOW - DAY)
STRANGER = Identity('VICAL Signer', Identity('Provider Root'), usages=(VICAL_SIGNER,), authority=False)
UTOPIA = Identity('Utopia IACA')
SMALL = Identity('Small Number IACA', serial=5)
LARGE = Identity('Large Curve IACA', curve=ec.SECP384R1, country='XL')
BARE = Identity('Bare IACA', with_ski=False)
FAR = Identity('Far Curve IACA', curve=ec.SECP256K1)
BRAINPOOL = Identity('Brainpool IACA', curve=ec.BrainpoolP384R1)
ED = Identity('Edwards IACA', curve=None)

OK, REFUSED, MALFORMED, KEY = 0, 1, 5, 6


def payload(infos=None, **members):
    return cbor2.dumps(vical_of([info_of(UTOPIA)] if infos is None else infos, **members))


def dumps_indefinite(item):
    if isinstance(item, dict):
        return b'\xbf' + b''.join(dumps_indefinite(part) for pair in item.items() for part in pair) + b'\xff'
    if isinstance(item, list):
        return b'\x9f' + b''.join(map(dumps_indefinite, item)) + b'\xff'
    return cbor2.dumps(item)


def in_long_form(item):
    """Lengths in more bytes than they need, as some encoders write them."""
    if isinstance(item, dict):
        return b'\xb9' + len(item).to_bytes(2, 'big') + b''.join(
            cbor2.dumps(key) + in_long_form(value) for key, value in item.items())
    if isinstance(item, list):
        return b'\x99' + len(item).to_bytes(2, 'big') + b''.join(map(in_long_form, item))
    if isinstance(item, bytes):
        return b'\x5a' + len(item).to_bytes(4, 'big') + item
    return cbor2.dumps(item)


def flipped(data, at=-1):
    broken = bytearray(data)
    broken[at] ^= 1
    return bytes(broken)


def twice(key, value):
    """A map with one key too many, which no encoder would write by itself."""
    data = payload()
    assert data[0] == 0xa7
    return b'\xa8' + data[1:] + cbor2.dumps(key) + cbor2.dumps(value)


def off_the_curve(identity):
    point = identity.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    assert point in identity.der
    return identity.der.replace(point, flipped(point))


GOOD = sign(SIGNER, payload())
CASES = [
    # what, the file, the exit code of 'trust show'
    ('untagged', GOOD, OK),
    ('tagged', sign(SIGNER, payload(), tagged=True), OK),
    ('certificates protected', sign(SIGNER, payload(), protect_chain=True), OK),
    ('a chain of two', sign(BELOW, payload(), chain=(BELOW, MIDDLE)), OK),
    ('a chain with the root', sign(BELOW, payload(), chain=(BELOW, MIDDLE, ROOT)), OK),
    ('ES384', sign(BIG, payload()), OK),
    ('ES512', sign(HUGE, payload()), OK),
    ('ESP256', sign(SIGNER, payload(), alg=-9), OK),
    ('members of no announced length', sign(SIGNER, dumps_indefinite(vical_of([info_of(UTOPIA)]))), OK),
    ('long forms', sign(SIGNER, in_long_form(vical_of([info_of(UTOPIA)]))), OK),
    ('sorted keys', sign(SIGNER, cbor2.dumps(vical_of([info_of(UTOPIA)]), canonical=True)), OK),
    ('members of later editions', sign(SIGNER, payload(vicalURL='https://vical.example', next={1: [None]})), OK),
    ('nothing optional', sign(SIGNER, payload(vicalIssueID=None, nextUpdate=None, extensions=None)), OK),
    ('past its next update', sign(SIGNER, payload(nextUpdate=tdate(NOW - DAY))), OK),
    ('no authorities', sign(SIGNER, payload([])), OK),
    ('a small serial number as a bignum', sign(SIGNER, payload([info_of(SMALL)])), OK),
    ('a small serial number as a number', sign(SIGNER, payload([info_of(SMALL, serialNumber=5)])), OK),
    ('P-384 and two types', sign(SIGNER, payload([info_of(LARGE, (MDL, RESIDENCE))])), OK),
    ('one authority twice', sign(SIGNER, payload([info_of(UTOPIA), info_of(UTOPIA, (RESIDENCE,))])), OK),
    ('no serial number and no key identifier',
     sign(SIGNER, payload([info_of(UTOPIA, serialNumber=None, ski=None)])), OK),
    ('an Ed25519 authority', sign(SIGNER, payload([info_of(ED)])), OK),
    ('a key on Brainpool', sign(SIGNER, payload([info_of(BRAINPOOL)])), OK),
    ('a key that is not supported', sign(SIGNER, payload([info_of(FAR)])), OK),

    ('a document signer', sign(CLERK, payload()), REFUSED),
    ('a signer for nothing', sign(PLAIN, payload()), REFUSED),
    ('an expired signer', sign(OLD, payload()), REFUSED),
    ('a stranger below a namesake', sign(STRANGER, payload()), REFUSED),
    ('the root itself', sign(ROOT, payload()), REFUSED),
    ('a chain in the wrong order', sign(BELOW, payload(), chain=(MIDDLE, BELOW)), REFUSED),
    ('half a chain', sign(BELOW, payload()), REFUSED),
    ("another's certificate", sign(SIGNER, payload(), chain=(BIG,)), REFUSED),
    ('an altered signature', flipped(GOOD), REFUSED),
    ('an altered payload', GOOD.replace(b'Department', b'department'), REFUSED),
    ('of tomorrow', sign(SIGNER, payload(date=tdate(NOW + DAY))), REFUSED),
    ('another serial number', sign(SIGNER, payload([info_of(UTOPIA, serialNumber=bignum(7))])), REFUSED),
    ('a negative serial number',
     sign(SIGNER, payload([info_of(SMALL, serialNumber=cbor2.CBORTag(3, b'\x05'))])), MALFORMED),
    ('another key identifier', sign(SIGNER, payload([info_of(UTOPIA, ski=b'\0' * 20)])), REFUSED),
    ('a key identifier of none', sign(SIGNER, payload([info_of(BARE)])), REFUSED),
    ('ES384 by a key of P-256', sign(SIGNER, payload(), alg=-35), REFUSED),
    ('a version of the future', sign(SIGNER, payload(version='2.0')), MALFORMED),
    ('a date without its tag', sign(SIGNER, payload(date=utc(NOW))), MALFORMED),
    ('a date in seconds', sign(SIGNER, payload(date=cbor2.CBORTag(1, 1790000000))), MALFORMED),
    ('no document type', sign(SIGNER, payload([info_of(UTOPIA, ())])), MALFORMED),
    ('65 document types', sign(SIGNER, payload([info_of(UTOPIA, [MDL] * 65)])), MALFORMED),
    ('a certificate that is none', sign(SIGNER, payload([info_of(UTOPIA, certificate=b'0\0')])), KEY),
    ('bytes behind a certificate', sign(SIGNER, payload([info_of(UTOPIA, certificate=UTOPIA.der + b'\0')])), KEY),
    ('a wrong serial number of a key that is not supported',
     sign(SIGNER, payload([info_of(FAR, serialNumber=bignum(7))])), REFUSED),
    ('a point that is not on its curve', sign(SIGNER, payload([info_of(UTOPIA, certificate=off_the_curve(UTOPIA))])), KEY),
    ('a member twice', sign(SIGNER, twice('version', '1.0')), MALFORMED),
    ('bytes behind it', GOOD + b'\0', MALFORMED),
    ('critical', sign(SIGNER, payload(), more={2: ['x'], 'x': 1}), MALFORMED),
]


class Wallet:
    """The command, with a home of its own."""

    def __init__(self, program, folder):
        self.program, self.folder = pathlib.Path(program).resolve(), folder
        self.environment = os.environ | {'XDG_DATA_HOME': str(folder / 'home'), 'LC_ALL': 'C.UTF-8'}
        (folder / 'root.pem').write_bytes(ROOT.pem)

    def run(self, *arguments):
        return subprocess.run([self.program, *arguments], cwd=self.folder, env=self.environment,
                              capture_output=True, text=True)

    def show(self, data):
        (self.folder / 'vical.cbor').write_bytes(data)
        return self.run('trust', 'show', 'vical.cbor', '--root', 'root.pem', '--json')


def check_cases(wallet):
    for what, data, wanted in CASES:
        result = wallet.show(data)
        if result.returncode != wanted:
            yield f'{what}: exits {result.returncode}, not {wanted}\n{result.stderr}'


def check_content(wallet):
    """Everything that was said comes out as it was said."""
    infos = [info_of(UTOPIA), info_of(FAR), info_of(FAR),
             info_of(LARGE, (MDL, RESIDENCE), issuingAuthority='Large', issuingCountry='XL', stateOrProvinceName=None)]
    head, *entries = map(json.loads, wallet.show(sign(SIGNER, payload(infos))).stdout.splitlines())
    wanted = {'v': 1, 'provider': 'Test Provider', 'issue': 42, 'date': utc(NOW - DAY),
              'next_update': utc(NOW + 10 * DAY), 'overdue': False, 'authorities': 2, 'skipped': 2}
    if head != wanted:
        yield f'head: {head}'
    common = {'v': 1, 'from': utc(NOW - 30 * DAY), 'until': utc(NOW + 30 * DAY)}
    if entries != [
            common | {'authority': 'Utopia Department of Roads', 'country': 'UT', 'state': 'UT-01',
                      'doc_types': [MDL], 'certificate': 'Utopia IACA'},
            common | {'authority': 'Large', 'country': 'XL', 'state': None,
                      'doc_types': [MDL, RESIDENCE], 'certificate': 'Large Curve IACA'}]:
        yield f'entries: {entries}'


def check_import(wallet):
    """Once with the root, ever after without."""
    (wallet.folder / 'vical.cbor').write_bytes(GOOD)
    if wallet.run('trust', 'import', 'vical.cbor').returncode != REFUSED:
        yield 'imported without a root'
    if (result := wallet.run('trust', 'import', 'vical.cbor', '--root', 'root.pem')).returncode != OK:
        yield f'not imported: {result.stderr}'
    if (result := wallet.run('trust', 'import', 'vical.cbor')).returncode != OK:
        yield f'not imported again: {result.stderr}'
    older = payload(vicalIssueID=41)
    (wallet.folder / 'vical.cbor').write_bytes(sign(SIGNER, older))
    if (result := wallet.run('trust', 'import', 'vical.cbor')).returncode != REFUSED:
        yield f'imported an older one: {result.stderr}'
    stored = list((wallet.folder / 'home/wallet/trust/vical').glob('*.cbor'))
    if [file.read_bytes() for file in stored] != [GOOD]:
        yield f'not stored as it came: {stored}'


def main(program):
    with tempfile.TemporaryDirectory() as name:
        wallet = Wallet(program, pathlib.Path(name))
        faults = [*check_cases(wallet), *check_content(wallet), *check_import(wallet)]
    print('\n'.join(faults) or f'{len(CASES)} VICALs, all as they should be')
    return bool(faults)


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
