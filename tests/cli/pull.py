#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Cases that departments' systems pull: what is asked is signed as RFC 9421 has it, with python3-cryptography and nothing
of ours; what was accepted is told once, whoever else accepts meanwhile and whenever the service starts anew.

usage: pull.py WALLET EXAMPLES ROOT
"""
import base64
import hashlib
import json
import pathlib
import re
import secrets
import sys
import tempfile
import threading
import time

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key

from case_scene import COUNTER, Counter
from serving import Service, demand, head

wallet, examples, root = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
POLICE = '113605000000010626'  # whose matter a residence permit is
OTHER = '11360500000000019F'
COVERED = ('@method', '@authority', '@path', '@query')
JSON, PROBLEM, PACKAGE = 'application/json', 'application/problem+json', 'application/wallet-case+cwt'
USAGE, KEY = 2, 6


class System:
    """A department's approval system, with a key of its own."""

    def __init__(self, counter, name, uscc, *words):
        counter.run('key', 'new', f'{name}.key', '-i', uscc, *words)
        counter.run('key', 'export', f'{name}.key', '-o', f'{name}.pub')
        pem = (counter.folder / f'{name}.key').read_bytes()
        self.key = load_pem_private_key(pem[pem.index(b'-----BEGIN'):], None)
        told = json.loads(counter.run('key', 'show', f'{name}.pub', '--json')[0])
        self.key_id = f'{uscc}#{told["kid"]}'
        self.name = name

    def signature(self, message):
        if not hasattr(self.key, 'curve'):
            return self.key.sign(message)
        r, s = decode_dss_signature(self.key.sign(message, ECDSA(SHA256())))
        return r.to_bytes(32, 'big') + s.to_bytes(32, 'big')

    def request(self, place, path, body=None, **changed):
        """One signed request, byte by byte; what is changed is changed after, or before, it is signed."""
        host = f'127.0.0.1:{place[1]}'
        bare, _, query = path.partition('?')
        digest = base64.b64encode(hashlib.sha256(body or b'').digest()).decode()
        values = {'@method': 'POST' if body is not None else 'GET', '@authority': host, '@path': bare,
                  '@query': f'?{query}', 'content-digest': f'sha-256=:{digest}:', 'content-type': JSON}
        covered = changed.get('covered', COVERED + (('content-digest',) if body is not None else ()))
        nonce = changed.get('nonce', secrets.token_urlsafe(16))
        parameters = f'({" ".join(json.dumps(name) for name in covered)});created={changed.get("created", int(time.time()))}'
        parameters += f';keyid="{changed.get("key_id", self.key_id)}"'
        parameters += changed.get('more', f';nonce="{nonce}"')
        lines = [f'"{name}": {values.get(name, "x")}' for name in covered]
        base = '\n'.join(lines + [f'"@signature-params": {parameters}']).encode()
        signature = base64.b64encode(self.signature(base)).decode()
        fields = f'Signature-Input: s={parameters}\r\nSignature: s=:{changed.get("signature", signature)}:\r\n'
        fields = changed.get('fields', fields)
        if body is None:
            return head(changed.get('method', 'GET'), changed.get('other', path), host, None, more=fields)
        fields += f'Content-Digest: {changed.get("digest", values["content-digest"])}\r\n'
        sent = changed.get('sent', body)
        return head('POST', path, host, changed.get('kind', JSON), len(sent), fields) + sent


