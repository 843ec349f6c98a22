# SPDX-License-Identifier: Apache-2.0
"""Mobile documents, good and bad, that are made in Python and given to every verifier; what we must say of
each.  For mdoc.py."""
from mdoc_forms import *
from mdoc_maker import *

GOOD = 'accepted NONE'
OTHER_TYPE = 'org.iso.23220.photoid.1'


class Case:
    """`kind`: response, received (an IssuerSigned as a device gets it) or request.  `agency`: a key file, by which
    we know what an agency of ours may sign."""

    def __init__(self, what, data, wanted=GOOD, *, world, session=None, roots=None, at=AT, kind='response', device=None,
                 agency=b''):
        self.what, self.data, self.wanted, self.kind, self.at = what, data, wanted, kind, at
        self.session, self.roots = session or world.session, roots or world.roots
        self.device, self.agency = device or world.device, agency


# --- good ones -------------------------------------------------------------------------------------------------

def good_cases(w):
    def case(what, wanted=GOOD, session=None, roots=None, doc=None, **issued):
        one = Issued(w, **issued)
        session = session or w.session
        return Case(what, response(document(one, session.transcript, **(doc or {}))), wanted, world=w, session=session,
                    roots=roots)

    yield case('signature of the device')
    yield case('MAC of the device', doc={'mac_with': w.reader.public_key()})
    yield case('all elements', doc={'shown': None})
    yield case('one element', doc={'shown': {MDL: ['age_over_18']}})
    yield case('two namespaces', doc={'shown': {MDL: ['family_name'], AAMVA: ['weight']}})
    yield case('another type of document', doc_type=OTHER_TYPE)
    yield case('digests by SHA-384', hash='SHA-384')
    yield case('digests by SHA-512', hash='SHA-512')
    yield case('random of 16 bytes', random=16)
    yield case('digests of elements that are nowhere', digests=lambda all_: {
        **all_, MDL: {**all_[MDL], 99: bytes(32)}, 'org.example': {0: bytes(32)}})
    yield case('fractions of seconds in the dates', form='%Y-%m-%dT%H:%M:%S.25Z')
    yield case('times with an offset', form='%Y-%m-%dT%H:%M:%S+00:00')
    yield case('tag 18 on issuerAuth', tag=18)
    yield case('keys of an element backwards', item=lambda item: encode(backwards(item)))
    yield case('long heads in an element', item=lambda item: encode(long_head(item)))
    yield case('long keys in an element', 'refused MALFORMED', item=lambda item: encode(long_keys(item)))
    yield case('long head around an element', embedding=long_embed)
    yield case('element of no announced length', item=lambda item: encode(indefinite(item)))
    yield case('security object backwards', mso=backwards)
    yield case('security object in long heads', mso=long_head)
    yield case('security object with long keys', 'refused MALFORMED', mso=long_keys)
    yield case('security object with more members', mso=put(futureMember={'a': [1]}))
    yield case('response in long heads', doc={'whole': long_head})
    yield case('response of no announced length', doc={'whole': indefinite})
    yield case('document backwards', doc={'whole': backwards})
    yield case('document with more members', doc={'whole': put(errors={MDL: {'portrait': 0}})})
    yield case('kid beside x5chain', unprotected={4: b'key', X5CHAIN: w.ds.der})
    yield case('kid that is undefined', unprotected={4: cbor2.undefined, X5CHAIN: w.ds.der})
    yield case('x5chain in the protected header', headers={ALG: -7, X5CHAIN: w.ds.der}, unprotected={})
    yield case('payload sent in the device signature', doc={'payload': True})
    yield case('device says an element of an authorised namespace', authorised={'nameSpaces': ['org.example']},
               doc={'said': {'org.example': {'note': 'hello'}}})
    yield case('device says an authorised element', authorised={'dataElements': {'org.example': ['note']}},
               doc={'said': {'org.example': {'note': 'hello'}}})
    yield from curve_cases(w, case)
    yield from chain_cases(w, case)
    yield from transcript_cases(w)
    two = [Issued(w), Issued(w, doc_type=OTHER_TYPE)]
    yield Case('two documents', response(*(document(one, w.transcript) for one in two)), world=w)


