# SPDX-License-Identifier: Apache-2.0
"""SD-CWT as draft-ietf-spice-sd-cwt has it, on cbor2 and cryptography: an issuer, a holder and a
verifier, for sd_cwt.py.  Written from the draft alone; section numbers are those of the draft.

What cbor2 does not tell of what it decodes (indefinite lengths, keys that are there twice), `scan`
looks for in the bytes.
"""
import hashlib
import math
import secrets

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, utils

ALG, CRIT, KID, KCWT, CWT_CLAIMS, TYP, SD_CLAIMS, SD_ALG, SD_ENCRYPTED = 1, 2, 4, 13, 15, 16, 17, 170, 171
ISS, SUB, AUD, EXP, NBF, IAT, CTI, CNF, CNONCE = 1, 2, 3, 4, 5, 6, 7, 8, 39
SHA256, SHA384, SHA512 = -16, -43, -44
HASHES = {SHA256: hashlib.sha256, SHA384: hashlib.sha384, SHA512: hashlib.sha512}
REDACTED_KEYS = cbor2.CBORSimpleValue(59)
TO_BE_REDACTED, REDACTED_ELEMENT, TO_BE_DECOY = 58, 60, 62
NEVER_REDACTED = {ISS, AUD, EXP, NBF, IAT, CTI, CNF, CNONCE}  # section 6, table 2
LEVELS = 16  # section 5.5
SALT = 16

# What a verifier decides for itself: how old what is shown may be, and how far clocks may differ.
MAX_AGE, LEEWAY = 90, 30


class Refused(Exception):
    """The token is invalid; the text begins with the section that says so."""


class Unsupported(Exception):
    """The token may be valid, but this verifier cannot tell."""


class Raw(bytes):
    """Bytes that stand for themselves in what is encoded."""


def demand(holds, rule):
    if not holds:
        raise Refused(rule)


# --- encoding ---------------------------------------------------------------------------------------

def head(major, argument):
    """The shortest head."""
    if argument < 24:
        return bytes([major << 5 | argument])
    size = next(size for size in (1, 2, 4, 8) if argument < 1 << 8 * size)
    return bytes([major << 5 | 24 + size.bit_length() - 1]) + argument.to_bytes(size, 'big')


def encode(item):
    """Deterministic CBOR (RFC 8949 section 4.2.1), but for what is Raw."""
    if isinstance(item, Raw):
        return bytes(item)
    if isinstance(item, dict):
        pairs = sorted((encode(key), encode(value)) for key, value in item.items())
        return head(5, len(pairs)) + b''.join(key + value for key, value in pairs)
    if type(item) in (list, tuple):  # cbor2 has tuples of its own, for simple values
        return head(4, len(item)) + b''.join(map(encode, item))
    if isinstance(item, cbor2.CBORTag):
        return head(6, item.tag) + encode(item.value)
    return cbor2.dumps(item, canonical=isinstance(item, float))


def raw_map(*pairs):
    """A map of these pairs in this order, whatever the keys."""
    return Raw(head(5, len(pairs)) + b''.join(encode(key) + encode(value) for key, value in pairs))


# --- what the bytes say -------------------------------------------------------------------------------

def read_head(data, at):
    demand(at < len(data), 'RFC 8949: it ends early')
    major, short = data[at] >> 5, data[at] & 31
    demand(short != 31, '5.1: indefinite length')
    demand(short < 28, 'RFC 8949: reserved')
    size = 0 if short < 24 else 1 << short - 24
    demand(at + 1 + size <= len(data), 'RFC 8949: it ends early')
    return major, int.from_bytes(data[at + 1:at + 1 + size], 'big') if size else short, at + 1 + size


def scan_key(data, start, at, are_claims):
    """Section 5.3; returns the key in preferred encoding."""
    major, argument, _ = read_head(data, start)
    is_label = major in (0, 1) or (major == 3 and argument <= 255)
    is_redaction = are_claims and data[start:at] == b'\xf8\x3b'
    demand(is_label or is_redaction, '5.3: a key that no map may have')
    return cbor2.dumps(loads(data[start:at]))


