#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Chains of certificates, good and bad, made here byte by byte; what we must say of each, and whether
GnuTLS (certtool --verify) agrees on the path.  Where it does not, the case names one of RULES.

The cases follow the categories of x509-limbo and of NIST's PKITS (section numbers in comments).

usage: certificates.py PROBE
"""
import base64
import calendar
import concurrent.futures
import pathlib
import subprocess
import sys
import tempfile

from der import *

RULES = {
    'sorted': 'GnuTLS puts a chain in order and drops what is not needed; we take it as it was sent',
    'length': 'GnuTLS sets no limit of four certificates',
    'identifiers': 'GnuTLS does without key identifiers, which RFC 5280 4.2.1.1 and 4.2.1.2 demand',
    'criticality': 'GnuTLS takes basic constraints that are not critical, against RFC 5280 4.2.1.9',
    'usage': 'GnuTLS takes an authority without key usage, against RFC 5280 4.2.1.3',
    'certify': 'GnuTLS takes keyCertSign in a leaf, against RFC 5280 4.2.1.9',
    'subject': 'GnuTLS takes a leaf that names nobody, against RFC 5280 4.1.2.6',
    'leaf key': 'GnuTLS does not look at the key of the leaf; we could not use it',
    'leaf usage': 'GnuTLS does not read a key usage of the leaf that it does not need',
    'anchors': 'GnuTLS takes any authority of the list as an anchor, we take roots only',
    'pinned': 'GnuTLS takes no leaf as its own anchor; whoever trusts one here means it',
    'spelling': 'GnuTLS compares names byte by byte, we by RFC 5280 7.1',
    'directory': 'GnuTLS does not compare a subject with the directory names that an authority permits',
    'profile': 'GnuTLS cannot read it; here the path holds and the profile refuses it',
}
ROLE = {'issuer': 1, 'counter': 2, 'status': 8, 'issuer+status': 9, 'foreign': 0}

OK, BROKEN, NOWHERE, UNREAD = 'OK', 'REFUSED', 'UNDETERMINED', 'UNREAD'
A_NAME = ((C, 'CN'), (O, '新余市某局'), (ORGANISATION, USCC), (CN, '新余市某局'))
AUTHORITY = (constraints(True), usage(CERTIFY, REVOKE), ski, aki)
LEAF = (usage(SIGN), purposes(ISSUER), ski, aki)
UNKNOWN_CRITICAL = extension('1.2.3.4', True, b'\x05\0')


def root(label='Root', extensions=(constraints(True), usage(CERTIFY, REVOKE), ski), **more):
    return Certificate(name((CN, label)), extensions, **{'until': NOW + 900 * DAY, **more})


def middle(issuer, label='Middle', extensions=(constraints(True, 0), *AUTHORITY[1:]), **more):
    return Certificate(name((CN, label)), extensions, issuer, **{'until': NOW + 400 * DAY, **more})


def leaf(issuer, extensions=LEAF, subject=None, **more):
    return Certificate(subject or name(*A_NAME), extensions, issuer, **more)


def flip(der):
    return der[:-1] + bytes([der[-1] ^ 1])


def indefinite(der):
    """The same certificate in BER: the outer length left open."""
    return b'\x30\x80' + der[4:] + b'\0\0'


def explicit_curve(key):
    """The key's SubjectPublicKeyInfo with P-256 spelt out (RFC 3279 2.3.5), which RFC 5480 2.1.1 forbids."""
    p = 2**256 - 2**224 + 2**192 + 2**96 - 1
    b = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b
    g = bytes.fromhex('046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296'
                      '4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5')
    n = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551
    parameters = seq(integer(1), seq(oid('1.2.840.10045.1.1'), integer(p)),
                     seq(octets((p - 3).to_bytes(32, 'big')), octets(b.to_bytes(32, 'big'))),
                     octets(g), integer(n), integer(1))
    point = key.public_key().public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    return seq(seq(oid('1.2.840.10045.2.1'), parameters), bits(point))


def off_curve(key):
    der = spki(key)
    return flip(der)