class Desk:
    """A counter that serves its cases, and who asks it."""

    def __init__(self, folder):
        self.counter = Counter(folder, wallet)
        self.counter.set_up(examples)
        run = self.counter.run
        run('key', 'export', 'counter.key', '-o', 'counter.pub')
        self.police = System(self.counter, 'police', POLICE)
        self.curve = System(self.counter, 'curve', POLICE, '-a', 'es256')
        self.other = System(self.counter, 'other', OTHER)
        self.window = System(self.counter, 'window', POLICE)
        self.stranger = System(self.counter, 'stranger', POLICE)
        run('trust', 'init', 'region', '--root-issuer', '11360500000000019F')
        for name, role in (('police', 'approval'), ('curve', 'approval'), ('other', 'approval'), ('window', 'counter'),
                           ('counter', 'counter')):
            run('trust', 'add', 'region', '--key', f'{name}.pub', '--role', role)
        run('trust', 'publish', 'region', '-o', 'trust.cbor')
        run('trust', 'import', 'trust.cbor', '--root', 'region/root.pub')
        self.start()

    def start(self):
        self.service = Service(wallet, 'case', 'serve', '--connector', 'one-window', '--key', 'counter.key', '--listen',
                               '127.0.0.1:0', '--json', '--quiet', cwd=self.counter.folder, env=self.counter.environment,
                               stderr_to='/dev/null',
                               read=lambda line: json.loads(line)['url'].removeprefix('http://'))

    def ask(self, system, path, *words, **changed):
        return self.service.ask(system.request(self.service.place, path, *words, **changed))

    def get(self, system, path, *words):
        answer = self.ask(system, path, *words)
        demand(answer.status == 200, f'{path} answers {answer}')
        return answer

    def list(self, system, query=''):
        return json.loads(self.get(system, f'/v1/cases{query}').body)


def is_signed(desk, raw):
    """What the counter signed of an answer: its status, its body, and what it answers to."""
    answer = desk.service.ask(raw)
    parameters = answer.fields['signature-input'].removeprefix('wallet=')
    digest = base64.b64encode(hashlib.sha256(answer.body).digest()).decode()
    demand(answer.fields['content-digest'] == f'sha-256=:{digest}:', 'another Content-Digest')
    asked = re.search(rb'\r\nSignature: (.*)\r\n', raw).group(1).decode()
    base = (f'"@status": {answer.status}\n"content-type": {answer.fields["content-type"]}\n'
            f'"content-digest": sha-256=:{digest}:\n"signature";req: {asked}\n"@signature-params": {parameters}').encode()
    signature = base64.b64decode(answer.fields['signature'].removeprefix('wallet=:').removesuffix(':'))
    demand(f'keyid="{COUNTER}#' in parameters, 'the answer does not say whose it is')
    pem = (desk.counter.folder / 'counter.pub').read_bytes()
    key = load_pem_public_key(pem[pem.index(b'-----BEGIN'):])
    key.verify(signature, base)
    try:
        key.verify(signature, base.replace(asked.encode(), b's=:AAAA:'))
    except InvalidSignature:
        return answer
    raise SystemExit('a signature that holds for anything')


def only_who_may_asks(desk):
    """One thing wrong with a request is enough, and is told; who is not known is told nothing else."""
    now = int(time.time())
    ask, get = desk.police, '/v1/cases'
    rows = (
        ('no signature', ask, {'fields': ''}, 'are needed'),
        ('two signatures', ask, {'fields': 'Signature: a=:AAAA:\r\n' * 2}, 'are needed'),
        ('no form', ask, {'fields': 'Signature-Input: s=x\r\nSignature: s=:AAAA:\r\n'}, 'in the form that is taken'),
        ('another signature', ask, {'signature': base64.b64encode(bytes(64)).decode()}, 'does not hold'),
        ('no base64', ask, {'signature': 'AAA'}, 'is no base64'),
        ('another path', ask, {'other': '/v1/cases/1'}, 'does not hold'),
        ('another query', ask, {'other': '/v1/cases?limit=1'}, 'does not hold'),
        ('less is signed', ask, {'covered': COVERED[:3]}, 'must be signed'),
        ('twice the same', ask, {'covered': COVERED + COVERED[:1]}, 'signed twice'),
        ('what is not there', ask, {'covered': COVERED + ('x-other',)}, 'does not have'),
        ('what nobody knows', ask, {'covered': COVERED + ('@status',)}, 'does not have'),
        ('too old', ask, {'created': now - 400}, 'within the last 5 minutes'),
        ('to come', ask, {'created': now + 400}, 'within the last 5 minutes'),
        ('over', ask, {'more': f';nonce="0123456789abcdef";expires={now - 1}'}, 'within the last 5 minutes'),
        ('no nonce', ask, {'more': ''}, 'created, keyid and nonce'),
        ('a short nonce', ask, {'nonce': 'short'}, 'at least 16'),
        ('a parameter twice', ask, {'more': ';nonce="0123456789abcdef";nonce="0123456789abcdef"'}, 'the form'),
        ('a parameter of others', ask, {'more': ';nonce="0123456789abcdef";x=1'}, 'the form'),
        ('another algorithm', ask, {'more': ';nonce="0123456789abcdef";alg="ecdsa-p256-sha256"'}, 'does not hold'),
        ('an algorithm of nobody', ask, {'more': ';nonce="0123456789abcdef";alg="hmac-sha256"'}, 'alg is none'),
        ('another key', ask, {'key_id': desk.curve.key_id}, 'does not hold'),
        ('no key', ask, {'key_id': 'police'}, 'keyid is not'),
        ('a key of no list', desk.stranger, {}, 'does not hold'),
        ('a key of another role', desk.window, {}, "the role 'approval'"),
    )
    for what, system, changed, why in rows:
        answer = desk.ask(system, get, **changed)
        told = json.loads(answer.body)
        demand(answer.status == 401 and answer.fields['content-type'] == PROBLEM, f'{what}: {answer}')
        demand(why in told['detail'] and told['status'] == 401, f'{what}: {told}')
        demand('accept-signature' in answer.fields and 'signature' not in answer.fields, f'{what}: {answer.fields}')


