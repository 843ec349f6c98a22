# SPDX-License-Identifier: Apache-2.0
"""Certificates written byte by byte, so that each of them can be wrong in its own way."""
import datetime
import hashlib

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa

NOW = datetime.datetime.utcnow().replace(microsecond=0)
DAY = datetime.timedelta(days=1)
ARC = '1.2.840.113556.1.8000.2554.38577.65058.51725.18217.40627.2257334.15933319'
ISSUER, COUNTER, STATUS = ARC + '.1', ARC + '.2', ARC + '.3'
SERVER, ANY = '1.3.6.1.5.5.7.3.1', '2.5.29.37.0'
C, O, OU, CN, ORGANISATION = '2.5.4.6', '2.5.4.10', '2.5.4.11', '2.5.4.3', '2.5.4.97'
USCC = '11360500000000019F'
SIGN, NON_REPUDIATION, ENCIPHER, AGREE, CERTIFY, REVOKE = 0, 1, 2, 4, 5, 6

ALGORITHMS = {
    ('ec', 'sha1'): '1.2.840.10045.4.1', ('ec', 'sha224'): '1.2.840.10045.4.3.1',
    ('ec', 'sha256'): '1.2.840.10045.4.3.2', ('ec', 'sha384'): '1.2.840.10045.4.3.3',
    ('ec', 'sha512'): '1.2.840.10045.4.3.4', ('rsa', 'sha1'): '1.2.840.113549.1.1.5',
    ('rsa', 'sha256'): '1.2.840.113549.1.1.11', ('ed', None): '1.3.101.112',
}


def tlv(tag, *parts):
    content = b''.join(parts)
    size = len(content)
    if size < 0x80:
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, 'big')
    return bytes([tag, 0x80 | len(length)]) + length + content


def seq(*parts):
    return tlv(0x30, *parts)


def oid(text):
    first, second, *rest = map(int, text.split('.'))
    out = b''
    for number in (40 * first + second, *rest):
        piece = bytes([number & 0x7f])
        while number := number >> 7:
            piece = bytes([0x80 | number & 0x7f]) + piece
        out += piece
    return tlv(6, out)


def integer(number):
    return tlv(2, number.to_bytes(number.bit_length() // 8 + 1, 'big', signed=True))


def boolean(value):
    return tlv(1, b'\xff' if value else b'\0')


def bits(content, unused=0):
    return tlv(3, bytes([unused]), content)


def octets(content):
    return tlv(4, content)


def rdn(kind, text, tag=None):
    return tlv(0x31, seq(oid(kind), tlv(tag or (0x13 if kind == C else 0x0c), text.encode())))


def name(*pairs):
    return seq(*(rdn(*pair) for pair in pairs))


def time(moment, generalized=None):
    if generalized or moment.year >= 2050:
        return tlv(0x18, moment.strftime('%Y%m%d%H%M%SZ').encode())
    return tlv(0x17, moment.strftime('%y%m%d%H%M%SZ').encode())


def extension(kind, critical, content):
    return seq(oid(kind), boolean(True) if critical else b'', octets(content))


def constraints(authority, path=None, critical=True):
    return extension('2.5.29.19', critical, seq(boolean(True) if authority else b'',
                                                integer(path) if path is not None else b''))


def usage(*numbers, critical=True):
    value = sum(0x80 >> number for number in numbers)
    return extension('2.5.29.15', critical, bits(bytes([value]), 7 - max(numbers)))


def purposes(*oids, critical=False):
    return extension('2.5.29.37', critical, seq(*map(oid, oids)))


def names_within(permitted=(), excluded=()):
    """Name constraints: subtrees of general names."""
    def trees(tag, bases):
        return tlv(tag, *(seq(base) for base in bases)) if bases else b''
    return extension('2.5.29.30', True, seq(trees(0xa0, permitted), trees(0xa1, excluded)))


def directory(*pairs):
    return tlv(0xa4, name(*pairs))


def dns(text):
    return tlv(0x82, text.encode())


def alternative(*general_names):
    return extension('2.5.29.17', False, seq(*general_names))


def spki(key):
    return key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def kind_of(key):
    return {ec.EllipticCurvePrivateKey: 'ec', rsa.RSAPrivateKey: 'rsa'}.get(
        next((t for t in (ec.EllipticCurvePrivateKey, rsa.RSAPrivateKey) if isinstance(key, t)), None), 'ed')


def pss_parameters():
    sha256 = seq(oid('2.16.840.1.101.3.4.2.1'), b'\x05\0')
    return seq(oid('1.2.840.113549.1.1.10'), seq(
        tlv(0xa0, sha256), tlv(0xa1, seq(oid('1.2.840.113549.1.1.8'), sha256)), tlv(0xa2, integer(32))))


def sign(key, digest, message, pss=False):
    if kind_of(key) == 'ed':
        return key.sign(message)
    algorithm = getattr(hashes, digest.upper())()
    if kind_of(key) == 'ec':
        return key.sign(message, ec.ECDSA(algorithm))
    return key.sign(message, padding.PSS(padding.MGF1(algorithm), 32) if pss else padding.PKCS1v15(), algorithm)


def algorithm_of(key, digest, pss=False):
    if pss:
        return pss_parameters()
    kind = kind_of(key)
    return seq(oid(ALGORITHMS[kind, None if kind == 'ed' else digest]), b'\x05\0' if kind == 'rsa' else b'')


def new_key(kind='P-256'):
    if kind == 'Ed25519':
        return ed25519.Ed25519PrivateKey.generate()
    if isinstance(kind, int):
        return rsa.generate_private_key(65537, kind)
    return ec.generate_private_key({'P-256': ec.SECP256R1, 'P-384': ec.SECP384R1, 'P-521': ec.SECP521R1,
                                    'K-256': ec.SECP256K1}[kind]())


class Certificate:
    """`issuer` None: signed by itself.  What is None in `changes` is left out."""
    serial = 1000

    def __init__(self, subject, extensions, issuer=None, key=None, since=NOW - 10 * DAY, until=NOW + 90 * DAY,
                 digest='sha256', inner_digest=None, pss=False, version=2, serial=None, public=None,
                 issuer_name=None, signer=None, generalized=None, spoil=lambda der: der):
        Certificate.serial += 1
        self.key, self.subject = key or new_key(), subject
        self.public = public or spki(self.key)
        self.key_id = hashlib.sha1(self.public).digest()
        above = issuer or self
        signing = signer or above.key
        algorithm = algorithm_of(signing, digest, pss)
        extensions = [e(self, above) if callable(e) else e for e in extensions]
        tbs = seq(
            tlv(0xa0, integer(version)) if version else b'',
            serial if serial is not None else integer(Certificate.serial),
            algorithm_of(signing, inner_digest) if inner_digest else algorithm,
            issuer_name or above.subject, seq(time(since, generalized), time(until, generalized)),
            subject, self.public,
            tlv(0xa3, seq(*extensions)) if extensions else b'')
        self.der = spoil(seq(tbs, algorithm, bits(sign(signing, digest, tbs, pss))))


def ski(own, _):
    return extension('2.5.29.14', False, octets(own.key_id))


def aki(_, above):
    return extension('2.5.29.35', False, seq(tlv(0x80, above.key_id)))
