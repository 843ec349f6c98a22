#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Mobile documents in both directions between our library, an implementation in Python (mdoc_verifier.py,
mdoc_maker.py) and libraries of others from npm (mdoc_peers.mjs): what each makes, all verify; what is wrong,
all must refuse, or mdoc_explained.py says why one does not.  README.md has the matrix of what was measured.

usage: mdoc.py [--write] PROBE EXAMPLE-DATA      --write: refresh the matrix
"""
import collections
import json
import pathlib
import shutil
import subprocess
import sys

import mdoc_cases as cases
from mdoc_explained import DIFFERENCES, PEERS
from mdoc_maker import *
from mdoc_matrix import check_readme, write_readme

HERE = pathlib.Path(__file__).parent
SKIPPED = 77
complaints = []


def check(holds, *what):
    if not holds:
        complaints.append(' '.join(map(str, what))[:600])
    return holds


# --- who verifies ----------------------------------------------------------------------------------------------

def pem(key, is_private=True):
    if not is_private:
        return key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())


def key_file(key, is_private=True, issuer=b''):
    return b'Types: *\n' + (b'Issuer: %s\n' % issuer if issuer else b'') + (pem(key, is_private) if key is not None else b'')


class Lines:
    """A process that answers a line with a line."""

    def __init__(self, *command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, line):
        self.process.stdin.write(line + '\n')
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            sys.exit(f'{self.process.args} is gone, asked for {line[:200]}')
        return answer.rstrip('\n')

    def close(self):
        self.process.stdin.close()
        return self.process.wait()


class Us(Lines):
    """Our library behind mdoc_probe.c."""

    def say(self, *fields):
        words = [field.hex() if isinstance(field, bytes) else str(field) for field in fields]
        return self.ask(' '.join(word or '-' for word in words)).split('\t')

    def make(self, *fields):
        status, made = self.say(*fields)
        return bytes.fromhex(made) if check(status == 'OK', fields[0], status, made) else b''

    def verify(self, case):
        session, device = case.session, case.device.public_key()
        status, *rest = self.say(
            'verify', case.data, session.transcript if case.kind == 'response' else b'',
            key_file(session.reader) if session.reader else b'', (session.doc_type or '').encode(),
            key_file(device, False) if case.kind == 'received' else b'', pem_of(case.roots), case.agency, case.at)
        verdicts = [tuple(rest[at:at + 5]) for at in range(0, len(rest), 5)]
        worst = next((one for one in verdicts if one[0] != 'accepted'), verdicts[0])
        check((status == 'OK') == (worst[0] == 'accepted'), case.what, status, worst)
        return f'{worst[0]} {worst[1]}', worst[2], [shown(one[4]) for one in verdicts]

    def read(self, case):
        status, *rest = self.say('request', case.data, case.session.transcript, pem_of(case.roots), case.at)
        if status != 'OK':
            return status, '', []
        return f'{rest[1]} {rest[2]}', '', [
            [(text_of(rest[at]), asked(rest[at + 4]), rest[at + 3] or None) for at in range(0, len(rest), 5)]]


def text_of(hexed):
    return bytes.fromhex(hexed).decode()


def shown(field):
    """What our library showed of a document: ({namespace: {element: value}} by the issuer, by the device)."""
    by = ({}, {})
    for one in filter(None, field.split(',')):
        name_space, identifier, value, is_by_device = one.split(':')
        by[int(is_by_device)].setdefault(text_of(name_space), {})[text_of(identifier)] = cbor2.loads(bytes.fromhex(value))
    return by


def asked(field):
    wanted = {}
    for one in filter(None, field.split(',')):
        name_space, identifier, is_retained = one.split(':')
        wanted.setdefault(text_of(name_space), {})[text_of(identifier)] = is_retained == '1'
    return wanted


def python_says(case):
    """None and what is seen, or why not."""
    try:
        if case.kind == 'request':
            return None, [read_request(case.data, case.session.transcript, case.roots, case.at)]
        if case.kind == 'received':
            mso, elements = verify_issuer_signed(read(case.data), None, case.roots, case.at)
            demand(cose_key(mso.device) == cose_key(case.device.public_key()), '9.1.3: another device')
            return None, [(elements, {})]
        return None, [(elements, said) for _, elements, said in verify(case.data, case.session, case.roots, case.at)]
    except Refused as error:
        return str(error), None


class Peers(Lines):
    """The libraries from npm."""

    def __init__(self):
        super().__init__('node', str(HERE / 'mdoc_peers.mjs'))

    def say(self, peer, verb, **fields):
        return json.loads(self.ask(json.dumps({'peer': peer, 'verb': verb, **fields})))

    def make(self, peer, verb, **fields):
        answer = self.say(peer, verb, **fields)
        if 'made' not in answer:
            sys.exit(f'{peer} {verb}: {answer}')
        return answer.get('made')

    def verify(self, peer, case):
        session, verb = case.session, {'response': 'verify', 'received': 'received', 'request': 'readRequest'}[case.kind]
        if verb not in PEERS[peer]:
            return None
        return self.say(peer, verb, input=case.data.hex(), transcript=session.transcript.hex(), at=case.at,
                        reader=pem(session.reader).hex() if session.reader else '',
                        readerCose=secret_cose(session.reader).hex() if session.reader else '',
                        roots=[pem_of([root]).decode() for root in case.roots], rootsDer=[root.hex() for root in case.roots])


def secret_cose(key):
    size = CURVES[curve_of(key.public_key())][1]
    return encode({**cose_key(key.public_key()), -4: key.private_numbers().private_value.to_bytes(size, 'big')})


# --- one case for all --------------------------------------------------------------------------------------------

def run_case(us, peers, group, case, matrix):
    got, detail, seen = us.read(case) if case.kind == 'request' else us.verify(case)
    check(got == case.wanted, f'{case.what}: wanted {case.wanted}, we say {got} ({detail})')
    is_good = got.split()[0] in ('accepted', 'passed', 'not-applicable')
    row = {'us': '✓' if is_good else '?' if got.startswith('unknown') else '✗'}
    why, python_seen = python_says(case)
    row['Python'] = '✗' if why else '✓'
    if is_good and not why:
        check(seen == python_seen, case.what, 'we see', seen, 'Python', python_seen)
    reasons = {'Python': why}
    for peer in PEERS if peers else ():
        answer = peers.verify(peer, case)
        row[peer] = None if answer is None else '✓' if 'made' in answer else '✗'
        reasons[peer] = answer and answer.get('why')
    check(case.what not in matrix, case.what, 'is there twice')
    matrix[case.what] = (group, case.wanted, row)
    for who, why in reasons.items():
        explain(case.what, who, is_good, row.get(who), why)


def explain(what, who, is_good, mark, why):
    """Who differs from us is in the table, and nobody else."""
    differs = mark is not None and (mark == '✓') != is_good
    named = [name for name, difference in DIFFERENCES.items() if what in difference.cases.get(who, ())]
    if differs:
        check(len(named) == 1, f'{what}: {who} has {mark} ({why}), we have {"✓" if is_good else "✗"}; explained by {named}')
    elif mark is not None:
        check(not named, f'{what}: {who} has {mark} as we do ({why}); explained by {named}')


def check_flips(us, case):
    """The same with a bit flipped here and there: we refuse it, and so does Python.  What no signature covers is
    left out: a certificate's own signature is refused in another form by us alone."""
    der = case.data.index(b'\x18\x21\x59')
    end = der + 5 + int.from_bytes(case.data[der + 3:der + 5], 'big')
    for at in range(3, len(case.data), 29):
        if not der <= at < end:
            copy = bytearray(case.data)
            copy[at] ^= 1 << at % 8
            spoilt = cases.Case(f'{case.what}, byte {at}', bytes(copy), world=case, session=case.session)
            got, detail, _ = us.verify(spoilt)
            check(not got.startswith('accepted') and python_says(spoilt)[0], spoilt.what, got, detail, python_says(spoilt))