def curve_cases(w, case):
    big, huge, edwards, goldilocks = (signer('Utopia DS', w.iaca, curve=curve) for curve in (2, 3, EDWARDS, EDWARDS_448))
    yield case('ES384 by an issuer on P-384', ds=big)
    yield case('ES512 by an issuer on P-521', ds=huge)
    yield case('EdDSA by an issuer on Ed25519', ds=edwards)
    yield case('EdDSA by an issuer on Ed448', ds=goldilocks)
    yield case('Ed448, the fully specified number', ds=goldilocks, alg=-53)
    yield case('ESP512, the fully specified number', ds=huge, alg=-52)
    yield case('ES256 by an issuer on P-521', 'refused ALGORITHM', ds=huge, alg=-7)
    yield case('ES512 by an issuer on P-256', 'refused ALGORITHM', alg=-36)
    for curve, alg, full in ((256, 'ES256', -265), (258, 'ES384', -267), (259, 'ES512', -268)):
        pool = signer('Utopia DS', w.iaca, curve=curve)
        yield case(f'{alg} by an issuer on Brainpool', ds=pool)
        yield case(f'{full}, for Brainpool alone', ds=pool, alg=full)
        yield case(f'device key on Brainpool, {alg}', device=new_private(curve))
    yield case('-265 by an issuer on P-256', 'refused ALGORITHM', alg=-265)
    yield case('ESP256, the fully specified number', alg=-9)
    for name, curve, wanted in (('P-384', 2, GOOD), ('P-521', 3, GOOD), ('Ed25519', EDWARDS, GOOD), ('Ed448', EDWARDS_448, GOOD)):
        yield case(f'device key on {name}', wanted, device=new_private(curve))
    for name, curve in (('P-384', 2), ('P-521', 3), ('Brainpool', 256)):
        reader = new_private(curve)
        transcript = transcript_qr(w.engagement, encode(cose_key(reader.public_key())))
        yield case(f'MAC on {name}', session=Session(transcript, reader), doc={'mac_with': reader.public_key()},
                   device=new_private(curve))


def chain_cases(w, case):
    high = authority('High IACA', length=1)
    middle = authority('Middle CA', high)
    below = signer('Utopia DS', middle)
    yield case('a chain of two', ds=below, chain=[below.der, middle.der], roots=[high.der])
    yield case('the root comes along', chain=[w.ds.der, w.iaca.der])
    yield case('a root among others', roots=[w.stranger.der, w.iaca.der])
    yield case('an authority on P-384', **under(authority('Big IACA', key=new_private(2), digest='sha384')))


def under(root):
    return {'ds': signer('Utopia DS', root), 'roots': [root.der]}


TRANSCRIPTS = {  # name: kind, fields
    'NFC, static': ('nfc', lambda w: (w.engagement, w.reader_cose, b'\x91\x02select', b'')),
    'NFC, negotiated': ('nfc', lambda w: (w.engagement, w.reader_cose, b'\x91\x02select', b'\x91\x02request')),
    'OpenID4VP by redirect': ('redirect', lambda w: (b'x509_san_dns:town.example', b'nonce-1', b'', b'https://town.example/r')),
    'OpenID4VP by redirect, encrypted': ('redirect', lambda w: (b'x509_san_dns:town.example', b'nonce-1', bytes(range(32)),
                                                                b'https://town.example/r')),
    'OpenID4VP by the DC API': ('dc-api', lambda w: (b'https://town.example', b'nonce-2', b'')),
    'OpenID4VP by the DC API, encrypted': ('dc-api', lambda w: (b'https://town.example', b'nonce-2', bytes(range(32)))),
    'QR code': ('qr', lambda w: (w.engagement, w.reader_cose)),
}
MAKE = {'qr': transcript_qr, 'nfc': transcript_nfc, 'redirect': lambda *f: transcript_redirect(*texts(f)),
        'dc-api': lambda *f: transcript_dc_api(*texts(f))}


def texts(fields):
    return [field if number == 2 else field.decode() for number, field in enumerate(fields)]


def transcript_of(w, name):
    kind, fields = TRANSCRIPTS[name]
    return MAKE[kind](*fields(w))


