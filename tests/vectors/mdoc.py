#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What `wallet` tells of ISO/IEC 18013-5 Annex D: with its session and without, and what is computed of it.

usage: mdoc.py WALLET FOLDER
"""
import json
import pathlib
import subprocess
import sys
import tempfile

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

NAME_SPACE = 'org.iso.18013.5.1'
NAMES = ['family_name', 'issue_date', 'expiry_date', 'document_number', 'portrait', 'driving_privileges']

wallet, vectors = sys.argv[1], json.loads((pathlib.Path(sys.argv[2]) / 'annex_d.json').read_text())
response, iaca, reader, transcript = (bytes.fromhex(vectors[name]) for name in (
    'DEVICE_RESPONSE', 'IACA_ROOT_CERT', 'READER_ROOT_CERT', 'SESSION_TRANSCRIPT_BYTES'))
renamed = response.replace(b'cDoe', b'cRoe')

# What is given, whom to trust, and when; the verdict, its reason, the exit code and whether it is shown.
CASES = [
    ('as it is', response, iaca, '2020-10-02', 'unknown', 'SESSION', 3, True),
    ('a year later', response, iaca, '2021-10-02', 'refused', 'CERTIFICATE', 1, False),
    ('under another root', response, reader, '2020-10-02', 'unknown', 'ISSUER_UNKNOWN', 3, False),
    ('with another name', renamed, iaca, '2020-10-02', 'refused', 'DISCLOSURE', 1, False),
    ('cut off', response[:-9], iaca, '2020-10-02', 'refused', 'MALFORMED', 1, False),
]

# The transcript and the reader's key, each there or not; the verdict, its reason and the exit code.
SESSIONS = [
    ('in its session', transcript, True, 'accepted', None, 0),
    ('in its session, as hex', transcript.hex().encode(), True, 'accepted', None, 0),
    ("without the reader's key", transcript, False, 'unknown', 'SESSION', 3),
    ('in another session', bytes.fromhex('83f6f6f6'), True, 'refused', 'HOLDER', 1),
]

# What is told of it, and under which name it is published.
EXPLAINED = [
    ('session', 'engagement_x', 'EPHEMERAL_DEVICE_KEY_X'), ('session', 'engagement_y', 'EPHEMERAL_DEVICE_KEY_Y'),
    ('session', 'reader_x', 'EPHEMERAL_READER_KEY_X'), ('session', 'given_y', 'EPHEMERAL_READER_KEY_Y'),
    ('document', 'device_x', 'STATIC_DEVICE_KEY_X'), ('document', 'device_y', 'STATIC_DEVICE_KEY_Y'),
]


def write_key(path):
    """The reader's key of the session, out of its secret number."""
    key = ec.derive_private_key(int(vectors['EPHEMERAL_READER_KEY_D'], 16), ec.SECP256R1())
    path.touch(0o600)
    path.write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
                                       serialization.NoEncryption()))


def ask(*words):
    run = subprocess.run([wallet, *words], capture_output=True, text=True)
    return run.returncode, json.loads(run.stdout)


complaints = []
with tempfile.TemporaryDirectory() as place:
    file, trust = pathlib.Path(place) / 'response.cbor', pathlib.Path(place) / 'root.der'
    for what, content, root, at, verdict, reason, code, is_shown in CASES:
        file.write_bytes(content)
        trust.write_bytes(root)
        status, answer = ask('verify', '--trust', trust, '--at', at, '--json', file)
        said = (answer['verdict'], answer['reason'], answer['format'], status)
        if said != (verdict, reason, 'mdoc', code):
            complaints.append(f'{what}: {said}')
        if list(answer.get('claims', {}).get(NAME_SPACE, {})) != (NAMES if is_shown else []):
            complaints.append(f'{what}: the claims are {answer.get("claims")}')

    session, key = pathlib.Path(place) / 'session.cbor', pathlib.Path(place) / 'reader.key'
    file.write_bytes(response)
    trust.write_bytes(iaca)
    write_key(key)
    for what, content, has_key, verdict, reason, code in SESSIONS:
        session.write_bytes(content)
        known = ['--transcript', session] + (['--reader-key', key] if has_key else [])
        status, answer = ask('verify', '--trust', trust, '--at', '2020-10-02', '--json', file, *known)
        if (answer['verdict'], answer['reason'], status) != (verdict, reason, code):
            complaints.append(f'{what}: {answer["verdict"]}, {answer["reason"]}, {status}')

    session.write_bytes(transcript)
    status, answer = ask('mdoc', 'explain', '--transcript', session, '--reader-key', key, '--json', file)
    told = {'session': answer['session'], 'document': answer['documents'][0]}
    complaints += [f'{name} is {told[part].get(name)}' for part, name, published in EXPLAINED
                   if told[part].get(name) != vectors[published]]
    if told['document']['result'] != 'passed' or told['session']['handover_kind'] != 'nfc':
        complaints.append(f'explained as {told["document"]["result"]}, {told["session"]["handover_kind"]}')

print('\n'.join(complaints) or f'{len(CASES) + len(SESSIONS)} cases as they should be')
sys.exit(bool(complaints))