# --- what others make, and what we make of it -------------------------------------------------------------------------

RECIPES = (  # issuer's curve and algorithm, digest, device's curve
    ('ES256', 1, 'SHA-256'), ('ES384', 2, 'SHA-384'), ('ES512', 3, 'SHA-512'),
)
PLAIN = {MDL: {'family_name': 'Doe', 'given_name': '张三', 'issuing_country': 'UT', 'age_over_18': True, 'weight': 70},
         'org.example': {'note': 'hello'}}
CHOSEN = [[MDL, 'family_name'], [MDL, 'given_name'], [MDL, 'issuing_country'], ['org.example', 'note']]


def made_by(peers, peer, w, recipe, with_mac):
    alg, curve, digest = recipe
    ds, device, reader = signer('Utopia DS', w.iaca, curve=curve), new_private(curve), new_private(curve)
    transcript = transcript_qr(w.engagement, encode(cose_key(reader.public_key())))
    made = peers.make(
        peer, 'make', docType=DOC_TYPE, elements=PLAIN, signer=pem(ds.key).hex(), chain=[pem_of([ds.der]).decode()],
        chainDer=[ds.der.hex()], alg=alg, digest=digest, device=pem(device).hex(), transcript=transcript.hex(),
        readerPublic=encode(cose_key(reader.public_key())).hex() if with_mac else '', shown=CHOSEN, signed=AT - DAY,
        until=AT + DAY, at=AT)
    issued = read(bytes.fromhex(made['issued']))
    if peer == 'auth0':  # which puts it into a response
        issued = issued.map('response')['documents'].parts[0].map('document')['issuerSigned']
    return bytes.fromhex(made['response']), bytes(issued.raw), device, Session(transcript, reader)