def a_body_is_as_it_was_signed(desk, number):
    path, body = f'/v1/cases/{number}/receipt', b'{"reference":"SP-1"}'
    for what, changed in (('another body', {'sent': b'{"reference":"SP-2"}'}), ('another digest', {'digest': 'sha-256=:AA:'}),
                          ('not signed', {'covered': COVERED})):
        answer = desk.ask(desk.police, path, body, **changed)
        demand(answer.status == 401, f'{what}: {answer}')
    for what, body in (('no JSON', b'x'), ('no reference', b'{}'), ('empty', b'{"reference":""}'),
                       ('long', b'{"reference":"' + b'x' * 128 + b'"}'), ('hides', b'{"reference":"\\u202e"}')):
        answer = desk.ask(desk.police, path, body)
        demand(answer.status == 400 and 'the body is' in json.loads(answer.body)['detail'], f'{what}: {answer}')
    demand(desk.ask(desk.police, path, b'x' * 5000).status == 413, 'a large body')
    demand(desk.ask(desk.police, path, b'{}', kind='text/plain').status == 415, 'another type')


def a_request_is_good_once(desk):
    """The service remembers over a restart, too."""
    raw = desk.police.request(desk.service.place, '/v1/cases')
    demand(desk.service.ask(raw).status == 200, 'the first time')
    answer = is_signed(desk, raw)
    demand(answer.status == 401 and 'used before' in json.loads(answer.body)['detail'], f'again: {answer}')
    demand('www-authenticate' in answer.fields, f'again: {answer.fields}')

    # Another port is another authority: what is remembered is the nonce, whatever else is signed.
    nonce = secrets.token_urlsafe(16)
    demand(desk.ask(desk.police, '/v1/cases', nonce=nonce).status == 200, 'a nonce')
    desk.service.stop()
    desk.start()
    answer = desk.ask(desk.police, '/v1/cases', nonce=nonce)
    demand(answer.status == 401 and 'used before' in json.loads(answer.body)['detail'], f'after a restart: {answer}')
    demand(desk.ask(desk.curve, '/v1/cases', nonce=nonce).status == 200, "another key's nonce is another")


def what_is_asked_makes_sense(desk, number):
    for query, why in (('?limit=0', 'from 1 to 100'), ('?limit=101', 'from 1 to 100'), ('?limit=-1', 'from 1 to 100'),
                       ('?limit=', 'from 1 to 100'), ('?since=1', 'no cursor'), ('?since=', 'no cursor'),
                       ('?since=' + 'f' * 16 + '-1', 'no cursor'), ('?since=' + '0' * 16 + '-1', 'no cursor'),
                       ('?limit=1&limit=1', 'at most once'), ('?all=1', 'at most once'), ('?x', 'at most once'),
                       ('?since=' + 'a' * 200, 'longer')):
        answer = desk.ask(desk.police, f'/v1/cases{query}')
        demand(answer.status == 400 and why in json.loads(answer.body)['detail'], f'{query}: {answer}')
    answer = desk.ask(desk.police, f'/v1/cases?since={1:016x}-36050020200101000001')
    demand(answer.status == 409 and 'begin anew' in json.loads(answer.body)['detail'], f'another store: {answer}')
    demand(desk.ask(desk.police, f'/v1/cases/{number}?x=1').status == 400, 'a query where there is none')
    for path in ('36050020200101000001', 'x', f'{number}/other', f'{number}/receipt', '1' * 40, f'{number}/'):
        demand(desk.ask(desk.police, f'/v1/cases/{path}').status == 404, f'{path} is found')
    demand(desk.ask(desk.police, f'/v1/cases/{number}/package', b'{"reference":"x"}').status == 404, 'a package is posted')


