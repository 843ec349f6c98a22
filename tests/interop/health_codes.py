#!/usr/bin/env python3
"""EU health certificates as they are in the wild, made here with other libraries, and what `wallet
verify` must say of each.  The oddities are those of real issuers: RSA-PSS, untagged or doubly tagged
COSE, key identifiers in either bucket, missing, or spelt in hex, times with fractions, and so on.

usage: health_codes.py WALLET
"""
import datetime
import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile
import zlib

import cbor2
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils
from cryptography.x509.oid import NameOID

ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
AT = datetime.datetime(2026, 6, 1, 12, 0, 0)
DAY = datetime.timedelta(days=1)
ARC, ODD_ARC = '1.3.6.1.4.1.1847.2021.1.', '1.3.6.1.4.1.0.1847.2021.1.'


def unix(moment):
    return int(moment.replace(tzinfo=datetime.timezone.utc).timestamp())


def base45(data):
    text = ''
    for i in range(0, len(data) - 1, 2):
        n = data[i] * 256 + data[i + 1]
        text += ALPHABET[n % 45] + ALPHABET[n // 45 % 45] + ALPHABET[n // 2025]
    if len(data) % 2:
        text += ALPHABET[data[-1] % 45] + ALPHABET[data[-1] // 45]
    return text


class Issuer:
    """A signer of health certificates and its certificate."""

    def __init__(self, key, usages=None, since=AT - 30 * DAY, until=AT + 30 * DAY, country='XU'):
        self.key = key
        name = x509.Name([x509.NameAttribute(NameOID.COUNTRY_NAME, country),
                          x509.NameAttribute(NameOID.COMMON_NAME, 'Test DSC')])
        builder = (x509.CertificateBuilder().subject_name(name).issuer_name(name)
                   .public_key(key.public_key()).serial_number(x509.random_serial_number())
                   .not_valid_before(since).not_valid_after(until))
        if usages:
            builder = builder.add_extension(
                x509.ExtendedKeyUsage([x509.ObjectIdentifier(usage) for usage in usages]), False)
        self.der = builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)
        self.kid = hashlib.sha256(self.der).digest()[:8]
        self.alg = -37 if isinstance(key, rsa.RSAPrivateKey) else -7

    def sign(self, message):
        if self.alg == -37:
            return self.key.sign(
                message, padding.PSS(padding.MGF1(hashes.SHA256()), 32), hashes.SHA256())
        size = (self.key.curve.key_size + 7) // 8
        r, s = utils.decode_dss_signature(self.key.sign(message, ec.ECDSA(hashes.SHA256())))
        return r.to_bytes(size, 'big') + s.to_bytes(size, 'big')


VACCINATION = {'tg': '840539006', 'vp': '1119305005', 'mp': 'EU/1/20/1507', 'ma': 'ORG-100031184',
               'dn': 1, 'sd': 2, 'dt': '2026-05-01', 'co': 'XU', 'is': 'Invented Health Office',
               'ci': 'URN:UVCI:01:XU:TEST'}
TEST = {'tg': '840539006', 'tt': 'LP6464-4', 'sc': '2026-05-30T08:00:00Z', 'tr': '260415000',
        'tc': 'Somewhere', 'co': 'XU', 'is': 'Invented Health Office', 'ci': 'URN:UVCI:01:XU:T'}
RECOVERY = {'tg': '840539006', 'fr': '2026-04-01', 'co': 'XU', 'is': 'Invented Health Office',
            'df': '2026-04-15', 'du': '2026-10-01', 'ci': 'URN:UVCI:01:XU:R'}


def person(**entries):
    return {'ver': '1.3.0', 'nam': {'fn': 'Muster', 'fnt': 'MUSTER', 'gn': 'Mia', 'gnt': 'MIA'},
            'dob': '1990-02-03', **entries}


def claims(dcc=None, **others):
    content = {1: 'XU', 4: unix(AT + 10 * DAY), 6: unix(AT - DAY),
               -260: {1: dcc if dcc is not None else person(v=[VACCINATION])}}
    content.update({int(key[1:]): value for key, value in others.items()})
    return {key: value for key, value in content.items() if value is not None}


def code(issuer, content=None, protected=None, unprotected=None, wrap=lambda array: cbor2.CBORTag(18, array),
         prefix='HC1:', pack=zlib.compress, spoil=lambda signature: signature, raw_protected=None, canonical=False):
    protected = {1: issuer.alg, 4: issuer.kid} if protected is None else protected
    head = cbor2.dumps(protected) if raw_protected is None else raw_protected
    payload = cbor2.dumps(claims() if content is None else content, canonical=canonical)
    signed = b'' if head == b'\xa0' else head
    signature = issuer.sign(cbor2.dumps(['Signature1', signed, b'', payload]))
    cose = wrap([head, unprotected or {}, payload, spoil(signature)])
    cose = cose if isinstance(cose, bytes) else cbor2.dumps(cose)
    return prefix + base45(pack(cose))


def cases():
    es256 = Issuer(ec.generate_private_key(ec.SECP256R1()))
    p384 = Issuer(ec.generate_private_key(ec.SECP384R1()))
    ps256 = Issuer(rsa.generate_private_key(65537, 2048))
    ps3072 = Issuer(rsa.generate_private_key(65537, 3072))
    other = Issuer(ec.generate_private_key(ec.SECP256R1()))
    late = Issuer(es256.key, since=AT + DAY, until=AT + 60 * DAY)
    past = Issuer(es256.key, since=AT - 60 * DAY, until=AT - DAY)

    def limited(*usages):
        return Issuer(es256.key, usages=usages)

    ok = ('accepted', None)
    yield 'a vaccination', es256, code(es256), ok
    yield 'a test', es256, code(es256, claims(person(t=[TEST]))), ok
    yield 'a recovery', es256, code(es256, claims(person(r=[RECOVERY]))), ok
    yield 'RSA-PSS, 2048 bits', ps256, code(ps256), ok
    yield 'RSA-PSS, 3072 bits', ps3072, code(ps3072), ok
    yield 'ES256 with a P-384 key', p384, code(p384), ok
    yield 'untagged', es256, code(es256, wrap=lambda array: array), ok
    yield 'CWT tag around', es256, code(
        es256, wrap=lambda array: cbor2.CBORTag(61, cbor2.CBORTag(18, array))), ok
    yield 'kid unprotected', es256, code(es256, protected={1: -7}, unprotected={4: es256.kid}), ok
    yield 'kid in both', es256, code(es256, unprotected={4: b'foo'}), ok
    yield 'all unprotected, empty string', es256, code(
        es256, raw_protected=b'', unprotected={1: -7, 4: es256.kid}), ok
    yield 'all unprotected, empty map', es256, code(
        es256, raw_protected=b'\xa0', unprotected={1: -7, 4: es256.kid}), ok
    yield 'kid missing', es256, code(es256, protected={1: -7}), ok
    yield 'kid empty', es256, code(es256, protected={1: -7, 4: b''}), ok
    yield 'kid in hex', es256, code(
        es256, protected={1: -7, 4: es256.kid.hex().upper().encode()}), ok
    yield 'content type there', es256, code(
        es256, protected={1: -7, 3: 61, 4: es256.kid}), ok
    yield 'times with fractions', es256, code(
        es256, claims(_4=unix(AT + DAY) + 0.5, _6=unix(AT - DAY) + 0.25)), ok
    yield 'empty arrays beside', es256, code(
        es256, claims(person(v=[VACCINATION], t=[], r=[]))), ok
    yield 'a tagged time inside', es256, code(
        es256, claims(person(t=[{**TEST, 'sc': cbor2.CBORTag(0, TEST['sc'])}]))), ok
    yield 'issuer missing', es256, code(es256, claims(_1=None)), ok
    yield 'stored, not compressed', es256, code(es256, pack=lambda data: zlib.compress(data, 0)), ok
    yield 'sorted keys', es256, code(es256, canonical=True), ok
    yield 'issued some hours ahead', es256, code(es256, claims(_6=unix(AT) + 60000)), ok
    yield 'first second', es256, code(es256, claims(_6=unix(AT))), ok
    yield 'last second', es256, code(es256, claims(_4=unix(AT))), ok
    yield 'usage fits', *(lambda i: (i, code(i)))(limited(ARC + '2')), ok
    yield 'usage fits, odd arc', *(lambda i: (i, code(i)))(limited(ODD_ARC + '2')), ok
    yield 'one of three usages fits', *(lambda i: (i, code(i)))(
        limited(ARC + '1', ARC + '2', ARC + '3')), ok
    yield 'other usages only', *(lambda i: (i, code(i)))(limited('1.3.6.1.5.5.7.3.2')), ok

    refused = 'refused'
    yield 'usage for tests', *(lambda i: (i, code(i)))(limited(ARC + '1')), (
        refused, 'ISSUER_NOT_AUTHORISED')
    yield 'usage for recoveries, odd arc', *(lambda i: (i, code(i)))(limited(ODD_ARC + '3')), (
        refused, 'ISSUER_NOT_AUTHORISED')
    yield 'expired', es256, code(es256, claims(_4=unix(AT) - 1)), (refused, 'EXPIRED')
    yield 'issued in two days', es256, code(es256, claims(_6=unix(AT + 2 * DAY))), (
        refused, 'NOT_YET_VALID')
    yield 'certificate of tomorrow', late, code(late), (refused, 'CERTIFICATE')
    yield 'certificate of yesterday', past, code(past), (refused, 'CERTIFICATE')
    yield 'another issuer', other, code(es256), ('unknown', 'ISSUER_UNKNOWN')
    yield 'another issuer, no kid', other, code(es256, protected={1: -7}), (refused, 'SIGNATURE')
    yield 'protected kid is wrong', es256, code(
        es256, protected={1: -7, 4: b'foo'}, unprotected={4: es256.kid}), ('unknown', 'ISSUER_UNKNOWN')
    yield 'signature cut to three bytes', es256, code(es256, spoil=lambda s: b'foo'), (
        refused, 'SIGNATURE')
    yield 'signature in DER', es256, code(es256, spoil=lambda s: utils.encode_dss_signature(
        int.from_bytes(s[:32], 'big'), int.from_bytes(s[32:], 'big'))), (refused, 'SIGNATURE')
    yield 'signature of zeros', es256, code(es256, spoil=lambda s: bytes(64)), (refused, 'SIGNATURE')
    yield 'algorithm of another key', es256, code(
        es256, protected={1: -37, 4: es256.kid}), (refused, 'ALGORITHM')
    yield 'no algorithm', es256, code(es256, protected={4: es256.kid}), (refused, 'ALGORITHM')
    yield 'bare object', es256, code(es256, person(v=[VACCINATION])), (refused, 'MALFORMED')
    yield 'nothing about anything', es256, code(es256, claims(person())), (refused, 'FIELDS')
    yield 'two kinds of entry', es256, code(
        es256, claims(person(v=[VACCINATION], t=[TEST]))), (refused, 'FIELDS')
    yield 'empty name', es256, code(
        es256, claims({**person(v=[VACCINATION]), 'nam': {}})), (refused, 'FIELDS')
    yield 'entry without its disease', es256, code(
        es256, claims(person(v=[{k: v for k, v in VACCINATION.items() if k != 'tg'}]))), (
            refused, 'FIELDS')
    yield 'not compressed', es256, code(es256, pack=lambda data: data), (refused, 'MALFORMED')
    yield 'compressed twice', es256, code(
        es256, pack=lambda data: zlib.compress(zlib.compress(data))), (refused, 'MALFORMED')
    yield 'bytes behind the stream', es256, code(
        es256, pack=lambda data: zlib.compress(data) + b'x'), (refused, 'MALFORMED')
    yield 'cut stream', es256, code(es256, pack=lambda data: zlib.compress(data)[:-9]), (
        refused, 'MALFORMED')
    yield 'a bomb', es256, 'HC1:' + base45(zlib.compress(bytes(1 << 20))), (refused, 'TOO_LARGE')
    yield 'reversed', es256, code(es256, wrap=lambda array: cbor2.dumps(array)[::-1]), (
        refused, 'MALFORMED')
    yield 'padding behind', es256, code(es256) + '=====', (refused, 'MALFORMED')
    yield 'prefix of another version', es256, code(es256, prefix='HC2:'), (refused, 'UNSUPPORTED')
    # As the bytes in a file are: without a prefix what is signed tells what it is, as Claim 169 wants it.
    yield 'no prefix', es256, code(es256, prefix=''), ok
    yield 'expiry missing', es256, code(es256, claims(_4=None)), (refused, 'MALFORMED')
    yield 'tag of a MAC', es256, code(es256, wrap=lambda array: cbor2.CBORTag(17, array)), (
        refused, 'MALFORMED')
    yield 'detached payload', es256, code(
        es256, wrap=lambda a: cbor2.CBORTag(18, [a[0], a[1], None, a[3]])), (refused, 'MALFORMED')


def main(wallet):
    passed, failed = 0, 0
    exit_codes = {'accepted': 0, 'refused': 1, 'unknown': 3}
    with tempfile.TemporaryDirectory() as folder:
        for what, issuer, text, (verdict, reason) in cases():
            trust, file = pathlib.Path(folder, 'trust.der'), pathlib.Path(folder, 'code.txt')
            trust.write_bytes(issuer.der)
            file.write_text(text)
            run = subprocess.run(
                [wallet, 'verify', '--trust', trust, '--at', AT.isoformat() + 'Z', '--json', file],
                capture_output=True, text=True)
            try:
                answer = json.loads(run.stdout)
                got = (answer['verdict'], answer.get('reason'), run.returncode)
            except (ValueError, KeyError) as problem:
                got = (str(problem), run.stderr, run.returncode)
            if got == (verdict, reason, exit_codes[verdict]):
                passed += 1
            else:
                failed += 1
                print(f'{what}: wanted {verdict} {reason}, got {got}\n{run.stdout}{run.stderr}')
    print(f'{passed} passed, {failed} failed')
    return failed > 0 or passed == 0


sys.exit(main(sys.argv[1]))