def scan_map(data, at, count, are_claims, level):
    keys = set()
    for _ in range(count):
        start, at = at, scan(data, at, are_claims, level + 1, is_key=True)
        key = scan_key(data, start, at, are_claims)
        demand(key not in keys, '5.4: a key twice')
        keys.add(key)
        if key == b'\xf8\x3b':
            digests = loads(data[at:])
            demand(isinstance(digests, list) and all(isinstance(one, bytes) for one in digests),
                   '4.1: redacted keys that are no digests')
        at = scan(data, at, are_claims, level + 1)
    return at


def scan_tag(data, at, tag, are_claims, level, is_element):
    if tag == REDACTED_ELEMENT:
        demand(are_claims and is_element and read_head(data, at)[0] == 2, '4.1: tag 60 out of place')
    demand(tag not in (TO_BE_REDACTED, TO_BE_DECOY), '9: a tag of the time before issuance')
    return scan(data, at, are_claims, level + 1)


def scan(data, at=0, are_claims=False, level=0, is_element=False, is_key=False):
    """Goes over one item; returns where it ends.  `level` is that of the item itself."""
    major, argument, after = read_head(data, at)
    demand(not are_claims or level <= LEVELS, '5.5: more than 16 levels')
    if major in (2, 3):
        demand(after + argument <= len(data), 'RFC 8949: it ends early')
        return after + argument
    if major == 4:
        for _ in range(argument):
            after = scan(data, after, are_claims, level + 1, is_element=True)
        return after
    if major == 5:
        return scan_map(data, after, argument, are_claims, level)
    if major == 6:
        return scan_tag(data, after, argument, are_claims, level, is_element)
    if major == 7 and after == at + 2:
        demand(argument >= 32, 'RFC 8949: reserved')
        demand(argument != 59 or is_key, '4.1: simple(59) out of place')
    return after


def decode(data, are_claims=False):
    """The one item in `data`, which must be as section 5 demands."""
    demand(scan(data, 0, are_claims) == len(data), 'RFC 8949: more than one item')
    return loads(data)


def loads(data):
    try:
        return cbor2.loads(data)
    except Exception as error:
        raise Refused(f'RFC 8949: {error}') from error


# --- keys and envelopes ---------------------------------------------------------------------------------

CURVES = {1: (ec.SECP256R1, hashes.SHA256, 32), 2: (ec.SECP384R1, hashes.SHA384, 48)}
ALGORITHMS = {  # name: private key, COSE number, fully specified number (RFC 9864)
    'Ed25519': (ed25519.Ed25519PrivateKey.generate, -8, -19),
    'ES256': (lambda: ec.generate_private_key(ec.SECP256R1()), -7, -9),
    'ES384': (lambda: ec.generate_private_key(ec.SECP384R1()), -35, -51),
}


class Key:
    """A public key, and the private one where it is known."""

    def __init__(self, public, private=None):
        self.public, self.private = public, private
        if isinstance(public, ed25519.Ed25519PublicKey):
            self.name = 'Ed25519'
        else:
            self.curve = 1 if public.curve.name == 'secp256r1' else 2
            self.name = 'ES256' if self.curve == 1 else 'ES384'
        self.algs = ALGORITHMS[self.name][1:]

    @classmethod
    def new(cls, name):
        private = ALGORITHMS[name][0]()
        return cls(private.public_key(), private)

    @classmethod
    def of_pem(cls, pem):
        return cls(serialization.load_pem_public_key(pem))

    @classmethod
    def of_cose(cls, key):
        """RFC 9053 section 7."""
        try:
            if key[1] == 1 and key[-1] == 6:
                return cls(ed25519.Ed25519PublicKey.from_public_bytes(key[-2]))
            curve, _, size = CURVES[key[-1]]
            demand(key[1] == 2 and len(key[-2]) == len(key[-3]) == size, 'RFC 9053 7.1.1: coordinates')
            x, y = (int.from_bytes(key[label], 'big') for label in (-2, -3))
            return cls(ec.EllipticCurvePublicNumbers(x, y, curve()).public_key())
        except (KeyError, TypeError, ValueError) as error:
            raise Refused(f'RFC 8747 3.2: no key to confirm by: {error!r}') from error

    def cose(self):
        if self.name == 'Ed25519':
            raw = self.public.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
            return {1: 1, -1: 6, -2: raw}
        numbers, size = self.public.public_numbers(), CURVES[self.curve][2]
        return {1: 2, -1: self.curve, -2: numbers.x.to_bytes(size, 'big'), -3: numbers.y.to_bytes(size, 'big')}

    def thumbprint(self):
        """RFC 9679."""
        return hashlib.sha256(encode(self.cose())).digest()

    def sign(self, message):
        if self.name == 'Ed25519':
            return self.private.sign(message)
        _, digest, size = CURVES[self.curve]
        r, s = utils.decode_dss_signature(self.private.sign(message, ec.ECDSA(digest())))
        return r.to_bytes(size, 'big') + s.to_bytes(size, 'big')

    def check(self, signature, message):
        if self.name == 'Ed25519':
            self.public.verify(signature, message)
            return
        _, digest, size = CURVES[self.curve]
        demand(len(signature) == 2 * size, 'RFC 9053 2.1: size of the signature')
        r, s = int.from_bytes(signature[:size], 'big'), int.from_bytes(signature[size:], 'big')
        self.public.verify(utils.encode_dss_signature(r, s), message, ec.ECDSA(digest()))