class Case:
    def __init__(self, what, chain, roots, path=OK, story='', deviations=None, role='issuer', differs=None):
        self.what, self.chain, self.roots, self.role = what, chain, roots, ROLE[role]
        self.path, self.story, self.differs = path, story, differs
        self.deviations = [set(text.split()) for text in deviations or []]

    def ask(self):
        def hexed(certificates):
            return ''.join(c.der.hex() for c in certificates) or '-'
        at = calendar.timegm(NOW.timetuple())
        return f'{at} {self.role} {hexed(self.chain)} {hexed(self.roots)}'


def shapes():
    """Which certificates there are, and how they follow each other."""
    r, other = root(), root('Other')
    m = middle(r)
    upper = middle(r, 'Upper', extensions=(constraints(True, 1), *AUTHORITY[1:]))
    lower = middle(upper, 'Lower')
    end, far = leaf(m), leaf(lower)
    yield Case('leaf below the root', [leaf(r)], [r])
    yield Case('three levels', [end, m], [r])
    yield Case('four certificates', [far, lower, upper], [r])
    yield Case('the root is sent along', [end, m, r], [r], deviations=['', '', ''])
    yield Case('another root besides', [end, m], [other, r])
    yield Case('one for the root of its own: a renewed authority', [leaf(r)], [root(), r])
    wide = middle(r, 'Wide', extensions=(constraints(True), *AUTHORITY[1:]))
    w2 = middle(wide, 'W2', extensions=(constraints(True), *AUTHORITY[1:]))
    w3 = middle(w2, 'W3')
    yield Case('five certificates', [leaf(w3), w3, w2, wide], [r], BROKEN, deviations=['', '', 'NO_PATH_LENGTH', 'NO_PATH_LENGTH'],
               differs='length')
    yield Case('five, and the root sent along', [leaf(w3), w3, w2, wide, r], [r], BROKEN, 'over 4',
               deviations=['', '', 'NO_PATH_LENGTH', 'NO_PATH_LENGTH'], differs='length')
    yield Case('shuffled', [far, upper, lower], [r], NOWHERE, 'lead to none', differs='sorted')
    yield Case('an extra certificate behind', [end, m, middle(r, 'Stranger')], [r], BROKEN, 'do not belong',
               deviations=['', '', ''], differs='sorted')
    yield Case('an extra certificate between', [end, middle(r, 'Stranger'), m], [r], BROKEN, 'do not belong',
               deviations=['', '', ''], differs='sorted')
    yield Case('one twice', [end, m, m], [r], BROKEN, 'do not belong', deviations=['', '', ''], differs='sorted')
    yield Case('the leaf twice', [end, end, m], [r], BROKEN, 'do not belong',
               deviations=['', 'NOT_AUTHORITY WRONG_KEY_USAGE', ''], differs='sorted')
    yield Case('the middle one is missing', [end], [r], NOWHERE, 'lead to none')
    yield Case('an unknown root', [end, m], [other], NOWHERE, 'lead to none')
    forged = root()
    yield Case('the forger sends a root of the right name', [leaf(forged), forged], [r], NOWHERE, 'lead to none')
    yield Case('nobody is trusted', [end, m], [], NOWHERE, 'lead to none')
    yield Case('an anchor between leaf and root', [end], [m], NOWHERE, 'lead to none', differs='anchors')
    alone = Certificate(name(*A_NAME), (usage(SIGN), purposes(ISSUER), ski))
    yield Case('a leaf of its own', [alone], [r], NOWHERE, 'lead to none')
    yield Case('a leaf of its own that is trusted', [alone], [alone], differs='pinned')
    yield Case('the root where a leaf should be', [r], [r], deviations=[
        'WRONG_KEY_USAGE NO_COUNTRY NO_ORGANISATION_IDENTIFIER EXTRA_KEY_USAGE NO_EKU LEAF_IS_AUTHORITY'])
    yield Case('the root, looked at for itself', [r], [r], role='foreign')