def a_department_pulls(desk, number):
    listed = desk.list(desk.police)
    demand([line['number'] for line in listed['cases']] == [number] and not listed['more'], f'listed {listed}')
    demand(listed['cases'][0]['state'] == 'ACCEPTED' and listed['next'], f'listed {listed}')
    demand(desk.list(desk.police, f'?since={listed["next"]}') == {'v': 1, 'cases': [], 'next': listed['next'],
                                                                  'more': False}, 'nothing is new')
    answer = is_signed(desk, desk.police.request(desk.service.place, f'/v1/cases/{number}'))
    pushed, _ = desk.counter.run('case', 'push', number, '-c', 'one-window', '--dry-run')
    demand(answer.status == 200 and answer.fields['content-type'] == JSON, f'{answer}')
    demand(json.loads(answer.body) == json.loads(pushed), 'what is pulled is not what is pushed')
    demand(desk.get(desk.curve, f'/v1/cases/{number}').body == answer.body, 'ECDSA')

    package = desk.get(desk.police, f'/v1/cases/{number}/package')
    demand(package.fields['content-type'] == PACKAGE, f'{package.fields}')
    (desk.counter.folder / 'case.cbor').write_bytes(package.body)
    checked = json.loads(desk.counter.run('case', 'check', 'case.cbor', '--trust', 'trust.cbor', '--trust', 'region/root.pub',
                                          '--trust', 'agency.pub', '--json')[0].splitlines()[-1])
    demand(checked['number'] == number, f'checked {checked}')


def another_department_sees_nothing(desk, number):
    demand(desk.list(desk.other) == {'v': 1, 'cases': [], 'next': None, 'more': False}, 'it is told of it')
    for path, body in ((number, None), (f'{number}/package', None), (f'{number}/receipt', b'{"reference":"SP-1"}')):
        answer = is_signed(desk, desk.other.request(desk.service.place, f'/v1/cases/{path}', body))
        unknown = desk.ask(desk.other, f'/v1/cases/{path.replace(number, "36050020200101000001")}', body)
        demand(answer.status == 404 and answer.body == unknown.body, f'{path}: {answer}')
    demand(desk.list(desk.police)['cases'][0]['state'] == 'ACCEPTED', 'it was taken')


def a_receipt_is_kept_once(desk, number):
    def receipt(reference):
        return desk.ask(desk.police, f'/v1/cases/{number}/receipt', json.dumps({'reference': reference}).encode())

    answers = [receipt('SP-17') for _ in range(2)]
    demand(all(json.loads(answer.body) == {'v': 1, 'number': number, 'state': 'IN_PROGRESS', 'reference': 'SP-17'}
               for answer in answers), f'{answers}')
    answer = receipt('SP-18')
    demand(answer.status == 409 and 'another reference' in json.loads(answer.body)['detail'], f'{answer}')
    shown = json.loads(desk.counter.run('case', 'show', number, '--json')[0])
    demand(shown['state'] == 'IN_PROGRESS', f'shown {shown["state"]}')
    demand(desk.list(desk.police)['cases'][0]['state'] == 'IN_PROGRESS', 'the list tells')

    # What was given back before the receipt came is not taken.
    number = desk.counter.accept()
    desk.counter.run('case', 'close', number, '--as', 'returned', '-n', '申请人撤回')
    answer = receipt('SP-19')
    demand(answer.status == 409 and 'no longer' in json.loads(answer.body)['detail'], f'{answer}')


