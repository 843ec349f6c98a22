# SPDX-License-Identifier: Apache-2.0
"""An issuer, a device and a reader of mobile documents in Python; each can be told to get one thing wrong.
Keys are made when it is run.  For mdoc.py."""
import base64
import datetime
import secrets

import der
from mdoc_verifier import *

AT = 1780315200  # 2026-06-01T12:00:00Z: when all of it is verified, unless a case says otherwise
DAY = 86400
DOC_TYPE = 'org.iso.18013.5.1.mDL'
AAMVA = 'org.iso.18013.5.1.aamva'


def date(text):
    return cbor2.CBORTag(1004, text)


def moment(unix):
    return datetime.datetime.utcfromtimestamp(unix)


def tdate(unix, form='%Y-%m-%dT%H:%M:%SZ'):
    return cbor2.CBORTag(0, moment(unix).strftime(form))


ELEMENTS = {
    MDL: {
        'family_name': 'Doe', 'given_name': '张三', 'birth_date': date('1990-02-28'), 'document_number': 'D-1234',
        'issuing_country': 'UT', 'expiry_date': date('2031-01-31'), 'portrait': bytes(range(256)) * 4,
        'driving_privileges': [{'vehicle_category_code': 'A', 'issue_date': date('2018-08-09')}],
        'age_over_18': True,
    },
    AAMVA: {'domestic_driving_privileges': [], 'weight': 70},
}
SHOWN = {MDL: ('family_name', 'given_name', 'birth_date', 'issuing_country', 'portrait', 'age_over_18')}


# --- certificates (Annex B) --------------------------------------------------------------------------------

ALT_NAME = der.extension('2.5.29.18', False, der.seq(der.tlv(0x81, b'iaca@example.test')))
CRL = der.extension('2.5.29.31', False, der.seq(der.seq(der.tlv(0xa0, der.tlv(0xa0, der.tlv(
    0x86, b'http://example.test/crl'))))))


def subject(label, country='UT', organisation=None):
    return der.name((der.C, country), *([(der.ORGANISATION, organisation)] if organisation else []), (der.CN, label))


def authority(label, issuer=None, length=0, since=AT - 900 * DAY, until=AT + 900 * DAY, country='UT',
              **more):
    above = (der.aki,) if issuer else ()
    return der.Certificate(subject(label, country), (der.constraints(True, length), der.usage(der.CERTIFY, der.REVOKE), der.ski,
                                            *above, ALT_NAME, CRL),
                           issuer, since=moment(since), until=moment(until), **more)


def signer(label, issuer, purpose=DOCUMENT_SIGNER, since=AT - 90 * DAY, until=AT + 300 * DAY, country='UT', curve=1,
           organisation=None, usage=der.usage(der.SIGN), extensions=None, **more):
    purposes = (der.purposes(purpose, critical=True),) if purpose else ()
    extensions = extensions or (usage, *purposes, der.ski, der.aki, ALT_NAME, CRL)
    return der.Certificate(subject(label, country, organisation), extensions, issuer, key=new_private(curve), since=moment(since),
                           until=moment(until), **more)


# --- COSE ------------------------------------------------------------------------------------------------------

def sign1(private, content, *, headers=None, unprotected=None, payload=None, alg=None, tag=None):
    """A COSE_Sign1 over `content`; `payload` is what is sent of it."""
    alg = alg or NATURAL[curve_of(private.public_key())]
    headers = {ALG: alg} if headers is None else headers
    parts = [protected(headers), unprotected or {}, payload, sign(private, alg, to_be_signed(headers, content))]
    return cbor2.CBORTag(tag, parts) if tag else parts


def same(item, *_):
    return item


# --- the issuer --------------------------------------------------------------------------------------------------