def algorithms():
    for kind, digest in (('P-384', 'sha384'), ('Ed25519', None)):
        keys = [new_key(kind) for _ in range(3)]
        r = root(key=keys[0], digest=digest)
        m = middle(r, key=keys[1], digest=digest)
        yield Case(f'{kind} throughout', [leaf(m, key=keys[2], digest=digest), m], [r])
    r = root(key=new_key('P-384'), digest='sha384')
    m = middle(r, digest='sha384')
    yield Case('P-384 above P-256', [leaf(m), m], [r])
    big = root(key=new_key(2048))
    foreign = [Certificate(name((C, 'XU'), (CN, 'Foreign')), (usage(SIGN), ski, aki), big, pss=pss) for pss in (False, True)]
    yield Case('RSA, PKCS #1, foreign', [foreign[0]], [big], role='foreign')
    yield Case('RSA-PSS, foreign', [foreign[1]], [big], role='foreign')
    yield Case('RSA above one of ours', [leaf(big)], [big], deviations=['SIGNATURE_ALGORITHM'])
    plain = root()
    yield Case('an RSA key of ours', [leaf(plain, key=new_key(2048))], [plain], deviations=['KEY_TYPE'])
    yield Case('ECDSA with SHA-1', [leaf(plain, digest='sha1')], [plain], BROKEN, 'digest', ['WEAK_DIGEST'])
    yield Case('ECDSA with SHA-1, foreign', [leaf(plain, digest='sha1')], [plain], BROKEN, 'digest', ['WEAK_DIGEST'],
               role='foreign')
    sha1 = root(digest='sha1')
    yield Case('a root that signed itself with SHA-1', [leaf(sha1)], [sha1])
    yield Case('ECDSA with SHA-224', [leaf(plain, digest='sha224')], [plain], deviations=['SIGNATURE_ALGORITHM'],
               role='foreign')
    yield Case('ECDSA with SHA-512', [leaf(plain, digest='sha512')], [plain], deviations=['SIGNATURE_ALGORITHM'])
    yield Case('ECDSA with SHA-512, foreign', [leaf(plain, digest='sha512')], [plain], role='foreign')


def signatures():
    """PKITS 4.1."""
    r = root()
    m = middle(r)
    forged = middle(r, spoil=flip)
    yield Case('a forged leaf', [leaf(r, spoil=flip)], [r], BROKEN, 'signature')
    yield Case('a forged authority', [leaf(forged), forged], [r], BROKEN, 'signature')
    yield Case('two algorithms', [leaf(r, inner_digest='sha384')], [r], BROKEN, 'signature')
    yield Case('signed by a stranger', [leaf(m, signer=new_key()), m], [r], BROKEN, 'signature')
    yield Case('signed by a stranger of the right name', [leaf(middle(r)), m], [r], NOWHERE, '')


def validity():
    """PKITS 4.2."""
    r = root()
    past, coming = {'since': NOW - 9 * DAY, 'until': NOW - DAY}, {'since': NOW + DAY, 'until': NOW + 60 * DAY}
    yield Case('an expired leaf', [leaf(r, **past)], [r], BROKEN, 'expired')
    yield Case('a leaf of tomorrow', [leaf(r, **coming)], [r], BROKEN, 'not yet valid')
    for what, when, story in (('an expired authority', past, 'expired'), ('an authority of tomorrow', coming, 'not yet valid')):
        m = middle(r, **when)
        yield Case(what, [leaf(m), m], [r], BROKEN, story, ['OUTLIVES_ISSUER', ''])
    old = root(since=NOW - 90 * DAY, until=NOW - DAY)
    yield Case('an expired root', [leaf(old)], [old], BROKEN, 'expired')
    yield Case('a validity that runs backwards', [leaf(r, since=NOW + DAY, until=NOW - DAY)], [r], BROKEN, '',
               ['VALIDITY_BACKWARDS'])
    yield Case('GeneralizedTime before 2050', [leaf(r, generalized=True)], [r], deviations=['TIME_FORM'])
    long_root = root(until=NOW + 40 * 365 * DAY)
    yield Case('four years', [leaf(long_root, until=NOW + 4 * 366 * DAY)], [long_root], deviations=['LONG_VALIDITY'])
    yield Case('a root of forty years, sent along', [leaf(long_root), long_root], [long_root],
               deviations=['', 'LONG_VALIDITY'])
    m = middle(r, until=NOW + 30 * DAY)
    yield Case('outlives its issuer', [leaf(m), m], [r], deviations=['OUTLIVES_ISSUER', ''])