FLIPPED = ('signature of the device', 'MAC of the device', 'made by owf, ES256, signature', 'issued by owf, ES256, shown by us with a MAC')


def peers_cases(us, peers, w):
    for peer in ('auth0', 'owf'):
        for recipe in RECIPES:
            for with_mac in (False, True):
                response, issued, device, session = made_by(peers, peer, w, recipe, with_mac)
                what = f'made by {peer}, {recipe[0]}, {"MAC" if with_mac else "signature"}'
                yield cases.Case(what, response, MADE.get(what, cases.GOOD), world=w, session=session)
                if not with_mac and recipe[0] != 'ES512':
                    yield cases.Case(f'issued by {peer}, {recipe[0]}', issued, world=w, kind='received', device=device)
                    yield from presented(us, w, f'issued by {peer}, {recipe[0]}', issued, device, session)
    for alg, curve in (('ES256', 1), ('ES384', 2)):
        reader = signer('Town Hall', w.reader_root, READER, curve=curve)
        made = peers.make('owf', 'request', docType=DOC_TYPE, shown=[[*one, 1] for one in CHOSEN], signer=pem(reader.key).hex(),
                          chainDer=[reader.der.hex()], alg=alg, transcript=w.transcript.hex(), at=AT)
        yield cases.Case(f'request by owf, {alg}', bytes.fromhex(made), 'passed NONE', world=w, kind='request',
                         roots=[w.reader_root.der])


MADE = {
    'made by owf, ES256, MAC': 'refused HOLDER',
    'made by owf, ES384, MAC': 'refused HOLDER',
    'made by owf, ES512, MAC': 'refused HOLDER',
}


def presented(us, w, what, issuer_signed, device, session, choices=CHOSEN, **known):
    """What others issued, shown by us with a signature and with a MAC."""
    choices = hexed(one for one in choices if one[1].encode() in issuer_signed)
    for proof, reader in (('signature', b''), ('MAC', key_file(session.reader.public_key(), False))):
        if proof == 'MAC' and curve_of(device.public_key()) != curve_of(session.reader.public_key()):
            continue
        made = us.make('present', session.transcript, reader, 1, issuer_signed, key_file(device), choices)
        yield cases.Case(f'{what}, shown by us with a {proof}', made, world=w, session=session, **known)


def presented_cases(us, w):
    for alg, curve, digest in RECIPES[:2]:
        device, reader = new_private(curve), new_private(curve)
        session = Session(transcript_qr(w.engagement, encode(cose_key(reader.public_key()))), reader)
        one = Issued(w, ds=signer('Utopia DS', w.iaca, curve=curve), hash=digest, device=device)
        yield from presented(us, w, f'issued by Python, {alg}', encode(one.issuer_signed()), device, session)
    edwards = new_private(EDWARDS)
    one = Issued(w, device=edwards)
    yield from presented(us, w, 'issued by Python, device on Ed25519', encode(one.issuer_signed()), edwards, w.session)


def hexed(choices):
    return ','.join(f'{name_space.encode().hex()}:{name.encode().hex()}' for name_space, name in choices)


