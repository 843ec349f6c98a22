# SPDX-License-Identifier: Apache-2.0
"""A verifier of mobile documents and a device that reads requests, after ISO/IEC 18013-5 and OpenID4VP 1.0,
on cbor2 and cryptography.  Written from the standards' facts and not from our C; for mdoc.py."""
import datetime
import hashlib

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.x509.oid import ExtensionOID, NameOID

from mdoc_cose import *

DOCUMENT_SIGNER, READER = '1.0.18013.5.1.2', '1.0.18013.5.1.6'
DIGESTS = {'SHA-256': hashlib.sha256, 'SHA-384': hashlib.sha384, 'SHA-512': hashlib.sha512}
MDL = 'org.iso.18013.5.1'


# --- transcripts (9.1.5.1; OpenID4VP 1.0 B.2.6) -----------------------------------------------------------

def transcript_qr(engagement, reader_key):
    return encode([embed(engagement), embed(reader_key), None])


def transcript_nfc(engagement, reader_key, select, request):
    return encode([embed(engagement), embed(reader_key), [select, request or None]])


def transcript_redirect(client_id, nonce, thumbprint, response_uri):
    info = encode([client_id, nonce, thumbprint or None, response_uri])
    return encode([None, None, ['OpenID4VPHandover', hashlib.sha256(info).digest()]])


def transcript_dc_api(origin, nonce, thumbprint):
    info = encode([origin, nonce, thumbprint or None])
    return encode([None, None, ['OpenID4VPDCAPIHandover', hashlib.sha256(info).digest()]])


# --- certificates (Annex B, RFC 5280) -----------------------------------------------------------------------

def extension(certificate, oid):
    try:
        return certificate.extensions.get_extension_for_oid(oid).value
    except x509.ExtensionNotFound:
        return None


def is_signed_by(certificate, issuer):
    if certificate.issuer != issuer.subject:
        return False
    public, signature, content = issuer.public_key(), certificate.signature, certificate.tbs_certificate_bytes
    try:
        if isinstance(public, ed25519.Ed25519PublicKey):
            public.verify(signature, content)
        else:
            public.verify(signature, content, ec.ECDSA(certificate.signature_hash_algorithm))
        return True
    except InvalidSignature:
        return False


def check_time(certificate, at):
    moment = datetime.datetime.utcfromtimestamp(at)
    demand(certificate.not_valid_before <= moment <= certificate.not_valid_after, 'certificate: not in its time')


def check_authority(certificate, below, at):
    check_time(certificate, at)
    constraints, usage = (extension(certificate, oid) for oid in
                          (ExtensionOID.BASIC_CONSTRAINTS, ExtensionOID.KEY_USAGE))
    demand(constraints is not None and constraints.ca, 'certificate: no authority')
    demand(usage is not None and usage.key_cert_sign, 'certificate: may not sign certificates')
    demand(constraints.path_length is None or constraints.path_length >= below, 'certificate: path too long')


def check_path(chain, roots, at, purpose):
    """The leaf of a chain that leads to one of the roots."""
    try:
        return check_certificates(chain, roots, at, purpose)
    except (UnsupportedAlgorithm, ValueError) as error:
        raise Refused(f'certificate: {error}') from error


def check_certificates(chain, roots, at, purpose):
    certificates = [x509.load_der_x509_certificate(der) for der in chain]
    anchors = [x509.load_der_x509_certificate(der) for der in roots]
    if len(certificates) > 1 and chain[-1] in roots:
        certificates.pop()  # the root came along
    for number, (lower, upper) in enumerate(zip(certificates, certificates[1:])):
        demand(is_signed_by(lower, upper), 'certificate: the chain is broken')
        check_authority(upper, number, at)
    anchor = next((root for root in anchors if is_signed_by(certificates[-1], root)), None)
    demand(anchor is not None, 'certificate: leads to no root')
    check_authority(anchor, len(certificates) - 1, at)
    leaf = certificates[0]
    check_time(leaf, at)
    usage, purposes = (extension(leaf, oid) for oid in (ExtensionOID.KEY_USAGE, ExtensionOID.EXTENDED_KEY_USAGE))
    demand(usage is not None and usage.digital_signature, 'certificate: may not sign')
    demand(purposes is not None and purpose in {one.dotted_string for one in purposes}, 'certificate: for something else')
    constraints = extension(leaf, ExtensionOID.BASIC_CONSTRAINTS)
    demand(constraints is None or not constraints.ca, 'certificate: an authority as a signer')
    return leaf


# --- the security object (9.1.2.4, 9.3.1) -------------------------------------------------------------------