def names():
    """PKITS 4.3."""
    r = Certificate(name((C, 'CN'), (O, 'Somebody'), (CN, 'Root')), (constraints(True), usage(CERTIFY), ski),
                    until=NOW + 900 * DAY)

    def called(what, *pairs, **more):
        return Case(what, [leaf(r, issuer_name=name(*pairs))], [r], **more)

    yield called('another name of the issuer', (CN, 'Nobody'), path=NOWHERE, story='lead to none')
    yield called('the name in another order', (O, 'Somebody'), (C, 'CN'), (CN, 'Root'), path=NOWHERE, story='lead to none')
    yield called('the name in capitals', (C, 'CN'), (O, 'SOMEBODY'), (CN, 'ROOT'), differs='spelling')
    yield called('the name with blanks', (C, 'CN'), (O, '  Somebody '), (CN, 'Root'), differs='spelling')
    yield called('the name as PrintableString', (C, 'CN'), (O, 'Somebody', 0x13), (CN, 'Root', 0x13), differs='spelling')
    m = middle(r)
    yield Case('the middle one names another', [leaf(m), middle(r, issuer_name=name((CN, 'Nobody')))], [r], NOWHERE, 'lead to none')
    yield Case('no subject', [leaf(r, subject=name())], [r], BROKEN, 'Subject name empty',
               ['NO_SUBJECT NO_COUNTRY NO_ORGANISATION_IDENTIFIER'], differs='subject')
    yield Case('no organisation identifier', [leaf(r, subject=name((C, 'CN'), (CN, 'x')))], [r],
               deviations=['NO_ORGANISATION_IDENTIFIER'])
    bad = 'BAD_ORGANISATION_IDENTIFIER'
    # As in key files: codes with a wrong check character are in use.
    yield Case('a USCC with a wrong check character', [leaf(r, subject=name((C, 'CN'), (ORGANISATION, USCC[:-1] + 'G')))], [r])
    yield Case('a USCC in small letters', [leaf(r, subject=name((C, 'CN'), (ORGANISATION, USCC.lower())))], [r],
               deviations=[bad])
    yield Case('an identifier that is no USCC', [leaf(r, subject=name((C, 'CN'), (ORGANISATION, 'VATDE-123456789')))], [r],
               deviations=[bad])
    yield Case('two organisation identifiers', [leaf(r, subject=name(*A_NAME, (ORGANISATION, USCC)))], [r], deviations=[bad])
    yield Case('another country', [leaf(r, subject=name((C, 'XU'), *A_NAME[1:]))], [r], deviations=['NO_COUNTRY'])


def basic_constraints():
    """PKITS 4.6."""
    r = root()

    def below(what, extensions, path, story, found, differs=None, **more):
        m = middle(r, extensions=extensions, **more)
        return Case(what, [leaf(m), m], [r], path, story, ['', found], differs=differs)

    rest = AUTHORITY[1:]
    no = 'NOT_AUTHORITY'
    yield below('no basic constraints', rest, BROKEN, 'CA', no)
    yield below('no authority', (constraints(False), *rest), BROKEN, '', no)
    yield below('constraints not critical', (constraints(True, 0, critical=False), *rest), BROKEN, 'critical',
                'BASIC_CONSTRAINTS_NOT_CRITICAL', 'criticality')
    yield below('no path length', AUTHORITY, OK, '', 'NO_PATH_LENGTH')
    yield below('a leaf as authority', LEAF, BROKEN, '', f'{no} WRONG_KEY_USAGE')
    m = middle(r, version=0, extensions=())
    yield Case('a middle one of version 1', [leaf(m), m], [r], BROKEN, '', ['', f'VERSION {no} NO_SKI NO_AKI NO_KEY_USAGE'])
    short = middle(r, 'Short')
    lower = middle(short, 'Lower')
    yield Case('a path too long', [leaf(lower), lower, short], [r], BROKEN, 'path length')
    tight = root('Tight', extensions=(constraints(True, 0), usage(CERTIFY), ski))
    m = middle(tight)
    yield Case('a root that allows no authority', [leaf(m), m], [tight], BROKEN, 'path length')
    lower = middle(short, 'Lower', extensions=(constraints(True, 5), *AUTHORITY[1:]))
    yield Case('a sub-authority that widens its path', [leaf(lower), lower, short], [r], BROKEN, 'path length')
    yield Case('an authority where a signer should be', [leaf(r, (constraints(True, 0), usage(SIGN, CERTIFY), *LEAF[1:]))], [r],
               deviations=['EXTRA_KEY_USAGE LEAF_IS_AUTHORITY'])