def sign1(key, protected, unprotected, payload):
    """A COSE_Sign1; what is no bytes is encoded."""
    protected, payload = (part if isinstance(part, bytes) and not isinstance(part, Raw) else encode(part)
                          for part in (protected, payload))
    signature = key.sign(encode(['Signature1', protected, b'', payload]))
    return encode(cbor2.CBORTag(18, [protected, unprotected, payload, signature]))


class Envelope:
    """A COSE_Sign1 that was decoded."""

    def __init__(self, item, types):
        demand(isinstance(item, cbor2.CBORTag) and item.tag == 18 and isinstance(item.value, (list, tuple)) and
               len(item.value) == 4, 'RFC 9052 4.2: no COSE_Sign1')
        self.protected_bytes, self.unprotected, self.payload, self.signature = item.value
        demand(all(isinstance(part, bytes) for part in (self.protected_bytes, self.payload, self.signature)) and
               isinstance(self.unprotected, dict), 'RFC 9052 4.2: no COSE_Sign1')
        self.protected = decode(self.protected_bytes)
        demand(isinstance(self.protected, dict), 'RFC 9052 3: headers')
        demand(not set(self.protected) & set(self.unprotected), 'RFC 9052 3: a header in both buckets')
        crit = self.protected.get(CRIT)
        demand(CRIT not in self.protected or (isinstance(crit, list) and set(crit) <= {ALG, KID, TYP}),
               'RFC 9052 3.1: crit')
        typ = self.protected.get(TYP)
        demand(not isinstance(typ, bool) and types(typ), '4, 7.1: typ')

    def check(self, key):
        demand(self.protected.get(ALG) in key.algs, 'RFC 9052 3.1: alg')
        try:
            key.check(self.signature, encode(['Signature1', self.protected_bytes, b'', self.payload]))
        except InvalidSignature as error:
            raise Refused('RFC 8392 7.2: signature') from error


def is_sd_cwt(typ):
    return typ in (293, 'application/sd-cwt', 'sd-cwt') or (isinstance(typ, str) and typ.endswith('+sd-cwt'))


def is_kbt(typ):
    return typ in (294, 'application/kb+cwt', 'kb+cwt')


# --- the issuer (sections 6, 9, 10) -----------------------------------------------------------------------

def salted(*rest):
    """One Salted Disclosed Claim: a byte string, encoded."""
    return encode(encode([secrets.token_bytes(SALT), *rest]))


class Redaction:
    """Turns claims with tags 58 and 62 into claims with digests, and the disclosures of them."""

    def __init__(self, sd_alg=SHA256):
        self.hash, self.disclosures = HASHES[sd_alg], []

    def disclose(self, *rest):
        disclosure = salted(*rest)
        self.disclosures.append(disclosure)
        return self.hash(disclosure).digest()  # over the byte string, its head included: section 3.2

    def redact(self, item):
        if isinstance(item, dict):
            return self.redact_map(item)
        if isinstance(item, list):
            return [self.redact_element(element) for element in item]
        if isinstance(item, cbor2.CBORTag):
            return cbor2.CBORTag(item.tag, self.redact(item.value))
        return item

    def redact_map(self, item):
        clear, digests = {}, []
        for key, value in item.items():
            if not isinstance(key, cbor2.CBORTag):
                clear[key] = self.redact(value)
            elif key.tag == TO_BE_REDACTED:
                digests.append(self.disclose(self.redact(value), key.value))
            else:
                digests.append(self.disclose())
        return {**clear, **({REDACTED_KEYS: sorted(digests)} if digests else {})}

    def redact_element(self, element):
        if isinstance(element, cbor2.CBORTag) and element.tag == TO_BE_REDACTED:
            return cbor2.CBORTag(REDACTED_ELEMENT, self.disclose(self.redact(element.value)))
        if isinstance(element, cbor2.CBORTag) and element.tag == TO_BE_DECOY:
            return cbor2.CBORTag(REDACTED_ELEMENT, self.disclose())
        return self.redact(element)