def transcript_cases(w):
    issued = Issued(w)
    for name in TRANSCRIPTS:
        session = Session(transcript_of(w, name), w.reader)
        yield Case(f'session by {name}', response(document(issued, session.transcript)), world=w, session=session)
    # What others put into a session's handover: drafts 18 and 24 of OpenID4VP, and ISO/IEC 18013-7 Annex C.
    digest = bytes(range(32))
    for name, handover in (('OpenID4VP draft 18', [digest, digest, 'nonce']), ('ISO/IEC 18013-7 Annex C', ['dcapi', digest])):
        session = Session(encode([None, None, handover]), w.reader)
        yield Case(f'session by {name}', response(document(issued, session.transcript)), world=w, session=session)


# --- what the issuer got wrong --------------------------------------------------------------------------------

def swap_digests(all_):
    mdl = all_[MDL]
    return {**all_, MDL: {**mdl, 0: mdl[1], 1: mdl[0]}}


def issuer_cases(w):
    def case(what, wanted, doc=None, roots=None, at=AT, session=None, **issued):
        return Case(what, response(document(Issued(w, **issued), w.transcript, **(doc or {}))), wanted, world=w,
                    roots=roots, at=at, session=session)

    yield case('digests swapped', 'refused DISCLOSURE', digests=swap_digests)
    yield case('digest cut short', 'refused DISCLOSURE',
               digests=lambda all_: {**all_, MDL: {n: one[:16] for n, one in all_[MDL].items()}})
    yield case('digest of the content alone', 'refused DISCLOSURE', hashed=lambda one: cbor2.loads(one).value)
    yield case('namespace that was not signed', 'refused DISCLOSURE', digests=without(MDL))
    yield case('element that was not signed', 'refused DISCLOSURE',
               digests=lambda all_: {**all_, MDL: without(0)(all_[MDL])})
    yield case('random of 8 bytes', 'refused MALFORMED', random=8)
    yield case('digests by SHA-1', 'refused UNSUPPORTED', mso=put(digestAlgorithm='SHA-1'))
    yield case('expired', 'refused EXPIRED', until=AT - DAY)
    yield case('not yet valid', 'refused NOT_YET_VALID', since=AT + DAY)
    yield case('signed in the future', 'refused NOT_YET_VALID', signed=AT + DAY)
    yield case("signed before the signer's certificate", 'refused CERTIFICATE', signed=AT - 100 * DAY)
    yield case('past its own expiry date', 'refused EXPIRED', elements={MDL: {**ELEMENTS[MDL], 'expiry_date': date('2026-05-31')}},
               doc={'shown': {MDL: ['expiry_date']}})
    yield case('of another country than its signer', 'refused FIELDS',
               elements={MDL: {**ELEMENTS[MDL], 'issuing_country': 'XX'}})
    yield case('security object of version 1.1', 'refused UNSUPPORTED', version='1.1')
    yield case('security object of version 2.0', 'refused UNSUPPORTED', version='2.0')
    for name in ('docType', 'valueDigests', 'deviceKeyInfo', 'validityInfo', 'digestAlgorithm'):
        yield case(f'security object without {name}', 'refused MALFORMED', mso=without(name))
    yield case('security object with a member twice', 'refused MALFORMED', mso=twice('docType'))
    yield case('security object in no byte string', 'refused MALFORMED',
               payload=lambda embedded: cbor2.loads(embedded).value)
    yield case('dates without their tag', 'refused MALFORMED', mso=lambda mso: {
        **mso, 'validityInfo': {key: value.value for key, value in mso['validityInfo'].items()}})
    yield case('a status that nobody can look up here', 'unknown STATUS_MISSING',
               mso=put(status={'status_list': {'idx': 1, 'uri': 'https://status.example/1'}}))
    yield case('type of document other than was signed', 'refused ISSUER_NOT_AUTHORISED', mso=put(docType=OTHER_TYPE))
    yield from cose_cases(w, case)
    yield from certificate_cases(w, case)