def key_usages():
    """PKITS 4.7."""
    r = root()

    def with_usage(what, *extensions, found='', path=OK, story='', differs=None, role='issuer'):
        return Case(what, [leaf(r, (*extensions, *LEAF[1:]))], [r], path, story, [found], role, differs)

    m = middle(r, extensions=(constraints(True, 0), usage(SIGN), ski, aki))
    yield Case('an authority that may not certify', [leaf(m), m], [r], BROKEN, 'invalid CA', ['', 'WRONG_KEY_USAGE'])
    m = middle(r, extensions=(constraints(True, 0), ski, aki))
    yield Case('an authority without key usage', [leaf(m), m], [r], BROKEN, 'usage', ['', 'NO_KEY_USAGE'], differs='usage')
    m = middle(r, extensions=(constraints(True, 0), usage(CERTIFY, ENCIPHER), ski, aki))
    yield Case('an authority that enciphers', [leaf(m), m], [r], deviations=['', 'EXTRA_KEY_USAGE'])
    yield with_usage('no key usage', found='NO_KEY_USAGE')
    yield with_usage('no key usage, foreign', role='foreign')
    yield with_usage('enciphers', usage(ENCIPHER), found='WRONG_KEY_USAGE EXTRA_KEY_USAGE')
    yield with_usage('enciphers, foreign', usage(ENCIPHER), found='WRONG_KEY_USAGE', role='foreign')
    yield with_usage('non-repudiation only', usage(NON_REPUDIATION), found='WRONG_KEY_USAGE')
    yield with_usage('non-repudiation only, foreign', usage(NON_REPUDIATION), role='foreign')
    yield with_usage('key usage not critical', usage(SIGN, critical=False), found='KEY_USAGE_NOT_CRITICAL')
    yield with_usage('agrees on keys besides', usage(SIGN, AGREE), found='EXTRA_KEY_USAGE')
    yield with_usage('certifies besides', usage(SIGN, CERTIFY), found='EXTRA_KEY_USAGE', path=BROKEN, story='invalid CA',
                     differs='certify')


def roles():
    """Extended key usages; x509-limbo's eku cases."""
    r = root()

    def with_purposes(what, *oids, found='', role='issuer', **more):
        extensions = (LEAF[0], *([purposes(*oids, **more)] if oids else []), ski, aki)
        return Case(what, [leaf(r, extensions)], [r], OK, '', [found], role)

    yield with_purposes('no extended key usage', found='NO_EKU')
    yield with_purposes('no extended key usage, foreign', role='foreign')
    yield with_purposes('a server', SERVER, found='WRONG_EKU EXTRA_EKU')
    yield with_purposes('a server, foreign', SERVER, role='foreign')
    yield with_purposes('anything', ANY, found='WRONG_EKU EXTRA_EKU')
    yield with_purposes('a status signer as issuer', STATUS, found='WRONG_EKU EXTRA_EKU')
    yield with_purposes('an issuer as status signer', ISSUER, found='WRONG_EKU EXTRA_EKU', role='status')
    yield with_purposes('a status signer', STATUS, role='status')
    yield with_purposes('issuer and counter', ISSUER, COUNTER, found='EXTRA_EKU')
    yield with_purposes('issuer and status, both asked', ISSUER, STATUS, role='issuer+status')
    yield with_purposes('issuer only, both asked', ISSUER, found='WRONG_EKU', role='issuer+status')
    yield with_purposes('issuer and server', ISSUER, SERVER, found='EXTRA_EKU')
    yield with_purposes('marked as critical', ISSUER, critical=True)

    def below(what, *oids, found=''):
        m = middle(r, extensions=(constraints(True, 0), *AUTHORITY[1:], purposes(*oids)))
        return Case(what, [leaf(m), m], [r], OK, '', ['', found])

    yield below('an authority for issuers', ISSUER)
    yield below('an authority for anything', ANY)
    yield below('an authority for counters, widening itself', COUNTER, found='WRONG_EKU')
    yield below('an authority for servers, widening itself', SERVER, found='WRONG_EKU')


