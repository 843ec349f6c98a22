#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What `wallet help formats` says of the checks of each format, held against verdicts: what it calls checked
has passed for an accepted licence, and what it calls not applicable is not.

usage: formats.py WALLET EXAMPLES VECTORS
"""
import base64
import json
import os
import pathlib
import subprocess
import sys
import tempfile

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

ISSUER = '11360500000000019F'
ALLOWED = {'*': {'passed'}, '+': {'passed', 'not-applicable'}, '-': {'not-applicable'}}

wallet, examples, vectors = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])


def run(*arguments):
    """What a command prints; it has to do what it is asked."""
    done = subprocess.run([wallet, *map(str, arguments)], capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f'{arguments}: {done.returncode}\n{done.stdout}{done.stderr}')
    return done.stdout


def verify(*arguments):
    answer = json.loads(run('verify', '--json', *arguments).splitlines()[0])
    return answer['format'], {check['check']: check['result'] for check in answer['checks']}


def new_agency(place):
    run('key', 'new', place / 'agency.key', '-i', ISSUER, '--name-zh', '示例局')
    run('key', 'export', place / 'agency.key', '-o', place / 'agency.pub')


def issue(place, name, *arguments):
    run('issue', 'id-card', '-d', examples / 'id-card.json', '-k', place / 'agency.key', '-o', place / name, *arguments)


def printed(place):
    issue(place, 'card.cbor')
    return verify(place / 'card.cbor', '-t', place / 'agency.pub')


def shown(place):
    """Of a holder's vault, to a counter."""
    (place / 'pw').write_text('correct horse battery\n')
    (place / 'pw').chmod(0o600)
    passphrase = ('--passphrase-file', place / 'pw')
    run('vault', 'init', '--cost', 'low', *passphrase, '-o', place / 'holder.pub')
    issue(place, 'bound.cbor', '--holder', place / 'holder.pub')
    run('add', *passphrase, place / 'bound.cbor', '-t', place / 'agency.pub')
    card = json.loads(run('list', '--json', *passphrase))['id']
    run('present', card, *passphrase, '--fields', 'sex', '--yes', '-o', place / 'code.txt')
    return verify(place / 'code.txt', '-t', place / 'agency.pub', '--audience', ISSUER)


def health(place):
    vector = json.loads(min(vectors.glob('dgc/AT/2DCode/raw/*.json')).read_text(encoding='utf-8-sig'))
    (place / 'hc1').write_text(vector['PREFIX'])
    (place / 'hc1.der').write_bytes(base64.b64decode(vector['TESTCTX']['CERTIFICATE']))
    return verify(place / 'hc1', '-t', place / 'hc1.der', '--at', vector['TESTCTX']['VALIDATIONCLOCK'])


def mobile(place):
    """ISO/IEC 18013-5 Annex D, with the reader's key, by which its MAC is understood."""
    vector = json.loads((vectors / 'mdoc' / 'annex_d.json').read_text())
    for name, key in (('response', 'DEVICE_RESPONSE'), ('transcript', 'SESSION_TRANSCRIPT_BYTES'), ('iaca.der', 'IACA_ROOT_CERT')):
        (place / name).write_bytes(bytes.fromhex(vector[key]))
    reader = ec.derive_private_key(int(vector['EPHEMERAL_READER_KEY_D'], 16), ec.SECP256R1())
    (place / 'reader.key').write_bytes(reader.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    (place / 'reader.key').chmod(0o600)
    return verify(place / 'response', '-t', place / 'iaca.der', '--transcript', place / 'transcript',
                  '--reader-key', place / 'reader.key', '--at', '2020-10-02')


def identity(place):
    vector = json.loads((vectors / 'claim-169' / 'ed25519-signed.json').read_text())
    key = ed25519.Ed25519PublicKey.from_public_bytes(bytes.fromhex(vector['signing_key']['public_key_hex']))
    (place / 'identity').write_text(vector['qr_data'])
    (place / 'mosip.pub').write_bytes(key.public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo))
    return verify(place / 'identity', '-t', place / 'mosip.pub', '--at', '2024-01-01')


def read_table():
    """{format: {check: mark}}"""
    lines = run('--lang', 'en', 'help', 'formats').split('\n\n')[0].splitlines()
    formats = lines[0].split()[1:]
    rows = [line.split() for line in lines[1:]]
    return {name: {row[0]: row[1 + i] for row in rows} for i, name in enumerate(formats)}


def main():
    table, seen, complaints = read_table(), set(), []
    os.environ['WALLET_LANG'] = 'en'
    with tempfile.TemporaryDirectory() as place:
        os.environ['XDG_STATE_HOME'] = os.environ['XDG_DATA_HOME'] = place
        os.environ['WALLET_VAULT'] = place + '/vault'
        place = pathlib.Path(place)
        new_agency(place)
        for sample in (printed, shown, health, mobile, identity):
            name, results = sample(place)
            seen.add(name)
            complaints += [f'{name}: {check} is {result}, and said to be {table[name][check]}'
                           for check, result in results.items() if result not in ALLOWED[table[name][check]]]
    complaints += [f'{name}: nothing is held against it' for name in table if name not in seen]
    print('\n'.join(complaints) or f'{len(seen)} formats as they are said to be')
    return bool(complaints)


sys.exit(main())
