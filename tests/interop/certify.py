#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The way of a certificate: `wallet key certify` asks, examples/test-authority signs, `wallet certificate
check` looks at the answer.  The requests are also checked by openssl and by python3-cryptography.

usage: certify.py WALLET TEST-AUTHORITY
"""
import json
import pathlib
import subprocess
import sys
import tempfile

from cryptography import x509
from cryptography.x509.oid import ExtensionOID, NameOID

ARC = '1.2.840.113556.1.8000.2554.38577.65058.51725.18217.40627.2257334.15933319'
USCC, NAME = '11360500000000019F', '示例/局+=\\1'
KEYS = {'ed25519': [], 'es256': [], 'es384': [], 'sm2': ['-vfyopt', 'distid:1234567812345678']}


def run(*command, code=0):
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode != code:
        sys.exit(f'{command}: exit {result.returncode}, wanted {code}\n{result.stdout}{result.stderr}')
    return result


def demand(holds, what):
    if not holds:
        sys.exit(f'not so: {what}')


def look(csr, roles):
    request = x509.load_pem_x509_csr(csr.read_bytes())
    subject = {kind: request.subject.get_attributes_for_oid(kind)[0].value
               for kind in (NameOID.COUNTRY_NAME, NameOID.ORGANIZATION_NAME, NameOID.COMMON_NAME,
                            x509.ObjectIdentifier('2.5.4.97'))}
    demand(list(subject.values()) == ['CN', NAME, NAME, USCC], f'{csr} names the agency: {subject}')
    usage = request.extensions.get_extension_for_oid(ExtensionOID.KEY_USAGE)
    demand(usage.critical and usage.value.digital_signature and not usage.value.key_cert_sign, f'{csr}: key usage')
    purposes = request.extensions.get_extension_for_oid(ExtensionOID.EXTENDED_KEY_USAGE).value
    demand([p.dotted_string for p in purposes] == [f'{ARC}.{role}' for role in roles], f'{csr}: roles')
    return request


def make_requests(wallet, place):
    """A request for each kind of key that this machine signs with, and the last for two roles."""
    made = []
    for algorithm, options in KEYS.items():
        key, csr = place / f'{algorithm}.key', place / f'{algorithm}.csr'
        new = subprocess.run([wallet, 'key', 'new', key, '-i', USCC, '--name-zh', NAME, '-a', algorithm],
                             capture_output=True, text=True)
        if algorithm == 'sm2' and new.returncode != 0:
            print('SM2: no key is made with this OpenSSL')
            continue
        demand(new.returncode == 0, f'a key of {algorithm}: {new.stderr}')
        run(wallet, 'key', 'certify', key, '-o', csr)
        said = run('openssl', 'req', '-in', csr, '-noout', '-verify', *options)
        demand('verify OK' in said.stderr + said.stdout, f'openssl verifies the request of {algorithm}')
        if algorithm != 'sm2':
            demand(look(csr, [1]).is_signature_valid, f'{algorithm} signed its request')
        made.append(csr)

    both = place / 'both.csr'
    run(wallet, 'key', 'certify', place / 'es256.key', '--role', 'status,audit', '-o', both)
    look(both, [3, 4])
    return made + [both]


def check(wallet, chain, root, role, code, **wanted):
    said = json.loads(run(wallet, 'certificate', 'check', chain, '--root', root, '--json',
                          *(['--role', role] if role else []), code=code).stdout)
    got = {name: said[name] for name in wanted}
    demand(got == wanted, f'{chain} as {role}: {said}')
    return said


def main(wallet, authority):
    with tempfile.TemporaryDirectory() as name:
        place = pathlib.Path(name)
        requests = make_requests(wallet, place)
        run(authority, place / 'ca', *requests)
        root = place / 'ca' / 'root.pem'

        for request in requests:
            chain = place / 'ca' / f'{request.stem}.pem'
            is_both = request.stem == 'both'
            said = check(wallet, chain, root, 'status,audit' if is_both else 'issuer', 0, accepted=True, path='holds')
            own, above = said['certificates']
            demand(own['organisation'] == USCC and not own['authority'] and above['authority'], f'{chain} says whose')
            demand(all(one['name'].startswith('TEST ONLY') for one in (own, above)), f'{chain} says TEST ONLY')
            demand(not own['deviations'] and not above['deviations'], f'{chain} keeps the profile')
            run('openssl', 'verify', '-x509_strict', '-CAfile', root, '-untrusted', chain, chain)
            check(wallet, chain, root, 'counter', 1, accepted=False, path='holds')
            check(wallet, chain, chain, 'issuer', 3, accepted=False, path='unknown')

        # The authority refuses a folder that is there, and what its own key has not signed.
        run(authority, place / 'ca', code=1)
        bad = place / 'bad.csr'
        der = bytearray(x509.load_pem_x509_csr(requests[0].read_bytes()).public_bytes(
            x509.base.serialization.Encoding.DER))
        der[-1] ^= 1
        bad.write_bytes(x509.load_der_x509_csr(bytes(der)).public_bytes(x509.base.serialization.Encoding.PEM))
        run(authority, place / 'other', bad, code=1)
        demand(not (place / 'other').exists(), 'a refusal leaves no folder behind')
        run(authority, code=2)
    print(f'{len(requests)} requests')


main(*sys.argv[1:])