def extensions():
    r = root()
    yield Case('unknown, not critical', [leaf(r, (*LEAF, extension('1.2.3.4', False, b'\x05\0')))], [r])
    yield Case('unknown and critical', [leaf(r, (*LEAF, UNKNOWN_CRITICAL))], [r], BROKEN, 'critical', ['UNKNOWN_CRITICAL'])
    m = middle(r, extensions=(constraints(True, 0), *AUTHORITY[1:], UNKNOWN_CRITICAL))
    yield Case('unknown and critical, above', [leaf(m), m], [r], BROKEN, 'critical', ['', 'UNKNOWN_CRITICAL'])
    # A certificate with such an extension may do nothing at all, so that its key usage does not fit either.
    yield Case('twice the same', [leaf(r, (*LEAF, ski))], [r], NOWHERE, '', ['BROKEN_EXTENSION WRONG_KEY_USAGE'])
    yield Case('twice an unknown one', [leaf(r, (*LEAF, *[extension('1.2.3.4', False, b'\x05\0')] * 2))], [r],
               deviations=['BROKEN_EXTENSION'], differs='profile')
    yield Case('a key usage of rubbish', [leaf(r, (extension('2.5.29.15', True, b'\x04\x01x'), *LEAF[1:]))], [r], NOWHERE, '',
               ['BROKEN_EXTENSION WRONG_KEY_USAGE'], differs='leaf usage')
    yield Case('no subject key identifier', [leaf(r, (*LEAF[:2], aki))], [r], deviations=['NO_SKI'])
    yield Case('no authority key identifier', [leaf(r, LEAF[:3])], [r], BROKEN, 'Authority Key', ['NO_AKI'],
               differs='identifiers')
    m = middle(r, extensions=(constraints(True, 0), AUTHORITY[1], aki))
    yield Case('an authority without its identifier', [leaf(m), m], [r], BROKEN, 'Subject Key', ['', 'NO_SKI'],
               differs='identifiers')
    strange = extension('2.5.29.35', False, seq(tlv(0x80, bytes(20))))
    yield Case('an identifier of somebody else', [leaf(r, (*LEAF[:3], strange))], [r], NOWHERE, '')


def name_constraints():
    """PKITS 4.13."""
    r = root()

    def below(what, limits, path=OK, story='', more=(), differs=None):
        m = middle(r, extensions=(constraints(True, 0), *AUTHORITY[1:], limits))
        return Case(what, [leaf(m, (*LEAF, *more)), m], [r], path, story, ['', ''], differs=differs)

    own, others = directory((C, 'CN')), directory((C, 'XU'))
    yield below('a permitted country', names_within(permitted=[own]))
    yield below('not the permitted country', names_within(permitted=[others]), BROKEN, 'permitted', differs='directory')
    yield below('an excluded country', names_within(excluded=[own]), BROKEN, 'excluded')
    yield below('an excluded host', names_within(excluded=[dns('example.com')]), BROKEN, 'excluded',
                [alternative(dns('www.example.com'))])
    yield below('a permitted host', names_within(permitted=[dns('example.com')]), more=[alternative(dns('www.example.com'))])


def encodings():
    r = root()
    key = new_key()

    def unread(what, differs=None, story='', **more):
        return Case(what, [leaf(r, **more)], [r], UNREAD, story, differs=differs)

    yield unread('a curve that is spelt out', key=key, public=explicit_curve(key), differs='leaf key')
    spelt = middle(r, key=key, public=explicit_curve(key))
    yield Case('a curve that is spelt out, above', [leaf(spelt), spelt], [r], UNREAD)
    yield Case('P-521', [leaf(r, key=new_key('P-521'))], [r], deviations=['KEY_TYPE'])
    yield unread('secp256k1', key=new_key('K-256'), differs='leaf key')
    yield unread('RSA of 1024 bits', key=new_key(1024), differs='leaf key')
    yield unread('a point off the curve', key=key, public=off_curve(key), differs='leaf key')
    yield unread('cut off', spoil=lambda der: der[:-1])
    yield unread('bytes behind', spoil=lambda der: der + b'\0')
    yield Case('BER: a length left open', [leaf(r, spoil=indefinite)], [r], deviations=['NOT_DER'], differs='profile')
    yield Case('a negative serial number', [leaf(r, serial=integer(-5))], [r], deviations=['SERIAL_NUMBER'])
    yield Case('serial number zero', [leaf(r, serial=integer(0))], [r], deviations=['SERIAL_NUMBER'])
    yield Case('a serial number of 21 bytes', [leaf(r, serial=integer(1 << 160))], [r], deviations=['SERIAL_NUMBER'])
    yield Case('extensions in version 1', [leaf(r, version=0)], [r], BROKEN, '', ['VERSION'])
    yield Case('extensions in version 2', [leaf(r, version=1)], [r], BROKEN, '', ['VERSION'])


