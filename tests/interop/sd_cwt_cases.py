# SPDX-License-Identifier: Apache-2.0
"""SD-CWTs and key-binding tokens made in Python for sd_cwt.py, good and bad, and what we must say of
each.  Where the draft says otherwise, a case names one of DIFFERENCES.
"""
import dataclasses

import cbor2

from sd_cwt_draft import *

NOW = 1795420800  # 2026-11-23T08:00:00Z
AUDIENCE = '913605020000000194'
ISSUED, BEGINS, ENDS = NOW - 1000, NOW - 2000, NOW + 100000
GOOD = 'accepted NONE'
MALFORMED, DISCLOSURE, HOLDER, SIGNATURE = (f'refused {reason}' for reason in
                                            ('MALFORMED', 'DISCLOSURE', 'HOLDER', 'SIGNATURE'))
UNSUPPORTED = 'unknown UNSUPPORTED'  # neither accept nor accuse
NOT_UNDERSTOOD = 'refused UNSUPPORTED'
ENCRYPTED = [b'n' * 12, b'ciphertext', b't' * 16]  # section 11.1

DIFFERENCES = {
    'profile': 'our own licences leave no choice of headers, claims and order where the draft does',
    'decoy': 'the draft lets a holder show a decoy, which stands for nothing; in our own licences it is refused',
    'head': 'we hash a disclosure as it came; cbor2 knows no longer head than needed, and hashes what was issued',
    'tag': 'tag 18 stands in the CDDL, which is informative; RFC 9052 section 2 lets the context tell, and so do we',
    'empty': 'an iss that is empty is a text, but names nobody: we take it for none',
}


@dataclasses.dataclass
class Case:
    what: str
    token: bytes
    wanted: str = GOOD
    kind: str = 'as it should be'
    differs: str = ''
    audience: str = AUDIENCE
    nonce: bytes = b''
    request: bytes = b''
    now: int = NOW
    is_repeated: bool = False
    holder: Key = None


class World:
    """Issuers that our side trusts, holders, and requests that it made."""

    def __init__(self, probe, key_file, data):
        self.probe, self.key_file, self.data = probe, key_file, data
        self.issuers = [Key.new(name) for name in ALGORITHMS]
        self.issuer = self.issuers[1]
        self.holders = {name: Key.new(name) for name in ALGORITHMS}
        self.holder = self.holders['ES256']
        self.counter = Key.new('Ed25519')
        self.agency = Key.new('Ed25519')  # whose licences are ours
        for issuer in self.issuers:
            probe.make('trust', key_file(issuer, issuer=None))
        probe.make('trust', key_file(self.agency))
        self.trusted = [*self.issuers, self.agency]

    def request(self):
        """A request of our own, and the nonce in it."""
        request = self.probe.make('request', self.key_file(self.counter, True), '11100000000013127D001', NOW)
        return request, cbor2.loads(cbor2.loads(request).value[2])[CNONCE]

    def licence(self, name, holder):
        record = (self.data / f'{name}.json').read_bytes()
        return self.probe.make('issue', self.key_file(self.agency, True), self.key_file(holder), name, record, NOW)


def claims_of(holder, **more):
    """The draft's example of section 3.1, with redactions of all kinds."""
    return {ISS: 'https://issuer.example', SUB: 'https://device.example', EXP: ENDS, NBF: BEGINS, IAT: ISSUED,
            CNF: {1: holder.cose()},
            500: True,
            hide(501): 'ABCD-123456',
            502: [hide(1549560720), hide(1612498440), 1674004740, decoy(1)],
            503: {'country': 'us', hide('region'): 'ca', hide('postal_code'): '94188'},
            hide(504): {'inspector': 'Ann', hide('tools'): ['gauge', hide('lamp')], hide(-7): {hide(1): {2: 3}}},
            decoy(2): None, **more.pop('also', {}), **more}


def without(claims, *keys):
    return {key: value for key, value in claims.items() if key not in keys}


def issue(world, claims, issuer=None, sd_alg=None, protected=None, unprotected=None, payload=None, typ=293,
          disclosures=None):
    """An SD-CWT of these claims with tags 58 and 62, and its disclosures."""
    issuer = issuer or world.issuer
    redaction = Redaction(sd_alg or SHA256)
    redacted = redaction.redact(claims)
    headers = {ALG: issuer.algs[-1], KID: b'https://issuer.example/cose-key3', TYP: typ,
               **({SD_ALG: sd_alg} if sd_alg else {}), **(protected or {})}
    headers = {key: value for key, value in headers.items() if value is not None}
    found = redaction.disclosures if disclosures is None else disclosures
    others = {**({SD_CLAIMS: [Raw(one) for one in found]} if found else {}), **(unprotected or {})}
    return sign1(issuer, headers, others, payload(redacted) if payload else redacted), redaction.disclosures


def own_claims(aud=AUDIENCE, iat=NOW, **more):
    """The claims of a key-binding token."""
    claims = {AUD: aud, IAT: iat, CTI: secrets.token_bytes(16), **more.pop('also', {})}
    return {key: value for key, value in claims.items() if value is not None}


def disclosures_shown(token):
    return disclosures_of(encode(cbor2.loads(cbor2.loads(token).value[0])[KCWT]))


def not_decoys(disclosures):
    return [one for one in disclosures if len(cbor2.loads(cbor2.loads(one))) > 1]


