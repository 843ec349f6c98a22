# SPDX-License-Identifier: Apache-2.0
"""COSE as mobile documents use it, on cbor2 and cryptography: keys, signatures, MACs, and a reader of CBOR
that knows where in the input each item stands.  For mdoc.py."""
import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, hmac, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, utils
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from sd_cwt_draft import Raw, Refused, demand, encode, head, raw_map

ALG, CRIT, X5CHAIN = 1, 2, 33
HMAC_256 = 5
CURVES = {1: (ec.SECP256R1, 32), 2: (ec.SECP384R1, 48), 3: (ec.SECP521R1, 66),
          256: (ec.BrainpoolP256R1, 32), 258: (ec.BrainpoolP384R1, 48), 259: (ec.BrainpoolP512R1, 64)}
EDWARDS, EDWARDS_448 = 6, 7
OKP = {EDWARDS: (ed25519.Ed25519PrivateKey, ed25519.Ed25519PublicKey),
       EDWARDS_448: (ed448.Ed448PrivateKey, ed448.Ed448PublicKey)}
# Algorithm: curves, digest.  ISO/IEC 18013-5 9.1.2.4, and the fully specified ones of RFC 9864.
ALGORITHMS = {
    -7: ((1, 256), hashes.SHA256), -9: ((1,), hashes.SHA256), -265: ((256,), hashes.SHA256),
    -35: ((2, 258), hashes.SHA384), -51: ((2,), hashes.SHA384), -267: ((258,), hashes.SHA384),
    -36: ((3, 259), hashes.SHA512), -52: ((3,), hashes.SHA512), -268: ((259,), hashes.SHA512),
    -8: ((EDWARDS, EDWARDS_448), None), -19: ((EDWARDS,), None), -53: ((EDWARDS_448,), None),
}
NATURAL = {1: -7, 2: -35, 3: -36, EDWARDS: -8, 256: -7, 258: -35, 259: -36, EDWARDS_448: -8}


# --- reading ------------------------------------------------------------------------------------------