def cose_cases(w, case):
    yield case('algorithm unprotected', 'refused ALGORITHM', headers=b'', unprotected={ALG: -7, X5CHAIN: w.ds.der})
    yield case('protected header of an empty map, algorithm unprotected', 'refused ALGORITHM', headers=b'\xa0',
               unprotected={ALG: -7, X5CHAIN: w.ds.der})
    yield case('ES384 with a key on P-256', 'refused ALGORITHM', alg=-35)
    yield case('EdDSA named with a key on P-256', 'refused ALGORITHM', headers={ALG: -8})
    yield case('algorithm that nobody knows', 'refused ALGORITHM', headers={ALG: -999})
    yield case('critical header that nobody knows', 'refused UNSUPPORTED', headers={ALG: -7, CRIT: [-70001], -70001: 1})
    yield case('signed over another header', 'refused SIGNATURE',
               auth=lambda auth: [encode({ALG: -7, 4: b'other'}), *auth[1:]])
    yield case('signed by another', 'refused SIGNATURE', key=w.other_ds.key)
    yield case('issuer signature with a bit flipped', 'refused SIGNATURE', auth=lambda auth: [*auth[:3], spoilt(auth[3])])
    yield case('issuer signature in DER', 'refused SIGNATURE', auth=lambda auth: [*auth[:3], utils.encode_dss_signature(
        int.from_bytes(auth[3][:32], 'big'), int.from_bytes(auth[3][32:], 'big'))])
    yield case('payload left out', 'refused MALFORMED', auth=lambda auth: [*auth[:2], None, auth[3]])
    yield case('tag 17 on issuerAuth', 'refused MALFORMED', tag=17)
    yield case('no x5chain', 'unknown ISSUER_UNKNOWN', unprotected={})
    yield case('x5chain that is an array of one', 'accepted NONE', unprotected={X5CHAIN: [w.ds.der]})


def certificate_cases(w, case):
    def ds(**more):
        return {'ds': signer('Utopia DS', w.iaca, **more)}

    yield case('untrusted root', 'unknown ISSUER_UNKNOWN', roots=[w.stranger.der])
    yield case('root of the same name and another key', 'unknown ISSUER_UNKNOWN', roots=[authority('Utopia IACA').der])
    yield case('signer for readers', 'refused CERTIFICATE', **ds(purpose=READER))
    yield case('signer for nothing in particular', GOOD, **ds(purpose=None))
    yield case('signer that may not sign', 'refused CERTIFICATE', **ds(usage=der.usage(der.AGREE)))
    yield case('signer that has expired', 'refused CERTIFICATE', **ds(until=AT - DAY))
    yield case('signer that is not valid yet', 'refused CERTIFICATE', **ds(since=AT + DAY))
    yield case('root that has expired', 'refused CERTIFICATE', **under(authority('Old IACA', until=AT - DAY)))
    yield case('authority as a signer', 'refused CERTIFICATE', ds=authority('Sub CA', w.iaca))
    weak = signer('No CA', w.iaca)
    below = signer('Utopia DS', weak)
    yield case('signer below a signer', 'refused CERTIFICATE', ds=below, chain=[below.der, weak.der])
    high = authority('High IACA', length=1)
    middle = authority('Middle CA', high)
    below = signer('Utopia DS', middle)
    yield case('a chain the wrong way round', 'refused SIGNATURE', ds=below, chain=[middle.der, below.der], roots=[high.der])
    yield case('a chain with its middle left out', 'unknown ISSUER_UNKNOWN', ds=below, roots=[high.der])
    narrow = authority('Narrow IACA')
    deep = authority('Middle CA', narrow)
    low = signer('Utopia DS', deep)
    yield case('a chain longer than its root allows', 'refused CERTIFICATE', ds=low, chain=[low.der, deep.der], roots=[narrow.der])


# --- what was done to it afterwards ---------------------------------------------------------------------------------

