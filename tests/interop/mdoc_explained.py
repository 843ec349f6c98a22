# SPDX-License-Identifier: Apache-2.0
"""Why others differ from us on mobile documents: what each case shows stands here, with its reason.  For mdoc.py."""
import collections

# What each library can be asked for.
PEERS = {
    'auth0': ('verify', 'make'),
    'owf': ('verify', 'received', 'make', 'request', 'readRequest', 'transcript'),
    'sphereon': ('verify',),
}

Difference = collections.namedtuple('Difference', 'text cases')  # cases: {who: names}


def differ(text, all_of='', **names):
    """Cases between bars; those of `all_of` are shown by each who is named at all."""
    def split(cases):
        return {name.strip() for name in cases.split('|') if name.strip()}
    return Difference(' '.join(text.split()), {who: split(cases) | split(all_of) for who, cases in names.items()})


DIFFERENCES = {
    'Brainpool': differ(
        '''ISO/IEC 18013-5 (9.1.2.4, 9.1.3.5, 9.1.3.6) has readers know the Brainpool curves of RFC 5639; the three
        JavaScript libraries have none of them, but where Node itself is asked.''',
        '''ES256 by an issuer on Brainpool | ES384 by an issuer on Brainpool | ES512 by an issuer on Brainpool |
           -265, for Brainpool alone | -267, for Brainpool alone | -268, for Brainpool alone''',
        auth0='''device key on Brainpool, ES256 | device key on Brainpool, ES384 | device key on Brainpool, ES512 |
            MAC on Brainpool''',
        owf='''device key on Brainpool, ES256 | device key on Brainpool, ES384 | device key on Brainpool, ES512 |
            MAC on Brainpool''', sphereon=''),
    'long keys': differ(
        '''Maps, arrays, byte strings and values may have longer heads than they need, as some wallets write them; keys of maps
        may not, for a key in two forms could be there twice. ISO/IEC 18013-5 does not say; owf compares digests with what
        it writes itself.''',
        'security object with long keys', Python='long keys in an element', auth0='long keys in an element', owf='',
        sphereon='long keys in an element'),
    'array of one': differ(
        '''One certificate is a byte string and no array of one (RFC 9360 section 2, CDDL). Python is strict; we and the
        others read it all the same.''', Python='x5chain that is an array of one'),
    'no purpose': differ(
        '''A signer's certificate has to name the purpose of signing such documents (Annex B). Python is strict; we tell it
        and go on, since real wallets' issuers have none, or one of their own ecosystem, and RFC 5280 lets one without a
        purpose sign. One for something else that is known, such as readers, is refused.''',
        Python='signer for nothing in particular'),
    'tag 18': differ(
        '''A COSE_Sign1 of mobile documents has no tag. We and Python read one that has it (RFC 9052 section 2); the others
        do not.''', 'tag 18 on issuerAuth', auth0='', owf='request with tag 18', sphereon=''),
    'written again': differ(
        '''A digest is over the bytes as received, the head included (9.1.2.5). auth0 writes that head again, and owf the
        whole element, before they hash it: they refuse one whose head is long, and take one whose head was changed after
        it was signed.''',
        auth0='long head around an element | element written again with a longer head',
        owf='''long head around an element | element written again with a longer head | long heads in an element |
            element of no announced length'''),
    'ESP256': differ(
        '''The fully specified algorithms of RFC 9864 are newer than the others.''',
        'ESP256, the fully specified number | ESP512, the fully specified number | Ed448, the fully specified number',
        auth0='', owf='', sphereon=''),
    'MAC of owf': differ(
        '''owf takes no MAC: it compares the number of HMAC 256/256 with a name, and would fail behind the check as well.
        It leaves the empty external data out of what it authenticates (RFC 9052 section 6.3 has a byte string there), so
        that its own MACs are refused by us, Python and auth0; sphereon looks at none.''',
        owf='''MAC of the device | MAC on P-384 | MAC on P-521 |
            made by auth0, ES256, MAC | made by auth0, ES384, MAC | made by auth0, ES512, MAC |
            issued by Python, ES256, shown by us with a MAC | issued by Python, ES384, shown by us with a MAC |
            issued by auth0, ES256, shown by us with a MAC | issued by auth0, ES384, shown by us with a MAC |
            issued by owf, ES256, shown by us with a MAC | issued by owf, ES384, shown by us with a MAC |
            id-card issued by us, ES256, shown by us with a MAC | household-register issued by us, ES256, shown by us with a MAC |
            business-licence issued by us, ES256, shown by us with a MAC''',
        sphereon='made by owf, ES256, MAC | made by owf, ES384, MAC | made by owf, ES512, MAC'),
    'no digests, no device': differ(
        '''sphereon verifies the issuer's signature, the type and the time. Digests ("not implemented yet"), the country,
        versions, tags of dates and what the device proves it does not look at.''',
        sphereon='''digests swapped | digest cut short | digest of the content alone | digests by SHA-1 |
            namespace that was not signed | element that was not signed | element moved from another document |
            element moved to another namespace | element with another value | element written again with a longer head |
            security object of another document | no elements | of another country than its signer |
            security object of version 1.1 | security object of version 2.0 | dates without their tag |
            device key of another | MAC by the device of another | MAC for another reader | MAC with another purpose |
            MAC cut to 64 bits | MAC without the reader's key | nothing of the device | no device authentication |
            transcript of another session | MAC in another session | device signature with a bit flipped |
            device's algorithm unprotected | ES384 by a device on P-256 | device signed no byte string |
            second document with the device of another'''),
    'profile': differ(
        '''What a certificate is for (extended key usage, key usage, basic constraints, path length: Annex B) is not looked
        at. auth0 checks signatures and times; owf and sphereon leave the chain to their caller, here mdoc_node.mjs, which
        does no more.''',
        '''signer for readers | signer that may not sign | authority as a signer |
           a chain longer than its root allows''',
        auth0='signer below a signer', owf='root that has expired', sphereon='root that has expired'),
    'readers of owf': differ(
        '''owf checks that a request is signed by the key of the certificate in it, and not whose certificate that is;
        nor the version.''',
        owf='''request by a signer of documents | request by a reader that has expired | request under another root |
            request of version 2.0'''),
    'type of document': differ(
        '''owf does not compare the type that is shown with the type that was signed (9.3.1).''',
        owf='type of document other than was signed | shown as another type'),
    'twice': differ(
        '''The others read a map that has a key twice, which is no valid map (RFC 8949 section 5.6).''',
        'security object with a member twice | document with a member twice | response with a member twice',
        auth0='', owf='request with a member twice', sphereon=''),
    'element twice': differ(
        '''An element that is there twice, a namespace of nothing and a random of less than 16 bytes (9.1.2.5, 8.3.2.1.2.2)
        are taken.''', 'element twice | namespace of nothing | random of 8 bytes', auth0='', owf='', sphereon=''),
    'headers': differ(
        '''The algorithm must be protected, and a critical header understood (RFC 9052 sections 3.1 and 4.4; ISO/IEC 18013-5
        9.1.2.4).''', 'protected header of an empty map, algorithm unprotected | critical header that nobody knows',
        auth0='algorithm unprotected', owf=''),
    'bare security object': differ(
        '''The payload is the security object in a byte string with tag 24 (9.1.2.4); auth0 takes it without.''',
        auth0='security object in no byte string'),
    'both proofs': differ(
        '''A device proves by a signature or by a MAC (9.1.3.4). The others look at the signature and pass over the MAC.''',
        'signature and MAC at once', auth0='', owf='', sphereon=''),
    'payload': differ(
        '''What a device signs is made by the reader. A payload that comes along and is another is passed over by auth0.''',
        'another payload in the device signature', auth0='', sphereon=''),
    'authorised': differ(
        '''What a device may say by itself is in keyAuthorizations (9.1.2.4); the others do not look there.''',
        'device says what it may not | device says another element than it may', auth0='', owf='', sphereon=''),
    'asked for': differ(
        '''The others are not told which type was asked for, or do not compare.''', 'of a type that nobody asked for',
        auth0='', owf='', sphereon=''),
    'time': differ(
        '''A signature of tomorrow, and a document past its own expiry_date, are taken by the others. owf and sphereon allow
        for clocks that differ by 30 and 120 seconds, which no case here needs.''',
        'signed in the future | past its own expiry date', auth0='', owf='', sphereon=''),
    'status': differ(
        '''We say *unknown* of a document with a status that was not looked up, Python refuses it, and the others do not look
        at it.''', 'a status that nobody can look up here', auth0='', owf='', sphereon=''),
    'response': differ(
        '''Versions after 1.0, a status other than 0 and members that are not there (8.3.2.1.2.2) are taken.''',
        'response of version 1.1 | response of version 2.0 | response that tells of an error',
        auth0='response without a status | response without a version', owf='response without documents',
        sphereon='response without documents | response of no documents'),
    'received by owf': differ(
        '''owf is not told for which device a document was issued.''', owf='issued for the device of another'),
    'handovers of owf': differ(
        '''owf reads the transcript, and knows none of ISO/IEC 18013-7 Annex C.''', owf='session by ISO/IEC 18013-7 Annex C'),
    'after 2038': differ(
        '''sphereon counts seconds in 32 bits: a licence that is valid for long, or for ever, has expired in 1910 or 1969.''',
        sphereon=' | '.join(f'{name} issued by us, {proof}'
                            for name in ('id-card', 'household-register', 'business-licence') for proof in (
                                'ES256, shown by us with a signature', 'ES256, shown by us with a MAC',
                                'ES384, shown by us with a signature', 'EdDSA, shown by us with a signature'))),
    'readers of sphereon': differ(
        '''sphereon reads no time with an offset for "Z", no x5chain in the protected header, and no kid that is
        *undefined*, which auth0 writes where the issuer's key has no name: RFC 9052 has a byte string there. We and the
        others pass over it.''',
        sphereon='''times with an offset | kid that is undefined | x5chain in the protected header |
            made by auth0, ES256, signature | made by auth0, ES256, MAC | made by auth0, ES384, signature |
            made by auth0, ES384, MAC | made by auth0, ES512, signature | made by auth0, ES512, MAC |
            issued by auth0, ES256, shown by us with a signature | issued by auth0, ES256, shown by us with a MAC |
            issued by auth0, ES384, shown by us with a signature | issued by auth0, ES384, shown by us with a MAC'''),
}
