#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A case that is pushed to a department's system: the signature of the request is checked as RFC 9421 has it, with
python3-cryptography and nothing of ours; a case that is sent twice is the same, and one that was not taken is sent again.

usage: push.py WALLET EXAMPLES
"""
import base64
import hashlib
import http.server
import json
import pathlib
import re
import sys
import tempfile
import threading

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from case_scene import COUNTER, Counter
from serving import demand

wallet, examples = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
REFUSED, USAGE, FILE = 1, 2, 5


class Department(http.server.BaseHTTPRequestHandler):
    """Answers as it is told, keeps what it was sent."""
    answers, requests = [], []

    def do_POST(self):
        body = self.rfile.read(int(self.headers['Content-Length']))
        self.requests.append((f'http://{self.headers["Host"]}{self.path}', self.headers, body))
        status, fields, answer = self.answers.pop(0) if self.answers else (200, {}, b'{"reference":"SP-17"}')
        self.send_response(status)
        for name, value in fields.items():
            self.send_header(name, value)
        self.send_header('Content-Length', str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


def push(counter, number, url, *words, code=0):
    return counter.run('case', 'push', number, '-c', 'one-window', '--to', url, '--key', 'counter.key', *words, code=code)


def signed_base(url, headers):
    """What RFC 9421 section 2.5 has signed of these components."""
    values = {'@method': 'POST', '@target-uri': url}
    parameters = headers['Signature-Input'].removeprefix('wallet=')
    names = re.findall(r'"([^"]+)"', parameters.split(')')[0])
    lines = [f'"{name}": {values.get(name) or headers[name]}' for name in names]
    return names, '\n'.join(lines + [f'"@signature-params": {parameters}']).encode()


def check_request(counter, request):
    url, headers, body = request
    digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
    demand(headers['Content-Digest'] == f'sha-256=:{digest}:', 'another Content-Digest')
    demand(headers['Content-Type'] == 'application/json', 'another Content-Type')
    names, base = signed_base(url, headers)
    demand(names == ['@method', '@target-uri', 'content-type', 'content-digest', 'idempotency-key'], f'signs {names}')
    demand(f'keyid="{COUNTER}#' in headers['Signature-Input'] and 'alg="ed25519"' in headers['Signature-Input'],
           'the signature does not say whose it is')
    signature = base64.b64decode(headers['Signature'].removeprefix('wallet=:').removesuffix(':'))
    pem = (counter.folder / 'counter.pub').read_bytes()
    key = load_pem_public_key(pem[pem.index(b'-----BEGIN'):])
    key.verify(signature, base)
    try:
        key.verify(signature, base.replace(b'POST', b'PUT '))
    except InvalidSignature:
        return json.loads(body)
    raise SystemExit('a signature that holds for anything')


def push_once(counter, url, number):
    out, _ = push(counter, number, url, '--json')
    told = json.loads(out)
    demand(told['reference'] == 'SP-17' and told['tries'] == 1, f'told {told}')
    body = check_request(counter, Department.requests[-1])
    demand(body['BJBH'] == number and body['SSBM'] and body['SJDW'] == COUNTER, 'another case')
    demand([value['ZDZ'] for value in body['BDLB'] if value['ZDBM'] == 'name'] == ['钟望舒'], 'another name')
    demand(Department.requests[-1][1]['Idempotency-Key'] == told['key'], 'another key')
    shown = json.loads(counter.run('case', 'show', number, '--json')[0])
    demand(shown['state'] == 'IN_PROGRESS', 'the case was not handed over')


def push_again(counter, url, number):
    """What has become of the case since is another message; the same case is the same."""
    keys = []
    for _ in range(2):
        push(counter, number, url)
        keys.append(Department.requests[-1][1]['Idempotency-Key'])
    demand(keys[0] == keys[1], 'one case has two keys')
    demand(Department.requests[-1][2] == Department.requests[-2][2], 'one case is two messages')
    demand(keys[0] != Department.requests[0][1]['Idempotency-Key'], 'two states of a case have one key')


def busy(counter, url):
    """It comes again when it is asked to, with the same key, under a signature of its own time."""
    number = counter.accept()
    Department.answers[:] = [(503, {'Retry-After': '1'}, b''), (429, {}, b'')]
    out, _ = push(counter, number, url, '--json')
    demand(json.loads(out)['tries'] == 3, f'told {out}')
    last = Department.requests[-3:]
    demand(len({request[1]['Idempotency-Key'] for request in last}) == 1, 'another try, another key')
    for request in last:
        check_request(counter, request)


def refused(counter, url):
    """A system that does not want it is not asked again, and the case stays where it is."""
    number = counter.accept()
    sent = len(Department.requests)
    Department.answers[:] = [(422, {}, b'{"reference":"\\u202ex"}')]
    _, told = push(counter, number, url, code=REFUSED)
    demand('it answers 422; tries: 1' in told and 'compare the connector' in told, told)
    demand(len(Department.requests) == sent + 1, 'asked again')
    demand(json.loads(counter.run('case', 'show', number, '--json')[0])['state'] == 'ACCEPTED', 'handed over')
    Department.answers[:] = [(500, {}, b'')]
    _, told = push(counter, number, url, '--tries', '1', code=FILE)
    demand('it answers 500; tries: 1' in told and 'push it again later' in told, told)

    # What it calls the case is believed only if it can be shown.
    Department.answers[:] = [(200, {}, b'{"reference":"\\u202ex"}')]
    demand(json.loads(push(counter, number, url, '--json')[0])['reference'] is None, 'a reference that hides')


def nobody(counter, number):
    _, told = push(counter, number, 'http://127.0.0.1:9/', '--tries', '1', code=FILE)
    demand("did not take the case" in told, told)
    _, told = push(counter, number, 'http://approval.example/', '--tries', '1', code=FILE)
    demand("did not take the case" in told, told)


def main():
    with tempfile.TemporaryDirectory(prefix='wallet-push-') as folder:
        counter = Counter(pathlib.Path(folder), wallet)
        counter.set_up(examples)
        counter.run('key', 'export', 'counter.key', '-o', 'counter.pub')
        server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Department)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f'http://127.0.0.1:{server.server_port}/cases'
        number = counter.accept()
        push_once(counter, url, number)
        push_again(counter, url, number)
        busy(counter, url)
        refused(counter, url)
        nobody(counter, number)
        server.shutdown()


main()