def shown_cases(w):
    one, other = Issued(w), Issued(w)

    def case(what, wanted, session=None, roots=None, **doc):
        return Case(what, response(document(one, w.transcript, **doc)), wanted, world=w, session=session, roots=roots)

    def moved(items):
        return {**items, MDL: [other.items[MDL]['family_name'], *items[MDL][1:]]}

    yield case('element moved from another document', 'refused DISCLOSURE', items=moved)
    yield case('element twice', 'refused DISCLOSURE', items=lambda items: {MDL: [*items[MDL], items[MDL][0]]})
    yield case('element moved to another namespace', 'refused DISCLOSURE',
               items=lambda items: {**items, AAMVA: [one.items[MDL]['family_name']]})
    yield case('element with another value', 'refused DISCLOSURE',
               items=lambda items: {MDL: [Raw(spoilt(items[MDL][0])), *items[MDL][1:]]})
    yield case('element written again with a longer head', 'refused DISCLOSURE', items=lambda items: {
        MDL: [long_embed(cbor2.loads(item).value) for item in items[MDL]]})
    yield case('element without its tag', 'refused MALFORMED',
               items=lambda items: {MDL: [cbor2.loads(item).value for item in items[MDL]]})
    yield case('namespace of nothing', 'refused MALFORMED', items=lambda _: {MDL: []})
    yield case('no elements', 'refused INCOMPLETE', part=without('nameSpaces'))
    yield case('security object of another document', 'refused DISCLOSURE', part=put(issuerAuth=other.auth))
    yield case('document without issuerAuth', 'refused MALFORMED', part=without('issuerAuth'))
    yield case('shown as another type', 'refused ISSUER_NOT_AUTHORISED', shown_type=OTHER_TYPE)
    yield case('of a type that nobody asked for', 'refused INCOMPLETE',
               session=Session(w.transcript, w.reader, OTHER_TYPE))
    yield case('document with a member twice', 'refused MALFORMED', whole=twice('docType'))
    yield case('document without a type', 'refused MALFORMED', whole=without('docType'))
    yield from device_cases(w, case)
    yield from response_cases(w, document(one, w.transcript), document(other, w.transcript, key=w.other_device))


def device_cases(w, case):
    reader = w.reader.public_key()
    yield case('device key of another', 'refused HOLDER', key=w.other_device)
    yield case('MAC by the device of another', 'refused HOLDER', key=w.other_device, mac_with=reader)
    yield case('MAC for another reader', 'refused HOLDER', mac_with=w.other_reader.public_key())
    yield case('MAC with another purpose', 'refused HOLDER', mac_with=reader, info=b'SKReader')
    yield case('MAC cut to 64 bits', 'refused ALGORITHM', mac_with=reader, headers={ALG: 4})
    yield case("MAC without the reader's key", 'unknown SESSION', mac_with=reader, session=Session(w.transcript))
    yield case('nothing of the device', 'refused HOLDER', whole=without('deviceSigned'))
    yield case('no device authentication', 'refused HOLDER', proofs=lambda _: {})
    yield case('signature and MAC at once', 'refused HOLDER', proofs=lambda proofs: {
        **proofs, 'deviceMac': [encode({ALG: HMAC_256}), {}, None, bytes(32)]})
    yield case('transcript of another session', 'refused HOLDER', session=Session(w.other_transcript, w.reader))
    yield case('MAC in another session', 'refused HOLDER', mac_with=reader, session=Session(w.other_transcript, w.reader))
    yield case('device signature with a bit flipped', 'refused HOLDER', proofs=lambda proofs: {
        'deviceSignature': [*proofs['deviceSignature'][:3], spoilt(proofs['deviceSignature'][3])]})
    yield case("device's algorithm unprotected", 'refused ALGORITHM', headers=b'', unprotected={ALG: -7})
    yield case('ES384 by a device on P-256', 'refused ALGORITHM', alg=-35)
    yield case('another payload in the device signature', 'refused HOLDER', proofs=lambda proofs: {
        'deviceSignature': [*proofs['deviceSignature'][:2], b'other', proofs['deviceSignature'][3]]})
    yield case('device signed no byte string', 'refused HOLDER', content=lambda message: cbor2.loads(message).value)
    yield case('device says what it may not', 'refused HOLDER', said={'org.example': {'note': 'hello'}})
    limited = Issued(w, authorised={'dataElements': {'org.example': ['note']}})
    yield Case('device says another element than it may', response(document(
        limited, w.transcript, said={'org.example': {'note': 'hello', 'more': 1}})), 'refused HOLDER', world=w)