def one_of(disclosures, *rest):
    """The first disclosure that ends like this."""
    return next(one for one in disclosures if cbor2.loads(cbor2.loads(one))[-len(rest):] == list(rest))


# --- good ones ------------------------------------------------------------------------------------------

def good_cases(world):
    for issuer in world.issuers:
        for holder in world.holders.values():
            for number in (0, 1):  # ES256 and ESP256, and so on
                sd_cwt, found = issue(world, claims_of(holder), issuer, protected={ALG: issuer.algs[number]})
                token = bind(holder, with_disclosures(sd_cwt, not_decoys(found)), own_claims(), alg=holder.algs[number])
                yield Case(f'{issuer.name} by {holder.name}', token, kind='algorithms', is_repeated=True)
    for sd_alg in (SHA256, SHA384, SHA512):
        for shown in ('all', 'none', 'in reverse', 'parents last', 'top only'):
            sd_cwt, found = issue(world, claims_of(world.holder), sd_alg=sd_alg)
            real = not_decoys(found)
            top = [one for one in real if cbor2.loads(cbor2.loads(one))[-1] in (501, 504)]
            chosen = {'all': real, 'none': [], 'in reverse': real[::-1], 'top only': top,
                      'parents last': sorted(real, key=len)}[shown]
            yield Case(f'sd_alg {sd_alg}, {shown}', bind(world.holder, with_disclosures(sd_cwt, chosen), own_claims()),
                       kind='hashes and orders')
    for case in good_forms(world):
        yield dataclasses.replace(case, kind='forms')
    yield from good_answers(world)
    yield from good_ours(world)


def good_forms(world):
    """Whatever the draft leaves open."""
    def shown(what, own=None, typ=294, **how):
        sd_cwt, found = issue(world, how.pop('claims', claims_of(world.holder)), **how)
        token = bind(world.holder, with_disclosures(sd_cwt, not_decoys(found)), own or own_claims(), typ=typ)
        return Case(what, token)

    base = claims_of(world.holder)
    for typ in ('application/sd-cwt', 'sd-cwt', 'application/example+sd-cwt'):
        yield shown(f'an SD-CWT of typ {typ}', typ=294, **{'protected': {TYP: typ}})
    for typ in ('application/kb+cwt', 'kb+cwt'):
        yield shown(f'a KBT of typ {typ}', typ=typ)
    yield shown('no times but iat in the KBT', claims=without(base, EXP, NBF, IAT))
    yield shown('no kid', protected={KID: None})
    yield shown('KBT with exp and nbf', own_claims(also={EXP: NOW + 60, NBF: NOW - 5}))
    yield shown('KBT without cti', own_claims(also={CTI: None}))
    yield shown('times with fractions', own_claims(iat=NOW - 0.5), claims={**base, EXP: ENDS + 0.25})
    yield shown('sub redacted and shown', claims={**without(base, SUB), hide(SUB): 'https://device.example'})
    sd_cwt, found = issue(world, base)
    yield Case('decoys shown', bind(world.holder, with_disclosures(sd_cwt, found), own_claims()))
    yield shown('nothing redacted', claims=without({**base, 502: [1]}, hide(501), hide(504), decoy(2), 503))
    yield shown('aud in the SD-CWT', claims={**base, AUD: AUDIENCE})
    yield shown('cnonce in the SD-CWT, for its issuer', claims={**base, CNONCE: b'12345678'})
    yield shown('names and numbers of all kinds', claims={
        **base, hide('名'): '值', hide(-70000): None, hide(1 << 40): 1.5, 'n' * 255: 1, hide('m' * 255): b''})
    yield shown('unknown headers', protected={'x': 1, 99: {'a': [1]}}, unprotected={98: 'u'})
    yield shown('a KBT 90 seconds old', own_claims(iat=NOW - 90))
    yield shown('a KBT of a clock 30 seconds ahead', own_claims(iat=NOW + 30))
    yield shown('16 levels', claims={**base, 600: nest(15)})
    yield shown('16 levels by disclosures', claims={**base, hide(600): hidden_nest(15)})
    yield shown('tags of other meanings', claims={**base, 601: cbor2.CBORTag(4, [-2, 27315]), hide(602): cbor2.CBORTag(
        1000, [hide('x'), 1])})
    unsorted = raw_map((IAT, NOW), (AUD, AUDIENCE), ('z', 1), (CTI, b'another one here'), ('a', 2))
    yield shown('claims in no order', unsorted)


def nest(depth, inner=1):
    for _ in range(depth):
        inner = [inner]
    return inner


def hidden_nest(depth):
    item = 'deep'
    for _ in range(depth):
        item = [hide(item)]
    return item


def good_answers(world):
    for holder in world.holders.values():
        request, nonce = world.request()
        sd_cwt, _ = issue(world, claims_of(holder), disclosures=[])
        token = bind(holder, sd_cwt, own_claims(also={CNONCE: nonce}))
        yield Case('answers a request', token, kind='answers', request=request, nonce=nonce, is_repeated=True)
    request, nonce = world.request()
    sd_cwt, _ = issue(world, claims_of(world.holder), disclosures=[])
    token = bind(world.holder, sd_cwt, own_claims(iat=None, also={CNONCE: nonce}))
    yield Case('answers with cti and without iat', token, kind='answers', request=request, nonce=nonce)