class Issued:
    """What an issuer hands over, and what is needed to show it.

    `odd` tells what is wrong with it: functions that are given a part and give another."""

    def __init__(self, world, *, doc_type=DOC_TYPE, elements=ELEMENTS, ds=None, alg=None, chain=None, hash='SHA-256',
                 signed=AT - 30 * DAY, since=AT - 30 * DAY, until=AT + 200 * DAY, device=None, authorised=None,
                 random=32, form='%Y-%m-%dT%H:%M:%SZ', version='1.0', item=None, mso=same, auth=same, headers=None,
                 unprotected=None, key=None, tag=None, digests=same, payload=same, embedding=embed,
                 hashed=same):
        self.world, self.doc_type, self.ds = world, doc_type, ds or world.ds
        self.device = device or world.device
        item = item or (lambda members: encode(members))
        self.items, values = {}, {}
        for name_space, ones in elements.items():
            self.items[name_space] = {}
            for number, (name, value) in enumerate(ones.items()):
                members = {'digestID': number, 'random': secrets.token_bytes(random), 'elementIdentifier': name,
                           'elementValue': value}
                self.items[name_space][name] = embedding(item(members))
            values[name_space] = {number: DIGESTS[hash](hashed(one)).digest()
                                  for number, one in enumerate(self.items[name_space].values())}
        info = {'deviceKey': cose_key(self.device.public_key())}
        info |= {'keyAuthorizations': authorised} if authorised else {}
        self.mso = mso({
            'version': version, 'digestAlgorithm': hash, 'valueDigests': digests(values), 'deviceKeyInfo': info,
            'docType': doc_type, 'validityInfo': {'signed': tdate(signed, form), 'validFrom': tdate(since, form),
                                                  'validUntil': tdate(until, form)}})
        content = bytes(payload(embed(encode(self.mso))))
        chain = [self.ds.der] if chain is None else chain
        unprotected = {X5CHAIN: chain[0] if len(chain) == 1 else chain} if unprotected is None else unprotected
        self.auth = auth(sign1(key or self.ds.key, content, headers=headers, unprotected=unprotected, payload=content,
                               alg=alg, tag=tag))

    def issuer_signed(self, shown=None, items=same):
        chosen = {name_space: [self.items[name_space][name] for name in names]
                  for name_space, names in (self.items if shown is None else shown).items()}
        return {'nameSpaces': items(chosen), 'issuerAuth': self.auth}


# --- the device ----------------------------------------------------------------------------------------------------

def device_signed(issued, transcript, *, mac_with=None, key=None, said=None, doc_type=None, proofs=same, alg=None,
                  headers=None, unprotected=None, payload=False, info=b'EMacKey', content=same):
    private = key or issued.device
    name_spaces = embed(encode(said or {}))
    message = content(device_authentication(transcript, doc_type or issued.doc_type, name_spaces))
    sent = message if payload else None
    if mac_with:
        headers = {ALG: HMAC_256} if headers is None else headers
        code = mac(mac_key(private, mac_with, transcript, info), to_be_maced(headers, message))
        proof = {'deviceMac': [protected(headers), unprotected or {}, sent, code]}
    else:
        proof = {'deviceSignature': sign1(private, message, headers=headers, unprotected=unprotected, alg=alg,
                                          payload=sent)}
    return {'nameSpaces': name_spaces, 'deviceAuth': proofs(proof)}


def document(issued, transcript, *, shown=SHOWN, shown_type=None, items=same, part=same, whole=same, **device):
    issuer_signed = part(issued.issuer_signed(shown, items))
    signed = device_signed(issued, transcript, doc_type=shown_type, **device)
    return whole({'docType': shown_type or issued.doc_type, 'issuerSigned': issuer_signed, 'deviceSigned': signed})


def response(*documents, version='1.0', status=0, whole=same):
    return encode(whole({'version': version, 'documents': list(documents), 'status': status}))


# --- the reader --------------------------------------------------------------------------------------------------------

def request(reader, transcript, *, doc_type=DOC_TYPE, name_spaces=None, version='1.0', chain=None, key=None, tag=None,
            headers=None, signed_items=None, alg=None, unprotected=None, whole=same):
    """A DeviceRequest; `reader` is None where nobody signs."""
    wanted = name_spaces or {MDL: {'family_name': False, 'portrait': True}}
    items = embed(encode({'docType': doc_type, 'nameSpaces': wanted}))
    one = {'itemsRequest': items}
    if reader:
        content = reader_authentication(transcript, signed_items or items)
        chain = [reader.der] if chain is None else chain
        unprotected = {X5CHAIN: chain[0] if len(chain) == 1 else chain} if unprotected is None else unprotected
        one['readerAuth'] = sign1(key or reader.key, content, unprotected=unprotected, headers=headers, alg=alg, tag=tag)
    return encode(whole({'version': version, 'docRequests': [one]}))


# --- who there is ---------------------------------------------------------------------------------------------------------

def pem_of(certificates):
    return b''.join(b'-----BEGIN CERTIFICATE-----\n' + base64.encodebytes(one) + b'-----END CERTIFICATE-----\n'
                    for one in certificates)


class World:
    def __init__(self):
        self.iaca, self.stranger = authority('Utopia IACA'), authority('Other IACA')
        self.ds, self.other_ds = signer('Utopia DS', self.iaca), signer('Second DS', self.iaca)
        self.reader_root = authority('Reader Root')
        self.reader_signer = signer('Town Hall', self.reader_root, READER)
        self.device, self.other_device = new_private(), new_private()
        self.reader, self.other_reader = new_private(), new_private()
        engagement = encode({0: '1.0', 1: [1, embed(encode(cose_key(new_private().public_key())))]})
        self.engagement, self.reader_cose = engagement, encode(cose_key(self.reader.public_key()))
        self.transcript = transcript_qr(engagement, self.reader_cose)
        self.other_transcript = transcript_qr(engagement, encode(cose_key(self.other_reader.public_key())))
        self.session = Session(self.transcript, self.reader)
        self.roots = [self.iaca.der]
