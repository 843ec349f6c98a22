#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes mobile documents (ISO/IEC 18013-5) with python3-cbor2 and python3-cryptography, for tests only:
keys are made on the spot and thrown away.

usage: make_mdoc.py FOLDER     a session of a reader with a device, and what was shown in it
"""
import base64
import hashlib
import hmac
import os
import pathlib
import sys

import cbor2
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from make_vical import (DAY, DOCUMENT_SIGNER, MDL, NOW, RESIDENCE, VICAL_SIGNER, Identity, info_of, sign, tdate,
                        vical_of)

NAME_SPACE = {MDL: 'org.iso.18013.5.1', RESIDENCE: 'org.example.residence'}


def embedded(item):
    return cbor2.CBORTag(24, item if isinstance(item, bytes) else cbor2.dumps(item))


def cose_key(key):
    numbers = key.public_key().public_numbers()
    return {1: 2, -1: 1, -2: numbers.x.to_bytes(32, 'big'), -3: numbers.y.to_bytes(32, 'big')}


class Party(Identity):
    """A device or a reader: a key without a certificate."""

    def __init__(self):
        self.key = ec.generate_private_key(ec.SECP256R1())


def issue(signer, device, doc_type, elements, *, chain=None, **key_info):
    """IssuerSigned, and the security object in it."""
    items = [embedded({'digestID': number, 'random': os.urandom(16), 'elementIdentifier': name, 'elementValue': value})
             for number, (name, value) in enumerate(elements.items())]
    digests = {number: hashlib.sha256(cbor2.dumps(item)).digest() for number, item in enumerate(items)}
    mso = {'version': '1.0', 'digestAlgorithm': 'SHA-256', 'valueDigests': {NAME_SPACE[doc_type]: digests},
           'deviceKeyInfo': {'deviceKey': cose_key(device.key)} | key_info, 'docType': doc_type,
           'validityInfo': {'signed': tdate(NOW - DAY), 'validFrom': tdate(NOW - DAY), 'validUntil': tdate(NOW + 9 * DAY)}}
    auth = cbor2.loads(sign(signer, cbor2.dumps(embedded(mso)), chain=chain))
    return {'nameSpaces': {NAME_SPACE[doc_type]: items}, 'issuerAuth': auth}, mso


def mac_key(device, reader, transcript):
    salt = hashlib.sha256(cbor2.dumps(embedded(transcript))).digest()
    return HKDF(hashes.SHA256(), 32, salt, b'EMacKey').derive(
        device.key.exchange(ec.ECDH(), reader.key.public_key()))


def show(issued, device, doc_type, transcript, *, says=None, reader=None):
    """A Document that this device shows in the session of this transcript, encoded."""
    said = embedded(says or {})
    payload = cbor2.dumps(embedded(cbor2.dumps(['DeviceAuthentication', cbor2.loads(transcript), doc_type, said])))
    header = cbor2.dumps({1: 5 if reader else -7})
    structure = cbor2.dumps(['MAC0' if reader else 'Signature1', header, b'', payload])
    proof = (hmac.digest(mac_key(device, reader, transcript), structure, 'sha256') if reader
             else device.sign(structure))
    return {'docType': doc_type, 'issuerSigned': issued,
            'deviceSigned': {'nameSpaces': said,
                             'deviceAuth': {'deviceMac' if reader else 'deviceSignature': [header, {}, None, proof]}}}


def response(*documents):
    return cbor2.dumps({'version': '1.0', 'documents': list(documents), 'status': 0})


def nested(depth):
    """Tag 24 in tag 24, as often as that."""
    inner = b'\x00'
    for _ in range(depth):
        inner = cbor2.dumps(embedded(inner))
    return cbor2.dumps({'version': '1.0', 'documents': []})[:-1] + inner


def main(folder):
    folder = pathlib.Path(folder)
    folder.mkdir()
    root = Identity('Utopia IACA')
    signer = Identity('Utopia DS', root, usages=(DOCUMENT_SIGNER,), authority=False)
    provider = Identity('Provider Root')
    vical_signer = Identity('VICAL Signer', provider, usages=(VICAL_SIGNER,), authority=False)
    device, other, reader = Party(), Party(), Party()

    engagement = cbor2.dumps({0: '1.0', 1: [1, embedded(cose_key(device.key))]})
    transcript = cbor2.dumps([embedded(engagement), embedded(cose_key(reader.key)), None])
    licence, mso = issue(signer, device, MDL, {'family_name': 'Doe', 'issuing_country': 'UT'})
    residence, _ = issue(signer, device, RESIDENCE, {'resident_city': 'Port Utopia'},
                         keyAuthorizations={'nameSpaces': ['org.example.now']})
    chained, _ = issue(signer, device, MDL, {'family_name': 'Doe'}, chain=(signer, root))
    shown = show(licence, device, MDL, transcript)
    stolen = show(residence, other, RESIDENCE, transcript)
    files = {
        'root.pem': root.pem,
        'provider.pem': provider.pem,
        'vical.cbor': sign(vical_signer, cbor2.dumps(vical_of([info_of(root, (MDL,))]))),
        'engagement.cbor': engagement,
        'engagement.txt': b'mdoc:' + base64.urlsafe_b64encode(engagement).rstrip(b'=') + b'\n',
        'reader.cose': cbor2.dumps(cose_key(reader.key)),
        'session.cbor': transcript,
        'request.cbor': cbor2.dumps({'version': '1.0', 'docRequests': [
            {'itemsRequest': embedded({'docType': MDL, 'nameSpaces': {NAME_SPACE[MDL]: {'family_name': False}}})}]}),
        'mso.cbor': cbor2.dumps(embedded(mso)),
        'issued.cbor': cbor2.dumps(licence),
        'response.cbor': response(shown),
        'response.hex': response(shown).hex().encode(),
        'response.b64': base64.encodebytes(response(shown)),
        'mac.cbor': response(show(licence, device, MDL, transcript, reader=reader)),
        'two.cbor': response(shown, stolen),
        'says.cbor': response(show(residence, device, RESIDENCE, transcript, says={'org.example.now': {'mood': 'good'}})),
        'stolen.cbor': response(stolen),
        'chained.cbor': response(show(chained, device, MDL, transcript)),
        'cut.cbor': response(shown)[:-9],
        'nested.cbor': nested(20000),
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    os.chmod(folder, 0o700)
    for name, party in (('reader.key', reader), ('other.key', other)):
        path = folder / name
        path.touch(0o600)
        path.write_bytes(party.key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    (folder / 'reader.pub').write_bytes(reader.key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo))


if __name__ == '__main__':
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