def our_claims(**more):
    return own_claims(also={EXP: NOW + 60, **more})


def good_ours(world):
    for name in ('id-card', 'household-register', 'business-licence'):
        for holder in world.holders.values():
            licence = world.licence(name, holder)
            found = not_decoys(disclosures_of(licence))
            for what, chosen in (('all', found), ('none', []), ('one', found[-1:]), ('in reverse', found[::-1])):
                token = bind(holder, with_disclosures(licence, chosen), our_claims())
                yield Case(f'our {name}, {what}', token, kind='our licences, shown by Python')



# --- bad ones -------------------------------------------------------------------------------------------

def bad_disclosures(world):
    """Lists of disclosures that are not those of the licence."""
    sd_cwt, found = issue(world, claims_of(world.holder))
    _, foreign = issue(world, claims_of(world.holder))
    real, payload = not_decoys(found), cbor2.loads(sd_cwt).value[2]
    number = one_of(real, 'ABCD-123456', 501)
    date = one_of(real, 1549560720)
    tools = one_of(real, 'lamp')
    a_decoy = next(one for one in found if one not in real)
    salt = cbor2.loads(cbor2.loads(a_decoy))[0]
    content = cbor2.loads(number)
    lists = {
        'of another licence': [foreign[0]],
        'one of another licence among its own': [*real, foreign[0]],
        'the same twice': [number, number],
        'the same element twice': [date, date],
        'made up': [salted('x', 501)],
        'an element made up': [salted(1)],
        'a decoy passed as a claim': [encode(encode([salt, 'x', 505]))],
        'a decoy passed as an element': [encode(encode([salt, 1]))],
        'a decoy made up': [salted()],
        'another value': [encode(content[:-5] + b'7' + content[-4:])],
        'without its parent': [tools],
        'a longer head': [b'\x59' + len(content).to_bytes(2, 'big') + content],
        'four parts': [salted(1, 2, 3)],
        'no parts': [encode(encode([]))],
        'a short salt': [encode(encode([b'123456789012345', 1, 501]))],
        'a long salt': [encode(encode([b'12345678901234567', 1, 501]))],
        'a salt that is a text': [encode(encode(['1234567890123456', 1, 501]))],
        'no array': [encode(encode({1: 2}))],
        'no CBOR': [encode(b'\xff')],
        'nothing': [encode(b'')],
        'not in a byte string': [content],
        'a number': [b'\x01'],
        'two items in one': [encode(content + b'\x01')],
        'an indefinite length': [encode(b'\x9f' + content[1:] + b'\xff')],
    }
    assert payload.count(HASHES[SHA256](number).digest()) == 1
    for what, chosen in lists.items():
        yield f'a disclosure {what}', with_disclosures(sd_cwt, chosen), DISCLOSURE
    for what, chosen, wanted in (('an empty list of disclosures', [], DISCLOSURE),
                                 ('disclosures in a map', {}, MALFORMED),
                                 ('disclosures in a byte string', b'', MALFORMED)):
        yield what, replace(sd_cwt, unprotected={SD_CLAIMS: chosen}), wanted
    yield ('disclosures of an indefinite number', replace(
        sd_cwt, unprotected={SD_CLAIMS: Raw(b'\x9f' + number + b'\xff')}), MALFORMED)
    yield ('encrypted disclosures', replace(sd_cwt, unprotected={SD_ENCRYPTED: [ENCRYPTED]}),
           UNSUPPORTED)
    yield 'an empty list of encrypted disclosures', replace(sd_cwt, unprotected={SD_ENCRYPTED: []}), DISCLOSURE


def replace(sd_cwt, **parts):
    """An SD-CWT with other parts, and the old signature."""
    protected, unprotected, payload, signature = cbor2.loads(sd_cwt).value
    unprotected, signature = parts.get('unprotected', unprotected), parts.get('signature', signature)
    return encode(cbor2.CBORTag(18, [protected, unprotected, payload, signature]))


def hashed(entry, key=None, sd_alg=SHA256):
    """What stands for an entry in claims, and its disclosure."""
    disclosure = salted(*entry)
    return HASHES[sd_alg](disclosure).digest(), disclosure