def asked_cases(us, w):
    """Requests that we make."""
    for name, curve in (('ES256', 1), ('ES384', 2), ('EdDSA', EDWARDS)):
        reader = signer('Town Hall', w.reader_root, READER, curve=curve)
        made = us.make('ask', w.transcript, key_file(reader.key, issuer=der.USCC.encode()), pem_of([reader.der]),
                       DOC_TYPE.encode(), hexed(CHOSEN))
        yield cases.Case(f'request by us, {name}', made, 'passed NONE', world=w, kind='request', roots=[w.reader_root.der])


def issued_cases(us, w, data):
    """Licences that we issue."""
    root = authority('Region', country='CN')
    for alg, curve in (('ES256', 1), ('ES384', 2), ('EdDSA', EDWARDS)):
        agency = signer('A Bureau', root, curve=curve, country='CN', organisation=der.USCC)
        device = new_private(curve)
        for name, shown in OURS.items():
            what = f'{name} issued by us, {alg}'
            made = us.make('issue', key_file(agency.key, issuer=der.USCC.encode()), pem_of([agency.der]),
                           key_file(device.public_key(), False), name, (data / f'{name}.json').read_bytes(), AT)
            doc_type = Mso(Message(read(made).map('ours')['issuerAuth'], 18).payload).doc_type
            known = {'roots': [root.der], 'agency': key_file(agency.key.public_key(), False, der.USCC.encode())}
            yield cases.Case(what, made, world=w, kind='received', device=device, **known)
            yield from presented(us, w, what, made, device, w.session, [(doc_type, one) for one in shown], **known)


OURS = {
    'id-card': ('name', 'birth_date', 'portrait'),
    'household-register': ('address', 'members'),
    'business-licence': ('name', 'legal_representative'),
}


def check_transcripts(us, peers, w):
    """Each makes the same bytes of a session."""
    for name, (kind, fields) in cases.TRANSCRIPTS.items():
        wanted, parts = cases.transcript_of(w, name), fields(w)
        made = {'us': us.make('transcript', kind, *parts, *[b''] * (4 - len(parts)))}
        if peers:
            made['owf'] = bytes.fromhex(peers.make('owf', 'transcript', kind=kind, fields=[part.hex() for part in parts]) or '')
        for who, one in made.items():
            check(one == wanted, f'transcript by {name}: {who} makes {one.hex()}, Python {wanted.hex()}')


def main(probe, data, write=False):
    has_npm = shutil.which('node') and (HERE / 'node_modules' / '.package-lock.json').exists()
    us, peers, w, matrix = Us(probe), Peers() if has_npm else None, World(), {}
    groups = [('Made in Python', cases.good_cases(w)), ('Wrong as it was issued', cases.issuer_cases(w)),
              ('Wrong as it was shown', cases.shown_cases(w)), ('As a device gets it', cases.received_cases(w)),
              ('Requests', cases.request_cases(w)), ('Shown by us', presented_cases(us, w))]
    groups += [('Asked by us', asked_cases(us, w)), ('Issued by us', issued_cases(us, w, pathlib.Path(data)))]
    groups += [('Made by libraries from npm', peers_cases(us, peers, w))] if peers else []
    for group, ones in groups:
        for case in ones:
            run_case(us, peers, group, case, matrix)
            if case.what in FLIPPED:
                check_flips(us, case)
    check_transcripts(us, peers, w)
    check(us.close() == 0 and (not peers or peers.close() == 0), 'a process failed')
    if peers:
        for name, difference in DIFFERENCES.items():
            for who, whats in difference.cases.items():
                check(set(whats) <= set(matrix), name, who, 'no such case:', set(whats) - set(matrix))
        check(len(matrix) >= 100, 'only', len(matrix), 'cases')
    (write_readme if write else check_readme)(HERE / 'README.md', matrix, check)

    count = collections.Counter((who, mark) for _, _, row in matrix.values() for who, mark in row.items())
    for (who, mark), number in sorted(count.items(), key=str):
        print(f'{number:5} {who} {mark or "not asked"}')
    print(f'{len(matrix)} cases; {len(DIFFERENCES)} explained differences, {len(complaints)} complaints')
    print('\n'.join(complaints))
    if not complaints and not peers:
        print('SKIPPED what the libraries from npm say: run npm ci --prefix tests/interop')
    return 1 if complaints else 0 if peers else SKIPPED


if __name__ == '__main__':
    arguments = [one for one in sys.argv[1:] if one != '--write']
    sys.exit(main(*arguments, write='--write' in sys.argv))