def all_cases():
    for group in (shapes, algorithms, signatures, validity, names, basic_constraints, key_usages, roles, extensions,
                  name_constraints, encodings):
        for case in group():
            case.what = f'{group.__name__}: {case.what}'
            yield case


def pem(certificates):
    return ''.join('-----BEGIN CERTIFICATE-----\n' + base64.encodebytes(c.der).decode() + '-----END CERTIFICATE-----\n'
                   for c in certificates)


def ask_gnutls(folder, number, case):
    """Whether the path holds for certtool; None where nobody is trusted, which it cannot be asked."""
    if not case.roots:
        return None
    chain, roots = folder / f'{number}.chain', folder / f'{number}.roots'
    chain.write_text(pem(case.chain))
    roots.write_text(pem(case.roots))
    run = subprocess.run(['certtool', '--verify', '--load-ca-certificate', roots, '--infile', chain],
                         capture_output=True, text=True)
    case.gnutls_said = run.stdout + run.stderr
    return run.returncode == 0


GRAVE = {'SIGNATURE_ALGORITHM', 'WEAK_DIGEST', 'WRONG_KEY_USAGE', 'NOT_AUTHORITY', 'UNKNOWN_CRITICAL', 'BROKEN_EXTENSION', 'NOT_DER',
         'KEY_TYPE', 'NO_ORGANISATION_IDENTIFIER', 'BAD_ORGANISATION_IDENTIFIER', 'NO_KEY_USAGE', 'NO_EKU', 'WRONG_EKU',
         'LEAF_IS_AUTHORITY'}


def faults(case, line, gnutls):
    verdict, path, story, *found = line.split('\t')
    found = [set(text.split()) for text in found]
    wanted = case.deviations + [set()] * (len(found) - len(case.deviations))
    if path != case.path or case.story not in story:
        yield f'path: wanted {case.path} "{case.story}", got {path} "{story}"'
    if found != wanted:
        yield f'deviations: wanted {wanted}, got {found}'
    if path != UNREAD:
        right = path if path != OK else 'REFUSED' if any(GRAVE & one for one in found) else 'OK'
        if verdict != right:
            yield f'verdict: wanted {right}, got {verdict}'
    if case.differs and case.differs not in RULES:
        yield f'no rule {case.differs}'
    if gnutls is not None and (gnutls != (path == OK)) != bool(case.differs):
        yield f'GnuTLS says {gnutls}, we say {path}, rule {case.differs}\n{case.gnutls_said}'


def main(probe):
    cases = list(all_cases())
    answers = subprocess.run([probe], input='\n'.join(c.ask() for c in cases) + '\n', capture_output=True, text=True,
                             check=True).stdout.splitlines()
    with tempfile.TemporaryDirectory() as name, concurrent.futures.ThreadPoolExecutor(2) as pool:
        folder = pathlib.Path(name)
        gnutls = list(pool.map(lambda pair: ask_gnutls(folder, *pair), enumerate(cases)))

    bad = 0
    for case, line, opinion in zip(cases, answers, gnutls, strict=True):
        for fault in faults(case, line, opinion):
            print(f'{case.what}: {fault}')
            bad += 1
    used = {case.differs for case in cases if case.differs}
    for rule in RULES.keys() - used:
        print(f'rule {rule} explains nothing')
        bad += 1
    print(f'{len(cases)} cases, {bad} faults; GnuTLS differs on {sum(bool(c.differs) for c in cases)} for {len(used)} reasons')
    return bad > 0 or len(cases) < 60


sys.exit(main(sys.argv[1]))