def bad_redactions(world):
    """Claims that an issuer must not make, with the disclosures of them."""
    base = without(claims_of(world.holder), hide(501), hide(504), decoy(2), 502, 503)

    def made(also, *disclosures, **how):
        return issue(world, {**base, **also}, disclosures=list(disclosures), **how)[0]

    digest, one = hashed(('x', 700))
    other, another = hashed(('y', 700))
    element, its = hashed(('x',))
    yield 'a key and an equal one redacted', made({700: 1, REDACTED_KEYS: [digest]}, one), DISCLOSURE
    yield 'two redacted keys that are equal', made({REDACTED_KEYS: [digest, other]}, one, another), DISCLOSURE
    yield 'one hash twice', made({REDACTED_KEYS: [digest, digest]}, one), DISCLOSURE
    yield 'one hash in two places', made({REDACTED_KEYS: [digest], 701: {REDACTED_KEYS: [digest]}}, one), DISCLOSURE
    yield 'one element in two places', made(
        {701: [cbor2.CBORTag(60, element)], 702: [cbor2.CBORTag(60, element)]}, its), DISCLOSURE
    yield 'an element as a key', made({REDACTED_KEYS: [element]}, its), DISCLOSURE
    yield 'a key as an element', made({701: [cbor2.CBORTag(60, digest)]}, one), DISCLOSURE
    without_head = HASHES[SHA256](cbor2.loads(one)).digest()
    yield 'a hash without the head of the byte string', made({REDACTED_KEYS: [without_head]}, one), DISCLOSURE
    yield 'a short hash', made({REDACTED_KEYS: [digest[:31]]}), DISCLOSURE
    yield 'a short hash of an element', made({701: [cbor2.CBORTag(60, element[:31])]}), DISCLOSURE
    yield 'a hash of another sd_alg', made({REDACTED_KEYS: [digest]}, one, sd_alg=SHA384), DISCLOSURE
    yield 'redacted keys that are no array', made({REDACTED_KEYS: digest}), DISCLOSURE
    yield 'redacted keys that are texts', made({REDACTED_KEYS: ['x']}), DISCLOSURE
    yield 'redacted keys that are numbers', made({701: {REDACTED_KEYS: [1]}}), DISCLOSURE
    yield 'an sd_alg that nobody has', made({}, protected={SD_ALG: -18}), UNSUPPORTED
    yield 'an sd_alg that is a text', made({}, protected={SD_ALG: 'sha-256'}), UNSUPPORTED
    for key in (EXP, NBF, IAT, CTI, CNONCE, AUD):
        value = {EXP: ENDS, NBF: BEGINS, IAT: ISSUED, CTI: b'12345678', CNONCE: b'12345678', AUD: AUDIENCE}[key]
        redacted = issue(world, {**without(base, key), hide(key): value})[0]
        yield f'claim {key} redacted and shown', redacted, DISCLOSURE
    yield 'iss redacted', issue(world, {**without(base, ISS), hide(ISS): 'https://issuer.example'})[0], MALFORMED
    yield 'cnf redacted', issue(world, {**without(base, CNF), hide(CNF): base[CNF]})[0], MALFORMED
    yield 'cnf redacted within', issue(world, {**base, CNF: {hide(1): base[CNF][1]}})[0], DISCLOSURE
    yield 'a coordinate redacted', issue(world, {**base, CNF: {1: {**without(base[CNF][1], -3),
                                                               hide(-3): base[CNF][1][-3]}}})[0], DISCLOSURE
    yield 'aud redacted within', issue(world, {**base, AUD: [AUDIENCE, hide('another')]})[0], DISCLOSURE
    inner = {'a key of bytes': raw_map((b'x', 1)), 'a key twice': raw_map((1, 1), (1, 2)),
             'a key twice, once longer': raw_map((1, 1), (Raw(b'\x18\x01'), 2)),
             'tag 58': [cbor2.CBORTag(58, 1)], 'a key in tag 58': raw_map((cbor2.CBORTag(58, 1), 1)),
             'tag 60 by itself': cbor2.CBORTag(60, element), 'an indefinite length': Raw(b'\x9f\xff')}
    for what, value in inner.items():
        digest, disclosure = hashed((value, 700))
        yield f'{what} in what is disclosed', made({REDACTED_KEYS: [digest]}, disclosure), DISCLOSURE
    for what, key in (('of bytes', b'x'), ('that is null', None), ('of 256 bytes', 'n' * 256), ('in tag 58', hide(700)),
                      ('that is a redaction', REDACTED_KEYS)):
        digest, disclosure = hashed(('x', key))
        yield f'a redacted key {what}', made({REDACTED_KEYS: [digest]}, disclosure), DISCLOSURE
    longer = encode(encode([b'1234567890123456', 'x', Raw(b'\x1a\0\0\2\xbc')]))
    yield 'a redacted key that is there, in a longer form', made(
        {700: 1, REDACTED_KEYS: [HASHES[SHA256](longer).digest()]}, longer), DISCLOSURE