def nothing_is_missed_while_others_accept(desk):
    """Pages of one while two clerks accept: each case once, in one order, whoever asks and from where on."""
    before = [line['number'] for line in desk.list(desk.police)['cases']]
    accepted, told, cursor = [], [], desk.list(desk.police)['next']
    lock = threading.Lock()

    def accept():
        for _ in range(3):
            number = desk.counter.accept()
            with lock:
                accepted.append(number)

    clerks = [threading.Thread(target=accept) for _ in range(2)]
    for clerk in clerks:
        clerk.start()
    while True:
        is_over = not any(clerk.is_alive() for clerk in clerks)
        page = desk.list(desk.police, f'?since={cursor}&limit=1')
        told += [line['number'] for line in page['cases']]
        cursor = page['next']
        if len(told) == 2:
            desk.service.stop()
            desk.start()
        if is_over and not page['cases']:
            break
    demand(sorted(told) == sorted(accepted) and len(accepted) == 6, f'told {told} of {accepted}')
    demand([line['number'] for line in desk.list(desk.police, '?limit=100')['cases']] == before + told, 'another order')


def is_as_described(desk):
    answer = desk.service.ask(head('GET', '/v1/openapi.json', f'127.0.0.1:{desk.service.place[1]}', None))
    description = json.loads(answer.body)
    demand(answer.body == (root / 'cli/openapi_cases.json').read_bytes(), 'the description is the one in the tree')
    demand(re.fullmatch(r'3\.0\.\d', description['openapi']), 'it is OpenAPI 3.0')
    demand(set(description['paths']) == {'/v1/cases', '/v1/cases/{number}', '/v1/cases/{number}/package',
                                         '/v1/cases/{number}/receipt', '/v1/openapi.json', '/health'}, 'its paths')
    for path, methods in description['paths'].items():
        for method, operation in methods.items():
            body = b'{"reference":"x"}' if method == 'post' else None
            for system, known in ((desk.police, True), (desk.stranger, False)):
                answer = desk.ask(system, path.replace('{number}', '36050020200101000001'), body)
                told = operation['responses'].get(str(answer.status))
                demand(told, f'{method} {path} answers {answer.status}, which is not described')
                while '$ref' in told:
                    place = description
                    for name in told['$ref'].removeprefix('#/').split('/'):
                        place = place[name]
                    told = place
                demand(answer.fields['content-type'] in told['content'], f'{path} answers {answer.fields}')
                demand(('signature' in answer.fields) == (known and '/cases' in path), f'{path} is signed')
    for path in ('/', '/v1', '/v1/call', '/v1/case'):
        demand(desk.ask(desk.police, path).status == 404, f'{path} is served')
    demand(desk.ask(desk.police, '/v1/cases', b'{}').status == 405, 'a list is posted')


def is_not_started_wrong(desk):
    serve = ('case', 'serve', '--listen', '127.0.0.1:0')
    _, told = desk.counter.run(*serve, '--key', 'counter.key', code=USAGE)
    demand('--connector and --key are needed' in told, told)
    _, told = desk.counter.run(*serve, '-c', 'one-window', '--key', 'police.key', code=KEY)
    demand("the key is another counter's" in told, told)
    _, told = desk.counter.run('case', 'serve', '-c', 'one-window', '--key', 'counter.key', '--listen', '0.0.0.0:0',
                               code=USAGE)
    demand('it would be open to the network' in told, told)
    (desk.counter.folder / 'empty.db').write_bytes(b'')
    _, told = desk.counter.run(*serve, '-c', 'one-window', '--key', 'counter.key', '--memory', 'empty.db', code=5)
    demand('cannot remember what was asked' in told, told)


def main():
    with tempfile.TemporaryDirectory(prefix='wallet-pull-') as folder:
        desk = Desk(pathlib.Path(folder))
        demand(desk.list(desk.police) == {'v': 1, 'cases': [], 'next': None, 'more': False}, 'there is nothing')
        number = desk.counter.accept()
        desk.counter.run('case', 'open', 'residence-permit-issue')
        only_who_may_asks(desk)
        a_department_pulls(desk, number)
        another_department_sees_nothing(desk, number)
        a_body_is_as_it_was_signed(desk, number)
        what_is_asked_makes_sense(desk, number)
        a_request_is_good_once(desk)
        a_receipt_is_kept_once(desk, number)
        nothing_is_missed_while_others_accept(desk)
        is_as_described(desk)
        is_not_started_wrong(desk)
        desk.service.stop()


main()
