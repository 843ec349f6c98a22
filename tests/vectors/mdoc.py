#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What `wallet verify` tells of ISO/IEC 18013-5 Annex D, of whose session it knows nothing.

usage: mdoc.py WALLET FOLDER
"""
import json
import pathlib
import subprocess
import sys
import tempfile

NAME_SPACE = 'org.iso.18013.5.1'
NAMES = ['family_name', 'issue_date', 'expiry_date', 'document_number', 'portrait', 'driving_privileges']

wallet, vectors = sys.argv[1], json.loads((pathlib.Path(sys.argv[2]) / 'annex_d.json').read_text())
response, iaca, reader = (bytes.fromhex(vectors[name]) for name in ('DEVICE_RESPONSE', 'IACA_ROOT_CERT', 'READER_ROOT_CERT'))
renamed = response.replace(b'cDoe', b'cRoe')

# What is given, whom to trust, and when; the verdict, its reason, the exit code and whether it is shown.
CASES = [
    ('as it is', response, iaca, '2020-10-02', 'unknown', 'HOLDER', 3, True),
    ('a year later', response, iaca, '2021-10-02', 'refused', 'CERTIFICATE', 1, False),
    ('under another root', response, reader, '2020-10-02', 'unknown', 'ISSUER_UNKNOWN', 3, False),
    ('with another name', renamed, iaca, '2020-10-02', 'refused', 'DISCLOSURE', 1, False),
    ('cut off', response[:-9], iaca, '2020-10-02', 'refused', 'MALFORMED', 1, False),
]

complaints = []
with tempfile.TemporaryDirectory() as place:
    file, trust = pathlib.Path(place) / 'response.cbor', pathlib.Path(place) / 'root.der'
    for what, content, root, at, verdict, reason, code, is_shown in CASES:
        file.write_bytes(content)
        trust.write_bytes(root)
        run = subprocess.run([wallet, 'verify', '--trust', trust, '--at', at, '--json', file], capture_output=True, text=True)
        answer = json.loads(run.stdout)
        said = (answer['verdict'], answer['reason'], answer['format'], run.returncode)
        if said != (verdict, reason, 'mdoc', code):
            complaints.append(f'{what}: {said}')
        if list(answer.get('claims', {}).get(NAME_SPACE, {})) != (NAMES if is_shown else []):
            complaints.append(f'{what}: the claims are {answer.get("claims")}')

print('\n'.join(complaints) or f'{len(CASES)} cases as they should be')
sys.exit(bool(complaints))