def bad_claims(world):
    """Claims that are none of an SD-CWT, signed all the same."""
    base = without(claims_of(world.holder), hide(501), hide(504), decoy(2), 502, 503)
    digest, _ = hashed(('x',))

    def made(claims, **how):
        return issue(world, claims, **how)[0]

    def pairs(*more):
        return made(base, payload=lambda claims: bytes(raw_map(*claims.items(), *more)))

    places = {'tag 58 in an array': [cbor2.CBORTag(58, 1)], 'tag 62 in an array': [cbor2.CBORTag(62, 1)],
              'tag 58 as a value': cbor2.CBORTag(58, 1), 'tag 60 as a value': cbor2.CBORTag(60, digest),
              'tag 60 around a number': [cbor2.CBORTag(60, 1)],
              'tag 60 in tag 60': [cbor2.CBORTag(60, cbor2.CBORTag(60, digest))],
              'tag 60 in another tag': cbor2.CBORTag(1000, cbor2.CBORTag(60, digest)),
              'simple(59) as a value': REDACTED_KEYS, 'simple(59) in an array': [REDACTED_KEYS]}
    for what, value in places.items():
        yield what, pairs((701, Raw(encode(value)))), DISCLOSURE
    for what, key in (('in tag 58', hide(701)), ('in tag 62', decoy(1)), ('in two tags', hide(hide(701))),
                      ('in tag 60', cbor2.CBORTag(60, 701)), ('of bytes', b'x'), ('that is null', None),
                      ('that is true', True), ('that is an array', ()), ('of 256 bytes', 'n' * 256)):
        yield f'a key {what}', pairs((key, 1)), DISCLOSURE
        yield f'a key {what}, deeper', pairs((701, [raw_map((key, 1))])), DISCLOSURE
    yield 'a key that is a float', pairs((1.5, 1)), MALFORMED
    yield 'a claim twice', pairs((500, False)), MALFORMED
    yield 'a claim twice, once longer', pairs((Raw(b'\x1a\0\0\1\xf4'), False)), MALFORMED
    yield 'a key twice, deeper', pairs((701, [raw_map(('a', 1), ('a', 1))])), MALFORMED
    yield 'redacted keys twice', pairs((REDACTED_KEYS, []), (REDACTED_KEYS, [])), MALFORMED
    yield 'an array of indefinite length', pairs((701, Raw(b'\x9f\xff'))), MALFORMED
    yield 'a text of indefinite length', pairs((701, Raw(b'\x7f\x61a\xff'))), MALFORMED
    yield ('claims of indefinite length',
           made(base, payload=lambda claims: b'\xbf' + encode(claims)[1:] + b'\xff'), MALFORMED)
    yield '17 levels', pairs((701, nest(16))), 'refused TOO_LARGE'
    yield 'claims in an array', made(base, payload=lambda claims: encode([claims])), MALFORMED
    yield 'more behind the claims', made(base, payload=lambda claims: encode(claims) + b'\0'), MALFORMED
    yield 'claims that end early', made(base, payload=lambda claims: encode(claims)[:-1]), MALFORMED
    deep = Redaction()
    claims = deep.redact({**base, hide(701): hidden_nest(16)})
    yield '17 levels by disclosures', issue(world, claims, disclosures=deep.disclosures)[0], 'refused TOO_LARGE'
    for what, claims, wanted in bad_values(base, world):
        yield what, made(claims), wanted


def bad_values(base, world):
    not_yet, expired = 'refused NOT_YET_VALID', 'refused EXPIRED'
    yield 'no iss', without(base, ISS), MALFORMED
    yield 'iss that is empty', {**base, ISS: ''}, MALFORMED
    yield 'iss that is a number', {**base, ISS: 1}, MALFORMED
    yield 'neither sub nor anything redacted', without(base, SUB), DISCLOSURE
    yield 'sub that is a number', {**base, SUB: 1}, MALFORMED
    yield 'no cnf', without(base, CNF), MALFORMED
    yield 'cnf with a key on no curve', {**base, CNF: {1: {**base[CNF][1], -2: b'\1' * 32}}}, HOLDER
    yield 'cnf with a key of another kind', {**base, CNF: {1: {1: 4, -1: b'secret'}}}, HOLDER
    yield 'cnf with a thumbprint', {**base, CNF: {3: world.holder.thumbprint()}}, UNSUPPORTED
    yield 'cnf with a key identifier', {**base, CNF: {3: 'x', 4: b'x'}}, UNSUPPORTED
    yield 'nbf > iat', {**base, NBF: ISSUED + 1}, MALFORMED
    yield 'iat = exp', {**base, IAT: NOW - 10, EXP: NOW - 10}, MALFORMED
    yield 'nbf = exp', {**without(base, IAT), EXP: BEGINS}, MALFORMED
    yield 'expired', {**base, EXP: NOW}, expired
    yield 'not yet valid', {**without(base, IAT), NBF: NOW + 1}, not_yet
    yield 'issued in the future', {**without(base, NBF), IAT: NOW + 1}, not_yet
    for what, time in (('not a number', math.nan), ('infinite', math.inf), ('minus infinite', -math.inf),
                       ('beyond 2^53', 2.0 ** 54), ('a text', 'tomorrow'), ('null', None),
                       ('tagged', cbor2.CBORTag(1, ENDS))):
        yield f'exp that is {what}', {**base, EXP: time}, MALFORMED
    yield 'nbf that is not a number', {**base, NBF: math.nan}, MALFORMED
    yield 'iat that is not a number', {**base, IAT: math.nan}, MALFORMED
    yield 'aud of somebody else', {**base, AUD: 'somebody else'}, 'refused AUDIENCE'
    yield 'aud that is a number', {**base, AUD: 1}, 'refused AUDIENCE'
    yield 'aud that is empty', {**base, AUD: []}, 'refused AUDIENCE'


