#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A session between a reader and a device (ISO/IEC 18013-5) with python3-cbor2 and python3-cryptography, for
tests only: keys are made on the spot and thrown away.

usage: mdoc_session.py make FOLDER             keys, certificates, a licence that was issued, a transcript
       mdoc_session.py request FOLDER FILE     who signed this request in that session, and what it asks
       mdoc_session.py answer FOLDER FILE      how this answer is proven in that session, and what it shows
"""
import datetime
import hashlib
import hmac
import pathlib
import sys

import cbor2
from cryptography import exceptions, x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from make_vical import DOCUMENT_SIGNER, MDL, Identity, sign

READER = '1.0.18013.5.1.6'
NAME_SPACE, OTHER = 'org.iso.18013.5.1', 'org.example.1'
NOW = datetime.datetime.utcnow().replace(microsecond=0)
ELEMENTS = {
    NAME_SPACE: {'family_name': '钟', 'given_name': 'Wangshu\u202e', 'birth_date': cbor2.CBORTag(1004, '1990-03-07'),
                 'portrait': b'\xff\xd8' + bytes(98), 'driving_privileges': [{'vehicle_category_code': 'A'}]},
    OTHER: {'points': 12},
}


def embedded(item):
    return cbor2.CBORTag(24, cbor2.dumps(item))


def file_of(key, issuer=None):
    """A key file of ours; agencies' and readers' name whose they are, devices' do not."""
    text = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
                             serialization.NoEncryption())
    return (f'Issuer: {issuer}\n'.encode() if issuer else b'') + text


def public_of(key):
    return key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def cose_key(key):
    numbers = key.public_key().public_numbers()
    return {1: 2, -1: 1, -2: numbers.x.to_bytes(32, 'big'), -3: numbers.y.to_bytes(32, 'big')}


def tdate(moment):
    return cbor2.CBORTag(0, moment.strftime('%Y-%m-%dT%H:%M:%SZ'))


def issue(signer, device):
    """An IssuerSigned."""
    spaces, digests, number = {}, {}, 0
    for space, elements in ELEMENTS.items():
        spaces[space], digests[space] = [], {}
        for name, value in elements.items():
            item = embedded({'digestID': number, 'random': bytes([number]) * 16, 'elementIdentifier': name,
                             'elementValue': value})
            spaces[space].append(item)
            digests[space][number] = hashlib.sha256(cbor2.dumps(item)).digest()
            number += 1
    mso = {'version': '1.0', 'digestAlgorithm': 'SHA-256', 'valueDigests': digests, 'docType': MDL,
           'deviceKeyInfo': {'deviceKey': cose_key(device)},
           'validityInfo': {'signed': tdate(NOW), 'validFrom': tdate(NOW),
                            'validUntil': tdate(NOW + datetime.timedelta(days=9))}}
    return cbor2.dumps({'nameSpaces': spaces,
                        'issuerAuth': cbor2.loads(sign(signer, cbor2.dumps(embedded(mso))))})


def make(folder):
    folder.mkdir()
    device, other, session = (ec.generate_private_key(ec.SECP256R1()) for _ in range(3))
    root, stranger, iaca = Identity('Reader Root'), Identity('Stranger Root'), Identity('Utopia IACA')
    reader = Identity('Ferry Counter', root, usages=(READER,), authority=False)
    signer = Identity('Utopia DS', iaca, usages=(DOCUMENT_SIGNER,), authority=False)
    files = {
        'reader.key': file_of(reader.key, '11360502000000019C'), 'reader.pem': reader.pem + root.pem,
        'signer.pem': signer.pem, 'readers.pem': root.pem, 'strangers.pem': stranger.pem, 'iaca.pem': iaca.pem,
        'device.key': file_of(device), 'owned.key': file_of(device, '11360502000000019C'), 'other.key': file_of(other),
        'session.key': file_of(session), 'session.pub': public_of(session), 'device.pub': public_of(device),
        'licence.cbor': issue(signer, device), 'session.cbor': cbor2.dumps([None, None, ['test', b'1']]),
        'later.cbor': cbor2.dumps([None, None, ['test', b'2']]),
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
        (folder / name).chmod(0o600)


def holds(key, protected, payload, signature):
    message = cbor2.dumps(['Signature1', protected, b'', payload])
    half = len(signature) // 2
    der = utils.encode_dss_signature(int.from_bytes(signature[:half], 'big'), int.from_bytes(signature[half:], 'big'))
    try:
        key.verify(der, message, ec.ECDSA(hashes.SHA256()))
    except exceptions.InvalidSignature:
        return False
    return True


def look_at_request(folder, file):
    request = cbor2.loads(file)
    transcript = cbor2.loads((folder / 'session.cbor').read_bytes())
    for asked in request['docRequests']:
        items = cbor2.loads(asked['itemsRequest'].value)
        if 'readerAuth' in asked:
            protected, unprotected, payload, signature = asked['readerAuth']
            assert payload is None
            leaf = x509.load_der_x509_certificate(unprotected[33])
            signed = cbor2.dumps(embedded(['ReaderAuthentication', transcript, asked['itemsRequest']]))
            print(leaf.subject.rfc4514_string(), holds(leaf.public_key(), protected, signed, signature))
        print(request['version'], items['docType'], items['nameSpaces'])


def look_at_answer(folder, file):
    answer = cbor2.loads(file)
    transcript = cbor2.loads((folder / 'session.cbor').read_bytes())
    device = serialization.load_pem_public_key((folder / 'device.pub').read_bytes())
    for document in answer['documents']:
        said = document['deviceSigned']
        payload = cbor2.dumps(embedded(['DeviceAuthentication', transcript, document['docType'], said['nameSpaces']]))
        proof = said['deviceAuth']
        if 'deviceSignature' in proof:
            protected, _, _, signature = proof['deviceSignature']
            print('signature', holds(device, protected, payload, signature))
        else:
            protected, _, _, code = proof['deviceMac']
            session = serialization.load_pem_private_key((folder / 'session.key').read_bytes(), None)
            salt = hashlib.sha256(cbor2.dumps(embedded(transcript))).digest()
            key = HKDF(hashes.SHA256(), 32, salt, b'EMacKey').derive(session.exchange(ec.ECDH(), device))
            message = cbor2.dumps(['MAC0', protected, b'', payload])
            print('MAC', hmac.digest(key, message, 'sha256') == code)
        for space, items in document['issuerSigned']['nameSpaces'].items():
            print(space, [cbor2.loads(item.value)['elementIdentifier'] for item in items])


what, place = sys.argv[1], pathlib.Path(sys.argv[2])
if what == 'make':
    make(place)
elif what == 'request':
    look_at_request(place, pathlib.Path(sys.argv[3]).read_bytes())
else:
    look_at_answer(place, pathlib.Path(sys.argv[3]).read_bytes())