def hide(key):
    return cbor2.CBORTag(TO_BE_REDACTED, key)


def decoy(number):
    return cbor2.CBORTag(TO_BE_DECOY, number)


# --- the holder (section 7) -----------------------------------------------------------------------------

def disclosures_of(sd_cwt):
    """The disclosures of an SD-CWT, each encoded as it stands there."""
    return [encode(one) for one in cbor2.loads(sd_cwt).value[1].get(SD_CLAIMS, [])]


def with_disclosures(sd_cwt, disclosures):
    """The same SD-CWT with these disclosures; without the header if there are none."""
    protected, _, payload, signature = cbor2.loads(sd_cwt).value
    unprotected = {SD_CLAIMS: [Raw(one) for one in disclosures]} if disclosures else {}
    return encode(cbor2.CBORTag(18, [protected, unprotected, payload, signature]))


def bind(holder, sd_cwt, payload, typ=294, protected=None, unprotected=None, alg=None):
    """The SD-KBT around an SD-CWT."""
    headers = {ALG: alg or holder.algs[-1], KCWT: Raw(sd_cwt), TYP: typ}
    headers = {key: value for key, value in {**headers, **(protected or {})}.items() if value is not None}
    return sign1(holder, headers, unprotected or {}, payload)


# --- the verifier (section 8) -----------------------------------------------------------------------------

def times_of(claims):
    for key in (EXP, NBF, IAT):
        value = claims.get(key, 0)
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        demand(is_number and math.isfinite(value), '5.2: no finite number')
        demand(not isinstance(value, float) or abs(value) <= 1 << 53, '5.2: too large for a float')
    return claims.get(EXP), claims.get(NBF), claims.get(IAT)


def before(a, b, rule):
    demand(a is None or b is None or a < b, rule)


def not_after(a, b, rule):
    demand(a is None or b is None or a <= b, rule)


def check_period(claims, rule):
    exp, nbf, iat = times_of(claims)
    not_after(nbf, iat, f'{rule}: nbf <= iat')
    before(nbf, exp, f'{rule}: nbf < exp')
    before(iat, exp, f'{rule}: iat < exp')


def check_times(own, licence):
    """Section 8, step 7, line by line."""
    exp, nbf, iat = times_of(own)
    its_exp, its_nbf, its_iat = times_of(licence)
    demand(CTI in own or iat is not None, '8.7: neither cti nor iat')
    demand(iat is not None or (exp is None and nbf is None), '8.7: exp or nbf without iat')
    not_after(nbf, iat, '8.7: KBT nbf <= KBT iat')
    before(iat, exp, '8.7: KBT iat < KBT exp')
    check_period(licence, '8.7')
    not_after(exp, its_exp, '8.7: KBT exp <= exp')
    not_after(its_nbf, nbf, '8.7: KBT nbf >= nbf')
    not_after(its_iat, iat, '8.7: KBT iat >= iat')
    before(nbf, its_exp, '8.7: KBT nbf < exp')
    before(iat, its_exp, '8.7: KBT iat < exp')
    not_after(its_nbf, iat, '8.7: KBT iat >= nbf')


def is_for(aud, audience):
    return audience in aud if isinstance(aud, list) else aud == audience