def bad_envelopes(world):
    """What is around the claims."""
    base = claims_of(world.holder)
    stranger = Key.new('ES256')
    other = Key.new('ES384')

    def made(**how):
        return issue(world, base, disclosures=[], **how)[0]

    sd_cwt = made()
    yield 'an altered signature', replace(sd_cwt, signature=b'\1' * 64), SIGNATURE
    yield 'no signature', replace(sd_cwt, signature=b''), SIGNATURE
    yield 'an issuer nobody knows', made(issuer=stranger), SIGNATURE
    yield 'an issuer nobody knows, by an identifier of 8 bytes', made(
        issuer=other, protected={KID: b'12345678'}), 'unknown ISSUER_UNKNOWN'
    yield 'no alg', made(protected={ALG: None}), 'refused ALGORITHM'
    yield 'alg outside what is signed', made(protected={ALG: None}, unprotected={ALG: -7}), 'refused ALGORITHM'
    yield 'alg of another key', made(protected={ALG: -8}), SIGNATURE
    yield 'alg that is none', made(protected={ALG: 5}), 'refused ALGORITHM'
    yield 'crit with what nobody knows', made(protected={CRIT: [99], 99: 1}), NOT_UNDERSTOOD
    yield 'alg in both buckets', made(unprotected={ALG: -9}), MALFORMED
    yield 'claims in the protected header', made(protected={CWT_CLAIMS: {ISS: 'https://issuer.example'}}), UNSUPPORTED
    yield 'a header key of bytes', made(protected={b'x': 1}), MALFORMED
    yield 'a header key of bytes, deeper', made(protected={99: {b'x': 1}}), MALFORMED
    yield 'a header key of bytes, deeper, not signed', made(unprotected={99: {b'x': 1}}), MALFORMED
    yield 'simple(59) in a header', made(protected={99: {REDACTED_KEYS: []}}), MALFORMED
    yield 'tag 60 in a header', made(protected={99: [cbor2.CBORTag(60, b'x')]}), MALFORMED
    yield 'tag 58 in a header', made(unprotected={99: cbor2.CBORTag(58, 1)}), MALFORMED
    yield 'headers of indefinite length', sign1(
        world.issuer, b'\xbf' + encode({ALG: -9, TYP: 293})[1:] + b'\xff', {}, Redaction().redact(base)), MALFORMED
    yield 'a header twice', sign1(
        world.issuer, bytes(raw_map((ALG, -9), (TYP, 293), (TYP, 293))), {}, Redaction().redact(base)), MALFORMED
    yield 'detached claims', encode(cbor2.CBORTag(18, [*cbor2.loads(sd_cwt).value[:2], None, b'x' * 64])), MALFORMED
    yield 'of three parts', encode(cbor2.CBORTag(18, cbor2.loads(sd_cwt).value[:3])), MALFORMED
    yield 'of indefinite length', b'\xd2\x9f' + sd_cwt[2:] + b'\xff', MALFORMED
    yield 'without tag 18', sd_cwt[1:], GOOD
    for typ in (61, 'application/cwt', None, True):
        yield f'typ {typ}', made(protected={TYP: typ}), MALFORMED
    for typ in (294, 'application/vc+cwt'):
        yield f'typ {typ}', made(protected={TYP: typ}), NOT_UNDERSTOOD
    yield 'typ outside what is signed', made(protected={TYP: None}, unprotected={TYP: 293}), MALFORMED


def bad_bindings(world):
    """Key-binding tokens that are none, around an SD-CWT that is as it must be."""
    sd_cwt, found = issue(world, claims_of(world.holder))
    shown = with_disclosures(sd_cwt, not_decoys(found))
    holder = world.holder

    def kbt(own=None, **how):
        return bind(how.pop('key', holder), how.pop('sd_cwt', shown), own or own_claims(), **how)

    yield 'signed by another key', kbt(key=Key.new('ES256')), HOLDER
    yield 'signed by a key of another kind', kbt(key=Key.new('Ed25519')), HOLDER
    yield 'signed by the issuer', kbt(key=world.issuer), HOLDER
    yield 'of another alg', kbt(alg=-8), HOLDER
    yield 'disclosures taken away', kbt().replace(found[0], b''), MALFORMED
    yield 'disclosures exchanged', exchanged(kbt(), found[0]), DISCLOSURE
    yield 'without kcwt', kbt(protected={KCWT: None}), MALFORMED
    yield 'kcwt outside what is signed', kbt(protected={KCWT: None}, unprotected={KCWT: Raw(shown)}), MALFORMED
    yield 'kcwt in a byte string', kbt(sd_cwt=encode(shown)), MALFORMED
    yield 'kcwt that is a KBT', kbt(sd_cwt=kbt()), NOT_UNDERSTOOD
    yield 'claims in the header', kbt(protected={CWT_CLAIMS: {AUD: AUDIENCE}}), MALFORMED
    yield 'claims in the unprotected header', kbt(unprotected={CWT_CLAIMS: {AUD: AUDIENCE}}), MALFORMED
    yield 'crit with what nobody knows', kbt(protected={CRIT: [99], 99: 1}), NOT_UNDERSTOOD
    for typ in (61, 'application/cwt', None):  # a CWT, then, and the holder is no issuer
        yield f'typ {typ}', kbt(typ=typ), SIGNATURE
    yield 'typ outside what is signed', kbt(typ=None, unprotected={TYP: 294}), SIGNATURE
    yield 'typ of an SD-CWT', kbt(typ=293), MALFORMED
    yield 'typ of something else', kbt(typ='application/x+kb+cwt'), NOT_UNDERSTOOD
    yield 'of indefinite length', b'\xd2\x9f' + kbt()[2:] + b'\xff', MALFORMED
    yield 'claims of indefinite length', kbt(b'\xbf' + encode(own_claims())[1:] + b'\xff'), MALFORMED
    yield 'without tag 18', kbt()[1:], GOOD
    yield 'more behind it', kbt() + b'\0', MALFORMED
    yield 'a prefix of it', kbt()[:-1], MALFORMED
    yield 'the SD-CWT alone', shown, 'unknown HOLDER'
    for what, own, wanted in bad_own_claims():
        yield what, kbt(own), wanted