def response_cases(w, good, bad):
    def case(what, wanted, data):
        return Case(what, data, wanted, world=w)

    yield case('second document with the device of another', 'refused HOLDER', response(good, bad))
    yield case('response of version 1.1', 'refused UNSUPPORTED', response(good, version='1.1'))
    yield case('response of version 2.0', 'refused UNSUPPORTED', response(good, version='2.0'))
    yield case('response that tells of an error', 'refused INCOMPLETE', response(good, status=10))
    yield case('response without a status', 'refused MALFORMED', response(good, whole=without('status')))
    yield case('response without a version', 'refused MALFORMED', response(good, whole=without('version')))
    yield case('response without documents', 'refused INCOMPLETE', response(good, whole=without('documents')))
    yield case('response of no documents', 'refused INCOMPLETE', response())
    yield case('response with a member twice', 'refused MALFORMED', response(good, whole=twice('status')))
    yield case('bytes behind the response', 'refused MALFORMED', response(good) + b'\0')
    yield case('response that is cut off', 'refused MALFORMED', response(good)[:-40])
    yield case('response that is an array', 'refused MALFORMED', encode([1, 2, 3]))


# --- what a device gets -----------------------------------------------------------------------------------------------

def received_cases(w):
    one = Issued(w)
    yield Case('issued', encode(one.issuer_signed()), world=w, kind='received')
    yield Case('issued, in no namespaces', encode(without('nameSpaces')(one.issuer_signed())), 'refused INCOMPLETE', world=w,
               kind='received')
    yield Case('issued for the device of another', encode(one.issuer_signed()), 'refused HOLDER', world=w, kind='received',
               device=w.other_device)
    yield Case('issued with digests swapped', encode(Issued(w, digests=swap_digests).issuer_signed()), 'refused DISCLOSURE',
               world=w, kind='received')
    yield Case('issued and expired', encode(Issued(w, until=AT - DAY).issuer_signed()), 'refused EXPIRED', world=w,
               kind='received')


def request_cases(w):
    roots = [w.reader_root.der]

    def case(what, wanted, transcript=None, roots=roots, session=None, reader=w.reader_signer, **more):
        return Case(what, request(reader, transcript or w.transcript, **more), wanted, world=w, kind='request', roots=roots,
                    session=session)

    old = signer('Town Hall', w.reader_root, READER, until=AT - DAY)
    big = signer('Town Hall', w.reader_root, READER, curve=2)
    others = embed(encode({'docType': DOC_TYPE, 'nameSpaces': {MDL: {'age_over_18': False}}}))
    yield case('request that nobody signed', 'not-applicable NONE', reader=None)
    yield case('request', 'passed NONE')
    yield case('request by a reader on P-384', 'passed NONE', reader=big)
    yield case('request of two namespaces', 'passed NONE', name_spaces={MDL: {'portrait': True}, AAMVA: {'weight': False}})
    yield case('request with tag 18', 'passed NONE', tag=18)
    yield case('request in long heads', 'passed NONE', whole=long_head)
    yield case('request for other elements than were signed', 'failed SIGNATURE', signed_items=others)
    yield case('request signed by another', 'failed SIGNATURE', key=w.ds.key)
    yield case('request of another session', 'failed SIGNATURE', transcript=w.other_transcript)
    yield case('request by a signer of documents', 'failed CERTIFICATE', reader=w.ds, roots=w.roots)
    yield case('request by a reader that has expired', 'failed CERTIFICATE', reader=old)
    yield case('request under another root', 'unknown ISSUER_UNKNOWN', roots=[w.stranger.der])
    yield case('request without x5chain', 'failed CERTIFICATE', unprotected={})
    yield case('request with its algorithm unprotected', 'failed ALGORITHM', headers=b'',
               unprotected={ALG: -7, X5CHAIN: w.reader_signer.der})
    yield case('request with ES384 and a key on P-256', 'failed ALGORITHM', alg=-35)
    yield case('request of version 2.0', 'UNSUPPORTED', version='2.0')
    yield case('request without documents', 'STRUCTURE', whole=without('docRequests'))
    yield case('request with a member twice', 'MALFORMED', whole=twice('version'))


def all_cases(w):
    for cases in (good_cases, issuer_cases, shown_cases, received_cases, request_cases):
        yield from cases(w)