def moment_of(item, what):
    demand(item.major == 6 and item.argument == 0, f'{what}: no date')
    value = item.value
    demand(isinstance(value, datetime.datetime) and value.tzinfo is not None, f'{what}: no date')
    return value.timestamp()


def member(members, name, what):
    demand(name in members, f'{what}: no {name}')
    return members[name]


class Mso:
    def __init__(self, payload):
        demand(payload is not None, 'MSO: none')
        members = read(payload).embedded('MSO').map('MSO')
        demand(member(members, 'version', 'MSO').text('MSO') == '1.0', 'MSO: version')
        algorithm = member(members, 'digestAlgorithm', 'MSO').text('MSO')
        demand(algorithm in DIGESTS, 'MSO: digest algorithm')
        self.hash, self.doc_type = DIGESTS[algorithm], member(members, 'docType', 'MSO').text('MSO')
        self.digests = {name_space: {number: digest.bytes('MSO: digest') for number, digest in digests.map('MSO').items()}
                        for name_space, digests in member(members, 'valueDigests', 'MSO').map('MSO').items()}
        times = member(members, 'validityInfo', 'MSO').map('MSO: validityInfo')
        self.signed, self.since, self.until = (moment_of(member(times, name, 'MSO'), f'MSO: {name}')
                                               for name in ('signed', 'validFrom', 'validUntil'))
        info = member(members, 'deviceKeyInfo', 'MSO').map('MSO: deviceKeyInfo')
        self.device = public_of(member(info, 'deviceKey', 'MSO').value)
        self.authorised = info['keyAuthorizations'].value if 'keyAuthorizations' in info else {}
        self.has_status = 'status' in members

    def check(self, doc_type, leaf, at):
        demand(self.doc_type == doc_type, '9.3.1: another type than was signed')
        since, until = (moment.replace(tzinfo=datetime.timezone.utc).timestamp()
                        for moment in (leaf.not_valid_before, leaf.not_valid_after))
        demand(since <= self.signed <= until, "9.3.1: signed outside the signer's time")
        demand(self.signed <= at, '9.3.1: signed in the future')
        demand(self.since <= at, '9.3.1: not valid yet')
        demand(at <= self.until, '9.3.1: expired')
        demand(not self.has_status, 'status: it cannot be told here')

    def may_say(self, name_space, identifier):
        return (name_space in self.authorised.get('nameSpaces', ()) or
                identifier in self.authorised.get('dataElements', {}).get(name_space, ()))


# --- elements (9.1.2.5) ----------------------------------------------------------------------------------------

def check_item(item, digests, mso, seen, elements):
    members = item.embedded('element').map('element')
    number = member(members, 'digestID', 'element').of(0, 'element').value
    demand(len(member(members, 'random', 'element').bytes('element')) >= 16, '9.1.2.5: little random')
    identifier = member(members, 'elementIdentifier', 'element').text('element')
    value = member(members, 'elementValue', 'element').value
    demand(number in digests, '9.1.2.5: an element that was not signed')
    demand(mso.hash(item.raw).digest() == digests[number], '9.1.2.5: digest')
    demand(number not in seen and identifier not in elements, '9.1.2.5: an element twice')
    seen.add(number)
    elements[identifier] = value


def check_elements(name_spaces, mso):
    shown = {}
    for name_space, items in name_spaces.items():
        demand(name_space in mso.digests, '9.1.2.5: a namespace that was not signed')
        items = items.array('namespace')
        demand(items, '8.3.2.1.2.2: a namespace of nothing')
        seen, elements = set(), {}
        for item in items:
            check_item(item, mso.digests[name_space], mso, seen, elements)
        shown[name_space] = elements
    demand(shown, '8.3.2.1.2.2: nothing is shown')
    return shown


def check_content(elements, leaf, at):
    """What an mDL says of itself (7.4.1): its country is its signer's, and it has not expired."""
    mdl = elements.get(MDL, {})
    country = leaf.subject.get_attributes_for_oid(NameOID.COUNTRY_NAME)
    demand('issuing_country' not in mdl or [mdl['issuing_country']] == [one.value for one in country], '7.4.1: country')
    expiry = getattr(mdl.get('expiry_date'), 'value', None)
    today = datetime.datetime.utcfromtimestamp(at).date().isoformat()
    demand(expiry is None or str(expiry)[:10] >= today, '7.4.1: past its own expiry date')


# --- device authentication (9.1.3) -----------------------------------------------------------------------------

def device_authentication(transcript, doc_type, name_spaces):
    return bytes(embed(encode(['DeviceAuthentication', Raw(transcript), doc_type, Raw(name_spaces)])))