def exchanged(token, disclosure):
    """The same bytes but for one byte of a salt."""
    at = token.index(disclosure) + 6
    return token[:at] + bytes([token[at] ^ 1]) + token[at + 1:]


def bad_own_claims():
    audience, old, future = 'refused AUDIENCE', 'refused CODE_EXPIRED', 'refused NOT_YET_VALID'
    yield 'iss', own_claims(also={ISS: 'x'}), MALFORMED
    yield 'sub', own_claims(also={SUB: 'x'}), MALFORMED
    yield 'iss that is empty', own_claims(also={ISS: ''}), MALFORMED
    yield 'sub that is empty', own_claims(also={SUB: ''}), MALFORMED
    yield 'no aud', own_claims(aud=None), MALFORMED
    yield 'aud of somebody else', own_claims(aud='913605020000000003'), audience
    yield 'aud that only begins so', own_claims(aud=AUDIENCE + ' '), audience
    yield 'aud that is empty', own_claims(aud=''), audience
    yield 'aud that is a number', own_claims(aud=1), audience
    yield 'aud that is bytes', own_claims(aud=AUDIENCE.encode()), audience
    yield '91 seconds old', own_claims(iat=NOW - 91), old
    yield 'a day old', own_claims(iat=NOW - 86400, also={EXP: NOW + 60}), MALFORMED
    yield 'older than that', own_claims(iat=NOW - 200), old
    yield 'over', own_claims(iat=NOW - 60, also={EXP: NOW - 31}), old
    yield '31 seconds in the future', own_claims(iat=NOW + 31), future
    yield 'neither iat nor cti', own_claims(iat=None, also={CTI: None}), MALFORMED
    yield 'cti without freshness', own_claims(iat=None), 'unknown CODE_EXPIRED'
    yield 'exp without iat', own_claims(iat=None, also={EXP: NOW + 60}), MALFORMED
    yield 'nbf without iat', own_claims(iat=None, also={NBF: NOW - 5}), MALFORMED
    yield 'KBT nbf > KBT iat', own_claims(also={NBF: NOW + 1}), MALFORMED
    yield 'KBT iat = KBT exp', own_claims(also={EXP: NOW}), MALFORMED
    yield 'KBT exp > exp', own_claims(also={EXP: ENDS + 1}), MALFORMED
    yield 'KBT nbf < nbf', own_claims(also={NBF: BEGINS - 1}), MALFORMED
    yield 'cti that is a text', own_claims(also={CTI: 'x'}), MALFORMED
    yield 'iat that is not a number', own_claims(iat=math.nan), MALFORMED
    yield 'iat that is a text', own_claims(iat='now'), MALFORMED
    yield 'exp that is infinite', own_claims(also={EXP: math.inf}), MALFORMED
    yield 'cnonce that nobody gave', own_claims(also={CNONCE: b'12345678'}), 'unknown NONCE'
    yield 'simple(59)', own_claims(also={REDACTED_KEYS: []}), MALFORMED
    yield 'simple(59), deeper', own_claims(also={99: [{REDACTED_KEYS: []}]}), MALFORMED
    yield 'tag 60', own_claims(also={99: [cbor2.CBORTag(60, b'x' * 32)]}), MALFORMED
    yield 'a key in tag 58', own_claims(also={99: raw_map((hide(1), 1))}), MALFORMED
    yield 'a key of bytes', own_claims(also={99: {b'x': 1}}), MALFORMED
    yield 'a key of 256 bytes', own_claims(also={'n' * 256: 1}), MALFORMED
    yield 'a claim twice', raw_map(*own_claims().items(), (AUD, 'x')), MALFORMED
    yield 'claims in an array', [own_claims()], MALFORMED


def bad_times(world):
    """Section 8, step 7, where it takes an SD-CWT and a KBT that is within 90 seconds of now."""
    base = without(claims_of(world.holder), EXP, NBF, IAT)
    rows = {
        'KBT iat < iat': ({IAT: NOW - 10}, own_claims(iat=NOW - 11)),
        'KBT iat < nbf': ({NBF: NOW - 10}, own_claims(iat=NOW - 11)),
        'KBT iat = exp': ({EXP: NOW + 5}, own_claims(iat=NOW + 5)),
        'KBT nbf = exp': ({EXP: NOW + 5}, own_claims(iat=NOW + 20, also={NBF: NOW + 5})),
        'KBT nbf < nbf': ({NBF: NOW - 10}, own_claims(also={NBF: NOW - 11})),
        'KBT exp > exp': ({EXP: NOW + 5}, own_claims(also={EXP: NOW + 6})),
        'KBT exp = KBT nbf': ({}, own_claims(iat=NOW + 5, also={NBF: NOW + 5, EXP: NOW + 5})),
    }
    for what, (times, own) in rows.items():
        yield what, bind(world.holder, issue(world, {**base, **times}, disclosures=[])[0], own), MALFORMED