class Disclosures:
    """The disclosures of one SD-CWT by their digests, and the claims with them in their places."""

    def __init__(self, unprotected, sd_alg):
        if SD_ENCRYPTED in unprotected:
            demand(unprotected[SD_ENCRYPTED], '8.2: an empty list')
            raise Unsupported('11: encrypted disclosures')
        if sd_alg not in HASHES:
            raise Unsupported('6: sd_alg')
        self.size, self.by_digest, self.used, self.hidden, self.decoys = HASHES[sd_alg]().digest_size, {}, set(), 0, 0
        items = unprotected.get(SD_CLAIMS, [None])
        demand(isinstance(items, list) and items, '8.2: no disclosures in the list of them')
        for item in items if SD_CLAIMS in unprotected else []:
            demand(isinstance(item, bytes), '4.1: no byte string')
            digest = HASHES[sd_alg](encode(item)).digest()
            demand(digest not in self.by_digest, '8.8: the same disclosure twice, and one hash')
            self.by_digest[digest] = self.parse(item)

    @staticmethod
    def parse(content):
        """salted-entry: claim, element or decoy."""
        entry = decode_entry(content)
        demand(1 <= len(entry) <= 3, '4.1: salted-entry')
        demand(isinstance(entry[0], bytes) and len(entry[0]) == SALT, '4.1: salt')
        demand(len(entry) < 3 or is_label(entry[2]), '5.3: a key that no map may have')
        return entry

    def take(self, digest, wants_key):
        """The entry with this digest; None where it is not disclosed, or a decoy."""
        demand(len(digest) == self.size, '4.1: size of a hash')
        entry = self.by_digest.get(digest)
        if entry is None:
            self.hidden += 1
            return None
        demand(digest not in self.used, '8.8: one disclosure, and two hashes')
        self.used.add(digest)
        if len(entry) == 1:
            self.decoys += 1
            return None
        demand((len(entry) == 3) == wants_key, '8.8: a disclosure of the other kind')
        return entry

    def resolve(self, item, level=0):
        demand(level <= LEVELS, '5.5: more than 16 levels')
        if isinstance(item, dict):
            return self.resolve_map(item, level)
        if isinstance(item, list):
            return self.resolve_array(item, level)
        if isinstance(item, cbor2.CBORTag):
            return cbor2.CBORTag(item.tag, self.resolve(item.value, level + 1))
        return item

    def resolve_map(self, item, level):
        pairs = {key: value for key, value in item.items() if key != REDACTED_KEYS}
        for digest in item.get(REDACTED_KEYS, []):
            entry = self.take(digest, True)
            if entry:
                key = entry[2]
                demand(level > 0 or key not in NEVER_REDACTED, '6: a claim that is never redacted')
                demand(key not in pairs, '8.8: a key that is there already')
                pairs[key] = entry[1]
        return {key: self.resolve(value, level + 1) for key, value in pairs.items()}

    def resolve_array(self, item, level):
        elements = []
        for element in item:
            if isinstance(element, cbor2.CBORTag) and element.tag == REDACTED_ELEMENT:
                entry = self.take(element.value, False)
                elements += [entry[1]] if entry else []
            else:
                elements.append(element)
        return [self.resolve(element, level + 1) for element in elements]

    def check_all_used(self):
        demand(self.used == set(self.by_digest), '8.8: a disclosure without its hash')


def is_label(key):
    is_integer = isinstance(key, int) and not isinstance(key, bool)
    return is_integer or (isinstance(key, str) and len(key.encode()) <= 255)


def decode_entry(content):
    """A salted-entry, whose value may be anything that stands in claims."""
    major, count, at = read_head(content, 0)
    demand(major == 4, '4.1: salted-entry')
    for part in range(count):
        at = scan(content, at, are_claims=part == 1)
    demand(at == len(content), 'RFC 8949: more than one item')
    return loads(content)


def resolve_claims(envelope):
    """The claims as signed, and with the disclosures in their places."""
    signed = decode(envelope.payload, are_claims=True)
    demand(isinstance(signed, dict), 'RFC 8392 7.2: no map of claims')
    if CWT_CLAIMS in envelope.protected:
        raise Unsupported('5.3: claims in the protected header')
    disclosures = Disclosures(envelope.unprotected, envelope.protected.get(SD_ALG, SHA256))
    claims = disclosures.resolve(signed)
    disclosures.check_all_used()
    return signed, claims, disclosures


