#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes VICALs (ISO/IEC 18013-5 Annex C) with python3-cbor2 and python3-cryptography, for tests only:
keys are made on the spot and thrown away.

usage: make_vical.py FOLDER     a provider's root.pem, and VICALs named for what they are
"""
import datetime
import pathlib
import sys

import cbor2
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, utils
from cryptography.x509.oid import NameOID

MDL, RESIDENCE = 'org.iso.18013.5.1.mDL', 'org.example.residence.1'
VICAL_SIGNER, DOCUMENT_SIGNER = '1.0.18013.5.1.8', '1.0.18013.5.1.2'
DAY = datetime.timedelta(days=1)
NOW = datetime.datetime.utcnow().replace(microsecond=0)
HASHES = {'secp256r1': hashes.SHA256(), 'secp384r1': hashes.SHA384(), 'secp521r1': hashes.SHA512(),
          'brainpoolP256r1': hashes.SHA256(), 'brainpoolP384r1': hashes.SHA384(), 'secp256k1': hashes.SHA256(),
          'secp224r1': hashes.SHA256()}
ALGORITHMS = {'secp256r1': -7, 'secp384r1': -35, 'secp521r1': -36}


def utc(moment):
    return moment.strftime('%Y-%m-%dT%H:%M:%SZ')


def tdate(moment):
    return cbor2.CBORTag(0, moment if isinstance(moment, str) else utc(moment))


def name_of(common_name, country):
    return x509.Name([x509.NameAttribute(NameOID.COUNTRY_NAME, country),
                      x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


class Identity:
    """A key and its certificate, signed by `issuer` or by itself."""

    def __init__(self, common_name, issuer=None, *, country='UT', curve=ec.SECP256R1, usages=(), authority=None,
                 serial=None, since=NOW - 30 * DAY, until=NOW + 30 * DAY, with_ski=True):
        self.key = ed25519.Ed25519PrivateKey.generate() if curve is None else ec.generate_private_key(curve())
        self.name = name_of(common_name, country)
        signer = issuer or self
        authority = issuer is None if authority is None else authority
        ski = x509.SubjectKeyIdentifier.from_public_key(self.key.public_key())
        builder = (x509.CertificateBuilder().subject_name(self.name).issuer_name(signer.name)
                   .public_key(self.key.public_key()).serial_number(serial or x509.random_serial_number())
                   .not_valid_before(since).not_valid_after(until)
                   .add_extension(x509.BasicConstraints(authority, 0 if authority and issuer else None), True)
                   .add_extension(x509.KeyUsage(not authority, False, False, False, False, authority, authority,
                                                False, False), True)
                   .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(
                       signer.key.public_key()), False))
        if with_ski:
            builder = builder.add_extension(ski, False)
        if usages:
            builder = builder.add_extension(
                x509.ExtendedKeyUsage([x509.ObjectIdentifier(usage) for usage in usages]), False)
        self.ski = ski.digest
        self.certificate = builder.sign(
            signer.key, None if isinstance(signer.key, ed25519.Ed25519PrivateKey) else HASHES[signer.key.curve.name])
        self.serial = self.certificate.serial_number
        self.der = self.certificate.public_bytes(serialization.Encoding.DER)
        self.pem = self.certificate.public_bytes(serialization.Encoding.PEM)

    def sign(self, message):
        """r and s side by side, each as long as the curve's order."""
        if isinstance(self.key, ed25519.Ed25519PrivateKey):
            return self.key.sign(message)
        r, s = utils.decode_dss_signature(self.key.sign(message, ec.ECDSA(HASHES[self.key.curve.name])))
        size = (self.key.key_size + 7) // 8
        return r.to_bytes(size, 'big') + s.to_bytes(size, 'big')