def check_device(document, doc_type, mso, session):
    members = member(document, 'deviceSigned', 'document').map('deviceSigned')
    name_spaces = member(members, 'nameSpaces', 'deviceSigned')
    proofs = member(members, 'deviceAuth', 'deviceSigned').map('deviceAuth')
    demand(len({'deviceSignature', 'deviceMac'} & set(proofs)) == 1, '9.1.3.4: not one proof')
    demand(session.transcript is not None, '9.1.3: no transcript')
    content = device_authentication(session.transcript, doc_type, name_spaces.raw)
    if 'deviceSignature' in proofs:
        proof = Message(proofs['deviceSignature'], 18)
        check(mso.device, proof.alg, proof.proof, to_be_signed(proof.headers, content))
    else:
        proof = Message(proofs['deviceMac'], 17)
        demand(proof.alg == HMAC_256, '9.1.3.5: not HMAC 256/256')
        demand(session.reader is not None, "9.1.3.5: the reader's key is not known")
        demand(curve_of(mso.device) == curve_of(session.reader.public_key()), '9.1.3.5: keys of two curves')
        key = mac_key(session.reader, mso.device, session.transcript)
        demand(mac(key, to_be_maced(proof.headers, content)) == proof.proof, '9.1.3.5: MAC')
    demand(proof.payload in (None, content), '9.1.3.4: another payload')
    said = {name_space: {name: one.value for name, one in elements.map('device').items()}
            for name_space, elements in name_spaces.embedded('device').map('device').items()}
    for name_space, elements in said.items():
        for identifier in elements:
            demand(mso.may_say(name_space, identifier), '9.1.3.4: says what it may not')
    return said


# --- responses and requests --------------------------------------------------------------------------------------

class Session:
    def __init__(self, transcript, reader=None, doc_type=None):
        self.transcript, self.reader, self.doc_type = transcript, reader, doc_type


def verify_issuer_signed(item, doc_type, roots, at):
    """Its security object and its elements; its type is as the MSO says unless it is given."""
    members = item.map('IssuerSigned')
    auth = Message(member(members, 'issuerAuth', 'IssuerSigned'), 18)
    leaf = check_path(auth.chain(), roots, at, DOCUMENT_SIGNER)
    demand(auth.payload is not None, '9.1.2.4: no payload')
    check(leaf.public_key(), auth.alg, auth.proof, to_be_signed(auth.headers, auth.payload))
    mso = Mso(auth.payload)
    mso.check(doc_type or mso.doc_type, leaf, at)
    elements = check_elements(members['nameSpaces'].map('nameSpaces') if 'nameSpaces' in members else {}, mso)
    check_content(elements, leaf, at)
    return mso, elements


def verify_document(item, session, roots, at):
    document = item.map('document')
    doc_type = member(document, 'docType', 'document').text('document')
    demand(session.doc_type in (None, doc_type), '8.3.2.1.2: of a type that was not asked for')
    mso, elements = verify_issuer_signed(member(document, 'issuerSigned', 'document'), doc_type, roots, at)
    said = check_device(document, doc_type, mso, session)
    return doc_type, elements, said


def verify(data, session, roots, at):
    """The documents of a DeviceResponse: type, elements, what the device says."""
    response = read(data).map('response')
    demand(member(response, 'version', 'response').text('response') == '1.0', '8.3.2.1.2.2: version')
    demand(member(response, 'status', 'response').of(0, 'response').value == 0, '8.3.2.1.2.2: status')
    documents = member(response, 'documents', 'response').array('response')
    demand(documents, '8.3.2.1.2.2: no documents')
    return [verify_document(document, session, roots, at) for document in documents]


def reader_authentication(transcript, items):
    return bytes(embed(encode(['ReaderAuthentication', Raw(transcript), Raw(items)])))


def read_request(data, transcript, roots, at):
    """What is asked for: type, {namespace: {element: retained}}, name of a reader that signed."""
    request = read(data).map('request')
    demand(member(request, 'version', 'request').text('request') == '1.0', '8.3.2.1.2.1: version')
    asked = []
    for one in member(request, 'docRequests', 'request').array('request'):
        members = one.map('DocRequest')
        items = member(members, 'itemsRequest', 'DocRequest')
        wanted = items.embedded('ItemsRequest').map('ItemsRequest')
        name = None
        if 'readerAuth' in members:
            auth = Message(members['readerAuth'], 18)
            leaf = check_path(auth.chain(), roots, at, READER)
            content = reader_authentication(transcript, items.raw)
            check(leaf.public_key(), auth.alg, auth.proof, to_be_signed(auth.headers, content))
            name = leaf.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value
        asked.append((wanted['docType'].value, wanted['nameSpaces'].value, name))
    return asked