class Slice:
    """One item, and the bytes in which it was received."""

    def __init__(self, raw, major, argument, parts, content):
        self.raw, self.major, self.argument, self.parts, self.content = raw, major, argument, parts, content

    @property
    def value(self):
        try:
            return cbor2.loads(self.raw)
        except Exception as error:
            raise Refused(f'CBOR: {error}') from error

    def of(self, major, what):
        demand(self.major == major, f'{what}: wrong kind')
        return self

    def text(self, what):
        return self.of(3, what).value

    def bytes(self, what):
        return self.of(2, what).content

    def array(self, what):
        return self.of(4, what).parts

    def map(self, what):
        """Keys as values; a key twice is no map (RFC 8949 5.6)."""
        pairs = self.of(5, what).parts
        keys = {cbor2.dumps(key.value): value for key, value in zip(pairs[::2], pairs[1::2])}
        demand(len(keys) == len(pairs) // 2, f'{what}: a key twice')
        return {cbor2.loads(key): value for key, value in keys.items()}

    def embedded(self, what):
        """#6.24(bstr .cbor any)"""
        demand(self.major == 6 and self.argument == 24, f'{what}: no encoded CBOR')
        return read(self.parts[0].bytes(what))


def read_head(data, at):
    demand(at < len(data), 'CBOR: it ends early')
    major, short = data[at] >> 5, data[at] & 31
    demand(short < 28 or (short == 31 and major in (2, 3, 4, 5, 7)), 'CBOR: reserved')
    size = 1 << short - 24 if 24 <= short < 28 else 0
    demand(at + 1 + size <= len(data), 'CBOR: it ends early')
    argument = None if short == 31 else int.from_bytes(data[at + 1:at + 1 + size], 'big') if size else short
    return major, argument, at + 1 + size


def read_item(data, start):
    """The item at `start`, and where it ends."""
    major, argument, at = read_head(data, start)
    parts, content = [], None
    if argument is None:
        while data[at:at + 1] != b'\xff':
            part, at = read_item(data, at)
            parts.append(part)
        at += 1
        content = b''.join(part.content for part in parts) if major in (2, 3) else None
    elif major in (2, 3):
        demand(at + argument <= len(data), 'CBOR: it ends early')
        content, at = data[at:at + argument], at + argument
    elif major in (4, 5, 6):
        for _ in range({4: argument, 5: 2 * argument, 6: 1}[major]):
            part, at = read_item(data, at)
            parts.append(part)
    demand(major != 5 or len(parts) % 2 == 0, 'CBOR: half a pair')
    return Slice(data[start:at], major, argument, parts, content), at


def read(data):
    item, end = read_item(data, 0)
    demand(end == len(data), 'CBOR: bytes behind it')
    return item


def embed(encoded):
    """#6.24 around what is encoded."""
    return Raw(encode(cbor2.CBORTag(24, bytes(encoded))))


# --- keys -----------------------------------------------------------------------------------------------

def curve_of(public):
    for number, (_, kind) in OKP.items():
        if isinstance(public, kind):
            return number
    return next((number for number, (curve, _) in CURVES.items() if curve.name == public.curve.name), None)


def cose_key(public):
    """RFC 9053 section 7."""
    curve = curve_of(public)
    if curve in OKP:
        raw = public.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
        return {1: 1, -1: curve, -2: raw}
    numbers, size = public.public_numbers(), CURVES[curve][1]
    return {1: 2, -1: curve, -2: numbers.x.to_bytes(size, 'big'), -3: numbers.y.to_bytes(size, 'big')}


def public_of(key):
    try:
        if key[1] == 1 and key[-1] in OKP:
            return OKP[key[-1]][1].from_public_bytes(key[-2])
        curve, size = CURVES[key[-1]]
        demand(key[1] == 2 and len(key[-2]) == len(key[-3]) == size, 'COSE_Key: coordinates')
        x, y = (int.from_bytes(key[label], 'big') for label in (-2, -3))
        return ec.EllipticCurvePublicNumbers(x, y, curve()).public_key()
    except (KeyError, TypeError, ValueError) as error:
        raise Refused(f'COSE_Key: {error!r}') from error


def new_private(curve=1):
    return OKP[curve][0].generate() if curve in OKP else ec.generate_private_key(CURVES[curve][0]())


# --- signatures and MACs --------------------------------------------------------------------------------

def sign(private, alg, message):
    _, digest = ALGORITHMS[alg]
    if digest is None:
        return private.sign(message)
    r, s = utils.decode_dss_signature(private.sign(message, ec.ECDSA(digest())))
    size = CURVES[curve_of(private.public_key())][1]
    return r.to_bytes(size, 'big') + s.to_bytes(size, 'big')


def check(public, alg, signature, message):
    demand(alg in ALGORITHMS, 'COSE: an algorithm that is not known')
    curves, digest = ALGORITHMS[alg]
    demand(curve_of(public) in curves, 'COSE: an algorithm of another key')
    try:
        if digest is None:
            public.verify(signature, message)
            return
        size = CURVES[curve_of(public)][1]
        demand(len(signature) == 2 * size, 'COSE: size of the signature')
        r, s = int.from_bytes(signature[:size], 'big'), int.from_bytes(signature[size:], 'big')
        public.verify(utils.encode_dss_signature(r, s), message, ec.ECDSA(digest()))
    except InvalidSignature as error:
        raise Refused('COSE: signature') from error


def protected(headers):
    """The protected header: no bytes where there is none (RFC 9052 section 3)."""
    return headers if isinstance(headers, bytes) else encode(headers) if headers else b''


def to_be_signed(headers, payload):
    return encode(['Signature1', protected(headers), b'', payload])


def to_be_maced(headers, payload):
    return encode(['MAC0', protected(headers), b'', payload])


def mac(key, message):
    code = hmac.HMAC(key, hashes.SHA256())
    code.update(message)
    return code.finalize()


def mac_key(private, public, transcript, info=b'EMacKey'):
    """9.1.3.5: the salt is the digest of the transcript in its tag 24."""
    digest = hashes.Hash(hashes.SHA256())
    digest.update(embed(transcript))
    shared = private.exchange(ec.ECDH(), public)
    return HKDF(hashes.SHA256(), 32, digest.finalize(), info).derive(shared)


class Message:
    """A COSE_Sign1 or COSE_Mac0 that was received; its tag may be there (RFC 9052 section 2)."""

    def __init__(self, item, tag):
        item = item.parts[0] if item.major == 6 and item.argument == tag else item
        parts = item.array('COSE')
        demand(len(parts) == 4, 'COSE: not of four parts')
        self.headers, self.proof = parts[0].bytes('COSE: protected'), parts[3].bytes('COSE: proof')
        protected_map = read(self.headers).map('COSE: protected') if self.headers else {}
        self.unprotected = parts[1].map('COSE: unprotected')
        self.payload = None if parts[2].raw == b'\xf6' else parts[2].bytes('COSE: payload')
        demand(CRIT not in protected_map, 'COSE: a critical header')
        demand(ALG in protected_map, 'COSE: no algorithm in the protected header')
        demand(not set(protected_map) & set(self.unprotected), 'COSE: a header in both')
        self.alg, self.protected = protected_map[ALG].value, protected_map

    def chain(self):
        """x5chain (RFC 9360): one certificate, or an array of two and more."""
        item = self.unprotected.get(X5CHAIN) or self.protected.get(X5CHAIN)
        demand(item is not None, 'x5chain: none')
        if item.major == 2:
            return [item.content]
        parts = item.array('x5chain')
        demand(len(parts) >= 2, 'x5chain: an array of one')
        return [part.bytes('x5chain') for part in parts]