def bignum(number):
    """biguint in the one form that its CDDL has, however small it is."""
    return cbor2.CBORTag(2, number.to_bytes((number.bit_length() + 7) // 8, 'big'))


def info_of(identity, doc_types=(MDL,), **members):
    """A CertificateInfo with all that it may have; a member that is None is left out."""
    full = {
        'certificate': identity.der,
        'serialNumber': bignum(identity.serial),
        'ski': identity.ski,
        'docType': list(doc_types),
        'certificateProfile': ['1.0.18013.5.1.1'],
        'issuingAuthority': 'Utopia Department of Roads',
        'issuingCountry': 'UT',
        'stateOrProvinceName': 'UT-01',
        'issuer': identity.certificate.issuer.public_bytes(),
        'subject': identity.certificate.subject.public_bytes(),
        'notBefore': tdate(identity.certificate.not_valid_before),
        'notAfter': tdate(identity.certificate.not_valid_after),
        'extensions': {'org.example': 1},
    } | members
    return {key: value for key, value in full.items() if value is not None}


def vical_of(infos, **members):
    full = {
        'version': '1.0',
        'vicalProvider': 'Test Provider',
        'date': tdate(NOW - DAY),
        'vicalIssueID': 42,
        'nextUpdate': tdate(NOW + 10 * DAY),
        'certificateInfos': infos,
        'extensions': {},
    } | members
    return {key: value for key, value in full.items() if value is not None}


def sign(signer, payload, *, chain=None, alg=None, protect_chain=False, tagged=False, more=()):
    """A COSE_Sign1 over the payload's bytes; untagged, as the standard has it."""
    certificates = [identity.der for identity in chain or (signer,)]
    x5chain = {33: certificates[0] if len(certificates) == 1 else certificates}
    number = ALGORITHMS.get(getattr(getattr(signer.key, 'curve', None), 'name', None), -8) if alg is None else alg
    protected = cbor2.dumps({1: number} | (x5chain if protect_chain else {}) | dict(more))
    signature = signer.sign(cbor2.dumps(['Signature1', protected, b'', payload]))
    parts = [protected, {} if protect_chain else x5chain, payload, signature]
    return cbor2.dumps(cbor2.CBORTag(18, parts) if tagged else parts)


def main(folder):
    folder = pathlib.Path(folder)
    folder.mkdir()
    root = Identity('Provider Root')
    stranger = Identity('Provider Root')
    signer = Identity('VICAL Signer', root, usages=(VICAL_SIGNER,), authority=False)
    clerk = Identity('Document Signer', root, usages=(DOCUMENT_SIGNER,), authority=False)
    utopia, atlantis = Identity('Utopia IACA'), Identity('Atlantis IACA', country='XA')
    infos = [info_of(utopia), info_of(atlantis, (MDL, RESIDENCE), issuingAuthority='Atlantis Harbour Office',
                                      issuingCountry='XA', stateOrProvinceName=None)]

    odd = [info_of(Identity('Bitcoin IACA', curve=ec.SECP256K1)),
           info_of(Identity('Short IACA', curve=ec.SECP224R1))]

    def issue(number, age, infos=infos, **members):
        return cbor2.dumps(vical_of(infos, vicalIssueID=number, date=tdate(NOW - age), **members))

    files = {
        'root.pem': root.pem,
        'stranger.pem': stranger.pem,
        'issue-41.cbor': sign(signer, issue(41, 9 * DAY)),
        'issue-42.cbor': sign(signer, issue(42, 5 * DAY)),
        'issue-42-other.cbor': sign(signer, issue(42, 4 * DAY)),
        'issue-43-overdue.cbor': sign(signer, issue(43, 3 * DAY, nextUpdate=tdate(NOW - DAY))),
        'issue-44-odd.cbor': sign(signer, issue(44, 2 * DAY, [*odd, *infos])),
        'of-tomorrow.cbor': sign(signer, issue(44, -DAY)),
        'by-a-document-signer.cbor': sign(clerk, issue(44, DAY)),
        'another-provider.cbor': sign(signer, issue(1, DAY, vicalProvider='Another Provider')),
    }
    files['altered.cbor'] = files['issue-42.cbor'].replace(b'Atlantis Harbour', b'Atlantis harbour')
    files['cut.cbor'] = files['issue-42.cbor'][:-9]
    for name, content in files.items():
        (folder / name).write_bytes(content)


if __name__ == '__main__':
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