def bad_answers(world):
    def answer(what, wanted, nonce, now=NOW, **also):
        request, asked = world.request()
        given = {'right': asked, 'longer': asked + b'0', 'shorter': asked[:-1], 'a text': 'x' * 16}.get(nonce, nonce)
        sd_cwt, _ = issue(world, claims_of(world.holder), disclosures=[])
        own = own_claims(also={**also, **({CNONCE: given} if given is not None else {})})
        return Case(what, bind(world.holder, sd_cwt, own), wanted, request=request, nonce=asked, now=now)

    yield answer('another nonce', 'refused NONCE', b'0123456789abcdef')
    yield answer('a nonce and a byte more', 'refused NONCE', 'longer')
    yield answer('a nonce and a byte less', 'refused NONCE', 'shorter')
    yield answer('an empty nonce', 'refused NONCE', b'')
    yield answer('a nonce that is a text', 'refused NONCE', 'a text')
    yield answer('no nonce', 'refused NONCE', None)
    yield answer('the right nonce, 91 seconds later', 'refused CODE_EXPIRED', 'right', NOW + 91)


def bad_ours(world):
    """What a holder of one of our licences may try, or a thief of it."""
    holder = world.holder
    licence, other = (world.licence('id-card', holder) for _ in range(2))
    register = world.licence('household-register', holder)
    found = not_decoys(disclosures_of(licence))
    pages = disclosures_of(register)
    decoys = [one for one in pages if one not in not_decoys(pages)]
    a_decoy = next(one for one in decoys if HASHES[SHA256](one).digest() in cbor2.loads(register).value[2])
    field = one_of(not_decoys(pages), '360502201806010041', 11)
    rows = {
        'a disclosure of another licence': (with_disclosures(licence, [disclosures_of(other)[0]]), DISCLOSURE),
        'a disclosure twice': (with_disclosures(licence, [found[0], found[0]]), DISCLOSURE),
        'a disclosure made up': (with_disclosures(licence, [salted('x', 5)]), DISCLOSURE),
        'a decoy shown': (with_disclosures(register, [a_decoy]), DISCLOSURE),
        "a member's field without its page": (with_disclosures(register, [field]), DISCLOSURE),
        'an empty list': (replace(licence, unprotected={SD_CLAIMS: []}), DISCLOSURE),
        'another header': (replace(licence, unprotected={99: 1}), MALFORMED),
        'encrypted disclosures': (replace(licence, unprotected={SD_ENCRYPTED: [ENCRYPTED]}), MALFORMED),
    }
    for what, (shown, wanted) in rows.items():
        yield f'ours, {what}', bind(holder, shown, our_claims()), wanted
    shown = with_disclosures(licence, found)
    yield 'ours, by another key', bind(Key.new('ES256'), shown, our_claims()), HOLDER
    yield 'ours, without cti', bind(holder, shown, without(our_claims(), CTI)), MALFORMED
    yield 'ours, without exp', bind(holder, shown, own_claims()), MALFORMED
    yield 'ours, 91 seconds old', bind(holder, shown, {**our_claims(), IAT: NOW - 91, EXP: NOW - 31}), MALFORMED
    yield 'ours, to another counter', bind(holder, shown, {**our_claims(), AUD: '360500'}), 'refused AUDIENCE'
    yield 'ours, keys in no order', bind(holder, shown, raw_map(*reversed(sorted(our_claims().items())))), MALFORMED
    yield 'ours, another header in the KBT', bind(holder, shown, our_claims(), protected={99: 1}), MALFORMED


BAD = (('disclosures', bad_disclosures, True), ('redactions', bad_redactions, True), ('claims', bad_claims, True),
       ('envelopes', bad_envelopes, True), ('bindings', bad_bindings, False), ('times', bad_times, False),
       ('our licences', bad_ours, False))
WHY = {  # what one side alone accepts
    'disclosures: a disclosure a longer head': 'head',
    'claims: iss that is empty': 'empty',
    'envelopes: without tag 18': 'tag',
    'bindings: without tag 18': 'tag',
    'our licences: ours, a decoy shown': 'decoy',
    'our licences: ours, another header': 'profile',
    'our licences: ours, without cti': 'profile',
    'our licences: ours, without exp': 'profile',
    'our licences: ours, keys in no order': 'profile',
    'our licences: ours, another header in the KBT': 'profile',
}


def all_cases(world):
    yield from good_cases(world)
    for kind, rows, wants_binding in BAD:
        for what, token, wanted in rows(world):
            whole = bind(world.holder, token, own_claims()) if wants_binding else token
            yield Case(f'{kind}: {what}', whole, wanted, kind=f'bad {kind}', differs=WHY.get(f'{kind}: {what}', ''))
    for case in bad_answers(world):
        yield dataclasses.replace(case, kind='bad answers')


# --- as received by the holder (section 6.2) ------------------------------------------------------------

def received_cases(world):
    for issuer in world.issuers:
        for holder in world.holders.values():
            sd_cwt, _ = issue(world, claims_of(holder), issuer)
            yield Case(f'{issuer.name} for {holder.name}', sd_cwt, holder=holder)
    holder = world.holder
    sd_cwt, found = issue(world, claims_of(holder))
    yield Case('for another holder', sd_cwt, HOLDER, holder=Key.new('ES256'))
    yield Case('one disclosure held back', with_disclosures(sd_cwt, found[1:]), DISCLOSURE, holder=holder)
    only_real = with_disclosures(sd_cwt, not_decoys(found))
    yield Case('decoys held back', only_real, DISCLOSURE, holder=holder)
    yield Case('a disclosure of nothing', with_disclosures(sd_cwt, [*found, salted('x', 9)]), DISCLOSURE, holder=holder)
    yield Case('no disclosures at all', with_disclosures(sd_cwt, []), DISCLOSURE, holder=holder)
