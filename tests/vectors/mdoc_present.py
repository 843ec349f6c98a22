#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What `wallet mdoc present` answers to the request of ISO/IEC 18013-5 Annex D, with the device's key: the MAC must be
the published one, and the reader is known under its root, in its time and in its session only.

usage: mdoc_present.py WALLET FOLDER
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

NAME_SPACE = 'org.iso.18013.5.1'
NAMES = ['family_name', 'document_number', 'driving_privileges', 'issue_date', 'expiry_date', 'portrait']
PEM = serialization.Encoding.PEM

wallet = pathlib.Path(sys.argv[1]).resolve()
vectors = json.loads((pathlib.Path(sys.argv[2]) / 'annex_d.json').read_text())


def bytes_of(name):
    return bytes.fromhex(vectors[name])


def key_of(name):
    return ec.derive_private_key(int(vectors[f'{name}_KEY_D'], 16), ec.SECP256R1())


def issued():
    """The IssuerSigned in the response: from behind its name to the name of the member that follows."""
    response = bytes_of('DEVICE_RESPONSE')
    start = response.index(b'\x6cissuerSigned') + len('_issuerSigned')
    return response[start:response.index(b'\x6cdeviceSigned')]


def published_mac():
    response = bytes_of('DEVICE_RESPONSE')
    start = response.index(bytes.fromhex('8443a10105a0f65820'))
    return response[start:start + 9 + 32]


FILES = {
    'request.cbor': bytes_of('DEVICE_REQUEST'),
    'session.cbor': bytes_of('SESSION_TRANSCRIPT_BYTES'),
    'other.cbor': bytes.fromhex('83f6f6f6'),
    'licence.cbor': issued(),
    'readers.der': bytes_of('READER_ROOT_CERT'),
    'others.der': bytes_of('IACA_ROOT_CERT'),
    'device.key': key_of('STATIC_DEVICE').private_bytes(PEM, serialization.PrivateFormat.PKCS8,
                                                        serialization.NoEncryption()),
    'reader.pub': key_of('EPHEMERAL_READER').public_key().public_bytes(
        PEM, serialization.PublicFormat.SubjectPublicKeyInfo),
}

# What is named beyond the usual; the exit code, and what is told of who asks.
CASES = [
    ('under its root', ['--trust', 'readers.der'], 0, 'reader'),
    ('under another root', ['--trust', 'others.der'], 0, 'CANNOT TELL'),
    ('in another session', ['--trust', 'readers.der', '--transcript', 'other.cbor'], 1, 'NOT WHO IT SAYS'),
    ('years later', ['--trust', 'readers.der', '--at', '2026-10-02'], 1, 'NOT WHO IT SAYS'),
]

complaints = []
with tempfile.TemporaryDirectory() as place:
    for name, content in FILES.items():
        path = pathlib.Path(place) / name
        path.write_bytes(content)
        path.chmod(0o600)
    elements = [word for name in NAMES for word in ('--element', f'{NAME_SPACE}/{name}')]
    for what, more, code, asker in CASES:
        answer = pathlib.Path(place) / 'answer.cbor'
        answer.unlink(missing_ok=True)
        run = subprocess.run([wallet, 'mdoc', 'present', 'licence.cbor', '--request', 'request.cbor', '--at', '2020-10-02',
                              '--transcript', 'session.cbor', '--key', 'device.key', '--reader-public', 'reader.pub',
                              '--yes', '-o', 'answer.cbor', *elements, *more],
                             cwd=place, capture_output=True, text=True, env=os.environ | {'LC_ALL': 'C.UTF-8'})
        who = next((line for line in run.stderr.splitlines() if line.startswith('  who asks')), '')
        if run.returncode != code or who.split(maxsplit=2)[2:] != [asker]:
            complaints.append(f'{what}: exits {run.returncode}: {run.stderr}')
        if answer.exists() != (code == 0) or (code == 0 and published_mac() not in answer.read_bytes()):
            complaints.append(f'{what}: the answer is not the published one')

print('\n'.join(complaints) or f'{len(CASES)} cases as they should be')
sys.exit(bool(complaints))