def check_claims(signed, claims, now):
    """Sections 6 (table 2) and 8, steps 2 and 3."""
    demand(isinstance(signed.get(ISS), str), '6: iss')
    demand(isinstance(claims.get(SUB, ''), str), 'RFC 8392 3.1.2: sub')
    demand(SUB in claims or signed.get(REDACTED_KEYS), '6: sub neither there nor redacted')
    demand(isinstance(signed.get(CNF), dict), '6: cnf')
    for key in NEVER_REDACTED & set(signed):
        demand(not is_redacted_within(signed[key]), f'6: claim {key} is never redacted')
    check_period(signed, '8.3')
    exp, nbf, iat = times_of(signed)
    demand(exp is None or now < exp, 'RFC 8392 3.1.4: expired')
    demand(nbf is None or now >= nbf, 'RFC 8392 3.1.5: not yet valid')
    demand(iat is None or now >= iat, 'issued in the future')


def is_redacted_within(item):
    """Whether a hash stands in an item, at any depth."""
    if isinstance(item, dict):
        return REDACTED_KEYS in item or any(map(is_redacted_within, item.values()))
    if isinstance(item, cbor2.CBORTag):
        return item.tag == REDACTED_ELEMENT or is_redacted_within(item.value)
    return isinstance(item, list) and any(map(is_redacted_within, item))


def signed_by(envelope, issuers):
    for issuer in issuers:
        try:
            envelope.check(issuer)
            return
        except Refused:
            pass
    raise Refused('8.2: none of the issuers signed it')


def confirmation_key(cnf):
    if 1 not in cnf and 3 in cnf:
        raise Unsupported('6: the key is known by its thumbprint only')
    demand(isinstance(cnf.get(1), dict), 'RFC 8747 3.2: no key to confirm by')
    return Key.of_cose(cnf[1])


def check_binding(own, nonce, now):
    """Section 7.1, table 3, and what the verifier demands."""
    demand(ISS not in own and SUB not in own, '7.1: iss or sub in the KBT')
    demand(isinstance(own.get(AUD), (str, list)), '7.1: aud')
    demand(isinstance(own.get(CTI, b''), bytes), 'RFC 8392 3.1.7: cti')
    demand(isinstance(own.get(CNONCE, b''), bytes), '7.1: cnonce')
    demand(own.get(CNONCE) == nonce, '8.6: cnonce')
    exp, _, iat = times_of(own)
    demand(iat is not None or nonce, 'policy: freshness')
    demand(iat is None or iat <= now + LEEWAY, 'policy: from the future')
    demand(iat is None or now - iat <= MAX_AGE, 'policy: too old')
    demand(exp is None or now <= exp + LEEWAY, 'RFC 8392 3.1.4: expired')


def verify(token, issuers, audience, nonce, now):
    """Section 8; returns the Validated Disclosed Claims Set."""
    kbt = Envelope(decode(token), is_kbt)
    demand(CWT_CLAIMS not in kbt.protected and CWT_CLAIMS not in kbt.unprotected, '5.3: CWT Claims in the KBT')
    demand(KCWT in kbt.protected, '8.1: kcwt')
    sd_cwt = Envelope(kbt.protected[KCWT], is_sd_cwt)
    signed_by(sd_cwt, issuers)
    signed, claims, _ = resolve_claims(sd_cwt)
    check_claims(signed, claims, now)
    kbt.check(confirmation_key(signed[CNF]))
    own = decode(kbt.payload)
    demand(isinstance(own, dict), 'RFC 8392 7.2: no map of claims')
    check_binding(own, nonce, now)
    check_times(own, signed)
    demand(is_for(own[AUD], audience), '8.9: aud of the KBT')
    demand(AUD not in signed or is_for(signed[AUD], audience), '8.9: aud of the SD-CWT')
    return claims


def receive(sd_cwt, issuers, holder, now):
    """Section 6.2: what a holder checks when it gets an SD-CWT; returns claims, and how many decoys."""
    envelope = Envelope(decode(sd_cwt), is_sd_cwt)
    signed_by(envelope, issuers)
    signed, claims, disclosures = resolve_claims(envelope)
    check_claims(signed, claims, now)
    demand(signed[CNF] == {1: holder.cose()}, '6.2: the key of the holder')
    demand(disclosures.hidden == 0, '6.2: a hash without its disclosure')
    return claims, disclosures.decoys
