#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes mobile documents and the lists of those that are revoked (ISO/IEC 18013-5, second edition, 12.3.6) with
python3-cbor2 and python3-cryptography, for tests only: keys are made on the spot and thrown away.

usage: make_revocation.py FOLDER     an authority's iaca.pem, documents, and lists named for what they are
"""
import calendar
import hashlib
import pathlib
import sys
import zlib

import cbor2

from make_vical import DAY, DOCUMENT_SIGNER, MDL, NOW, Identity, sign, tdate

IDENTIFIER_LIST, STATUS_LIST = 'application/identifierlist+cwt', 'application/statuslist+cwt'
IDENTIFIERS, ENTRIES = 'https://utopia.example/identifiers', 'https://utopia.example/entries'
NAME_SPACE = 'org.iso.18013.5.1'
TYP, SUB, EXP, IAT, IDENTIFIERS_CLAIM, ENTRIES_CLAIM, TTL = 16, 2, 4, 6, 65530, 65533, 65534
SECONDS = calendar.timegm(NOW.timetuple())


def embedded(value):
    return cbor2.CBORTag(24, cbor2.dumps(value))


def document(signer, status):
    """An IssuerSigned of one element."""
    item = embedded({'digestID': 1, 'random': bytes(32), 'elementIdentifier': 'family_name', 'elementValue': 'Ro'})
    public = signer.key.public_key().public_numbers()
    mso = {
        'version': '1.0',
        'digestAlgorithm': 'SHA-256',
        'valueDigests': {NAME_SPACE: {1: hashlib.sha256(cbor2.dumps(item)).digest()}},
        'deviceKeyInfo': {'deviceKey': {1: 2, -1: 1, -2: public.x.to_bytes(32, 'big'), -3: public.y.to_bytes(32, 'big')}},
        'docType': MDL,
        'validityInfo': {'signed': tdate(NOW - DAY), 'validFrom': tdate(NOW - DAY), 'validUntil': tdate(NOW + 9 * DAY)},
        'status': status,
    }
    auth = cbor2.loads(sign(signer, cbor2.dumps(embedded(mso))))
    return cbor2.dumps({'nameSpaces': {NAME_SPACE: [item]}, 'issuerAuth': auth})


def published(signer, typ, claims):
    """A list that is signed with its certificate in the protected header."""
    return sign(signer, cbor2.dumps(claims), protect_chain=True, tagged=True, more={TYP: typ})


def claims_of(uri, age):
    """Of a list that lasts three days."""
    return {SUB: uri, EXP: SECONDS - age + 3 * 86400, IAT: SECONDS - age}


def main(folder):
    folder = pathlib.Path(folder)
    folder.mkdir()
    iaca, stranger = Identity('Utopia IACA'), Identity('Atlantis IACA', country='XA')
    signer = Identity('Utopia DS', iaca, usages=(DOCUMENT_SIGNER,), authority=False)
    publisher = Identity('Utopia Revocation', iaca, authority=False)
    other = Identity('Atlantis Revocation', stranger, authority=False, country='XA')
    web = Identity('Utopia Web', iaca, usages=('1.3.6.1.5.5.7.3.1',), authority=False)
    revoked, good = b'\xaa' * 16, b'\xbb' * 16

    def identifiers(by, days=0, listed=(revoked, b'\xcc')):
        return published(by, IDENTIFIER_LIST, claims_of(IDENTIFIERS, days * 86400) | {
            IDENTIFIERS_CLAIM: {'identifiers': {identifier: {} for identifier in listed}}, TTL: 43200})

    def status_of(identifier=None, index=None):
        status = {} if index is None else {'status_list': {'idx': index, 'uri': ENTRIES}}
        return status | ({} if identifier is None else {'identifier_list': {'id': identifier, 'uri': IDENTIFIERS}})

    files = {
        'iaca.pem': iaca.pem,
        'atlantis.pem': stranger.pem,
        'good.cbor': document(signer, status_of(good)),
        'revoked.cbor': document(signer, status_of(revoked)),
        'both.cbor': document(signer, status_of(good, 7)),
        'both-revoked.cbor': document(signer, status_of(good, 15)),
        'identifiers.cwt': identifiers(publisher),
        'identifiers-old.cwt': identifiers(publisher, 1, listed=()),
        'identifiers-stale.cwt': identifiers(publisher, 4),
        'identifiers-of-tomorrow.cwt': identifiers(publisher, -1),
        'by-atlantis.cwt': identifiers(other),
        'by-the-web.cwt': identifiers(web),
        'entries.cwt': published(publisher, STATUS_LIST, claims_of(ENTRIES, 0) | {
            ENTRIES_CLAIM: {'bits': 1, 'lst': zlib.compress(b'\x00\x80')}}),
        'no-expiry.cwt': published(publisher, IDENTIFIER_LIST, {
            SUB: IDENTIFIERS, IAT: SECONDS, IDENTIFIERS_CLAIM: {'identifiers': {}}}),
    }
    files['altered.cwt'] = files['identifiers.cwt'].replace(revoked, good)
    for name, content in files.items():
        (folder / name).write_bytes(content)


if __name__ == '__main__':
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
