#!/usr/bin/env python3
"""Three-level chains of SM2 certificates, and tokens below them, made by the openssl command; and what
`wallet verify` must say of each.  All of it holds under the ID 1234567812345678 and under no other.

usage: sm2_chain.py WALLET
"""
import json
import pathlib
import subprocess
import sys
import tempfile

import cbor2
from cryptography.hazmat.primitives.asymmetric import utils

USUAL, OTHER = '1234567812345678', '8765432187654321'
ALG = -65537
LEVELS = ('root', 'middle', 'leaf')
AUTHORITY = ('basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\n'
             'subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n')
LEAF = ('keyUsage=critical,digitalSignature\nsubjectKeyIdentifier=hash\n'
        'authorityKeyIdentifier=keyid\n')
CLAIMS = {1: 'invented-bureau', 2: 'nobody', 6: 1795000000}
AT = '2026-12-01T00:00:00Z'


def openssl(folder, *arguments):
    return subprocess.run(
        ['openssl', *arguments], cwd=folder, check=True, capture_output=True).stdout


def distinguishing(option, identity):
    """The option that sets an ID; None leaves OpenSSL 3.0's own, which is empty."""
    return [option, f'distid:{identity}'] if identity is not None else []


def make_key(folder, name):
    openssl(folder, 'genpkey', '-algorithm', 'SM2', '-out', f'{name}.key')


def certify(folder, name, issuer, identity):
    """A certificate for NAME.key, whose own signature is made under the ID."""
    make_key(folder, name)
    pathlib.Path(folder, f'{name}.ext').write_text(LEAF if name == 'leaf' else AUTHORITY)
    openssl(folder, 'req', '-new', '-key', f'{name}.key', '-sm3', '-subj', f'/O=Invented/CN={name}',
            '-out', f'{name}.csr', *distinguishing('-sigopt', USUAL))
    signer = (['-signkey', f'{name}.key'] if issuer is None else
              ['-CA', f'{issuer}.pem', '-CAkey', f'{issuer}.key', '-CAcreateserial'])
    openssl(folder, 'x509', '-req', '-in', f'{name}.csr', '-sm3', '-days', '3650',
            '-extfile', f'{name}.ext', '-out', f'{name}.pem', *signer,
            *distinguishing('-vfyopt', USUAL), *distinguishing('-sigopt', identity))


def sign(folder, message, identity):
    """r and s side by side."""
    pathlib.Path(folder, 'message').write_bytes(message)
    der = openssl(folder, 'pkeyutl', '-sign', '-rawin', '-digest', 'sm3', '-inkey', 'leaf.key',
                  '-in', 'message', *distinguishing('-pkeyopt', identity))
    r, s = utils.decode_dss_signature(der)
    return r.to_bytes(32, 'big') + s.to_bytes(32, 'big')


def token(folder, identity, alg=ALG, chain=('leaf', 'middle')):
    der = [openssl(folder, 'x509', '-in', f'{name}.pem', '-outform', 'DER') for name in chain]
    protected = cbor2.dumps({1: alg, 33: der[0] if len(der) == 1 else der})
    payload = cbor2.dumps(CLAIMS)
    to_be_signed = cbor2.dumps(['Signature1', protected, b'', payload])
    signature = sign(folder, to_be_signed, identity)
    return cbor2.dumps(cbor2.CBORTag(18, [protected, {}, payload, signature]))


def flipped(data):
    return data[:-1] + bytes([data[-1] ^ 1])


def verify(wallet, folder, data):
    file = pathlib.Path(folder, 'token.cbor')
    file.write_bytes(data)
    run = subprocess.run(
        [wallet, 'verify', '--trust', pathlib.Path(folder, 'root.pem'), '--at', AT, '--json', file],
        capture_output=True, text=True)
    return json.loads(run.stdout)


def cases(folder):
    """What it is, the IDs of the certificates, the token made below them, verdict and reason."""
    usual = (USUAL, USUAL, USUAL)
    accepted, forged = ('accepted', None), ('refused', 'SIGNATURE')
    yield 'all under the usual ID', usual, lambda: token(folder, USUAL), accepted
    yield 'the root sent along', usual, lambda: token(folder, USUAL, chain=LEVELS[::-1]), accepted
    yield 'token under another ID', usual, lambda: token(folder, OTHER), forged
    yield 'token under no ID', usual, lambda: token(folder, None), forged
    yield 'token altered', usual, lambda: flipped(token(folder, USUAL)), forged
    for alg in (-48, -7, -9, -19):
        yield f'as algorithm {alg}', usual, lambda: token(folder, USUAL, alg=alg), (
            'refused', 'ALGORITHM')
    yield 'without the middle', usual, lambda: token(folder, USUAL, chain=('leaf',)), (
        'unknown', 'ISSUER_UNKNOWN')
    for identity in (OTHER, None):
        for level in (1, 2):
            ids = tuple(identity if i == level else USUAL for i in range(3))
            yield f'{LEVELS[level]} under {identity or "no ID"}', ids, (
                lambda: token(folder, USUAL)), ('refused', 'CERTIFICATE')
        yield f'all under {identity or "no ID"}', (identity,) * 3, (
            lambda: token(folder, identity)), ('refused', 'CERTIFICATE')


def main(wallet):
    passed, failed, made = 0, 0, None
    with tempfile.TemporaryDirectory() as folder:
        for what, ids, make, wanted in cases(folder):
            if ids != made:
                for i, name in enumerate(LEVELS):
                    certify(folder, name, LEVELS[i - 1] if i else None, ids[i])
                made = ids
            answer = verify(wallet, folder, make())
            got = (answer['verdict'], answer['reason'])
            if got == wanted:
                passed += 1
            else:
                failed += 1
                print(f'{what}: wanted {wanted}, got {got}\n{answer}')
    print(f'{passed} passed, {failed} failed')
    return failed > 0 or passed == 0


sys.exit(main(sys.argv[1]))
