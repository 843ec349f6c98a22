#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A counter's call that goes over HTTP to a repository which serves: the signed answer is printed as that of a repository
on this machine is, and nothing is believed that this repository has not signed about this very call.

usage: release_to.py WALLET EXAMPLES
"""
import http.server
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import urllib.request

from serving import LIMIT, Service, demand

wallet, examples = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
KEPT = ('ASAN_', 'UBSAN_', 'LSAN_', 'LLVM_', 'GCOV_', 'LD_', 'WALLET_CATALOGUE')
CALL, ANSWER = 'application/wallet-call+cwt', 'application/wallet-answer+cwt'
AGENCY, COUNTER, REPOSITORY, OTHER = '11360500000000019F', '11360502000000019C', '913605020000000194', '11360503000000019T'
REFUSED, USAGE, FILE = 1, 2, 5


class Counter:
    """A holder with a vault, an agency, a counter and a repository with the holder's card, all in one folder."""

    def __init__(self, folder):
        self.folder = folder
        self.environment = {name: value for name, value in os.environ.items() if name.startswith(KEPT)}
        self.environment.update(HOME=str(folder), LC_ALL='C.UTF-8', PATH='/usr/bin:/bin')

    def run(self, *words, code=0, given=''):
        result = subprocess.run([wallet, *words], cwd=self.folder, env=self.environment, capture_output=True,
                                text=True, input=given, timeout=LIMIT)
        demand(result.returncode == code, f'{words} exits {result.returncode}, not {code}: {result.stderr}')
        return result.stdout, result.stderr

    def set_up(self):
        (self.folder / 'pw').write_text('correct horse battery\n')
        (self.folder / 'pw').chmod(0o600)
        self.run('vault', 'init', '--cost', 'low', '--passphrase-file', 'pw', '-o', 'holder.pub')
        for name, uscc in (('agency', AGENCY), ('counter', COUNTER)):
            self.run('key', 'new', f'{name}.key', '-i', uscc)
            self.run('key', 'export', f'{name}.key', '-o', f'{name}.pub')
        self.run('repository', 'init', 'store', '-i', REPOSITORY)
        self.run('repository', 'init', 'other', '-i', OTHER)
        self.run('trust', 'init', 'region', '--root-issuer', AGENCY)
        self.run('trust', 'add', 'region', '--key', 'agency.pub', '--types', '*')
        self.run('trust', 'add', 'region', '--key', 'counter.pub', '--role', 'counter',
                 '--types', 'id-card:name+citizen_number')
        for name in ('store', 'other'):
            self.run('trust', 'add', 'region', '--key', f'{name}/repository.pub', '--role', 'repository')
        self.run('trust', 'publish', 'region', '-o', 'trust.cbor')
        self.run('trust', 'import', 'trust.cbor', '--root', 'region/root.pub')
        self.run('issue', 'id-card', '-d', examples / 'id-card.json', '-k', 'agency.key', '--holder', 'holder.pub',
                 '-o', 'card.cbor')
        self.run('add', '--passphrase-file', 'pw', 'card.cbor')
        self.run('repository', 'load', '--repository', 'store', 'card.cbor')
        self.run('repository', 'share', 'add', '--repository', 'store', '-d', COUNTER, '-t', 'id-card:name+citizen_number',
                 '-m', 'M1', '-u', '2036-12-31')

    def serve(self, name, *words):
        return Service(wallet, 'repository', 'serve', '--repository', name, '--listen', '127.0.0.1:0', '--json', '--quiet',
                       *words, cwd=self.folder, env=self.environment,
                       read=lambda line: json.loads(line)['url'].split('//')[1])

    def grant(self):
        """The text of a code, as a scanner types it."""
        self.run('grant', '--passphrase-file', 'pw', 'id-card:name,citizen_number', '--to', COUNTER, '-m', 'Rent subsidy',
                 '--yes', '-f', '-o', 'grant.txt')
        return (self.folder / 'grant.txt').read_text()

    def release(self, url, *words, code=0, who=REPOSITORY, items='id-card:name'):
        return self.run('repository', 'release', '--to', url, '--repository-id', who, '-k', 'counter.key', '-c', 'Zhong',
                        '-m', 'Rent subsidy', '--matter-code', 'M1', '-i', items, '-g', '-', *words, code=code,
                        given=self.grant())

    def refused(self, url, *words, code, **more):
        """The three lines that tell why there is nothing."""
        out, told = self.release(url, *words, code=code, **more)
        lines = told.splitlines()
        demand(not out and len(lines) == 3, f'{url} is told of in three lines: {out}{told}')
        demand(all(line.startswith(start) for line, start in zip(lines, ('wallet: ', 'why: ', 'hint: '))), told)
        return told


class Between(http.server.BaseHTTPRequestHandler):
    """Somebody on the way to the repository; the path says what they do with the answer."""

    def do_POST(self):
        call = self.rfile.read(int(self.headers['Content-Length']))
        status, body = 200, b''
        if self.path == '/busy' or self.path == '/down':
            status = 503
        else:
            body = self.ask(call)
        if self.path == '/refusal':
            status = 403
        elif self.path == '/altered':
            body = body[:-1] + bytes([body[-1] ^ 1])
        elif self.path == '/replayed':
            body, self.server.kept = self.server.kept, body
        self.send_response(status)
        if self.path == '/busy':
            self.send_header('Retry-After', '7')
        self.send_header('Content-Type', 'text/html' if self.path == '/page' else ANSWER)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def ask(self, call):
        request = urllib.request.Request(f'{self.server.behind}/v1/call', call, {'Content-Type': CALL})
        with urllib.request.urlopen(request, timeout=LIMIT) as answer:
            return answer.read()

    def log_message(self, *arguments):
        pass


def is_answered(counter, url):
    out, told = counter.release(url, '-v', 'name=钟望舒')
    demand('same' in out and not told, f'what was sent is compared there: {out}{told}')
    out, _ = counter.release(url, '-v', 'name=钟望', '--lang', 'zh', code=REFUSED)
    demand('不一致' in out, f'and differs: {out}')
    out, _ = counter.release(url, '-o', 'copies', '--json')
    told = json.loads(out)
    demand(told['outcome'] == 'SUCCESS' and told['licences'][0]['copy'] == 'id-card-1.cbor', f'a copy comes: {told}')
    out, _ = counter.run('verify', 'copies/id-card-1.cbor', '-a', COUNTER)
    demand('钟望舒' in out and REPOSITORY in out, f'and is the repository\'s: {out}')


def is_refused(counter, url):
    told = counter.refused(url, items='id-card:address', code=REFUSED)
    demand('NO_RIGHT' in told, f'a refusal that was signed is told as one: {told}')
    grant = counter.grant()
    call = ('repository', 'release', '--to', url, '--repository-id', REPOSITORY, '-k', 'counter.key', '-c', 'Zhong', '-m',
            'Rent subsidy', '--matter-code', 'M1', '-i', 'id-card:name', '-g', grant.strip())
    counter.run(*call)
    _, told = counter.run(*call, code=REFUSED)
    demand('USED_ALREADY' in told, f'a grant is good for one time there, too: {told}')


def a_call_that_was_made_before_is_sent(counter, url):
    """It says itself which repository it is for."""
    (counter.folder / 'grant.cbor').write_text(counter.grant())
    counter.release(url, '--save-call', 'call.cbor', '-f')
    out, _ = counter.run('repository', 'release', '--to', url, 'call.cbor', '--json', code=REFUSED)
    demand(json.loads(out)['outcome'] == 'USED_ALREADY', f'the call was answered: {out}')


def is_told_what_the_transport_says(counter, url):
    told = counter.refused(f'{url}/busy', code=FILE)
    demand('503' in told and '7 seconds' in told, f'when to come again: {told}')
    told = counter.refused(f'{url}/down', code=FILE)
    demand('503' in told and 'in a moment' in told, f'it does not say when: {told}')
    told = counter.refused(f'{url}/page', code=FILE)
    demand('text/html' in told, f'a page is no answer: {told}')


def nothing_is_believed_of_others(counter, url, other):
    out, _ = counter.release(f'{url}/whole')
    demand('Resident Identity Card' in out, f'who only passes it on does no harm: {out}')
    counter.refused(f'{url}/replayed', code=FILE)  # there is none yet
    for path in ('altered', 'replayed'):
        told = counter.refused(f'{url}/{path}', code=REFUSED)
        demand('not to be relied on' in told, f'{path}: {told}')
    told = counter.refused(f'{url}/refusal', items='id-card:address', code=REFUSED)
    demand('NO_RIGHT' in told, f'a refusal counts that was signed, under a status of refusal, too: {told}')
    for place, who in ((other, REPOSITORY), (url, OTHER)):
        told = counter.refused(place, who=who, code=REFUSED)
        demand('not to be relied on' in told, f'{place} is not {who}: {told}')


def wrong_lines_are_refused(counter, url):
    call = ('repository', 'release', '-k', 'counter.key', '-c', 'Zhong', '-m', 'Rent subsidy', '--matter-code', 'M1', '-i',
            'id-card:name')
    for words, what in ((('--to', url), "'--repository-id' is missing"),
                        (('--to', url, '--repository-id', REPOSITORY, '--repository', 'store'), 'exclude each other'),
                        (('--repository', 'store', '--repository-id', REPOSITORY), "'--to' is missing"),
                        (('--to', 'store', '--repository-id', REPOSITORY), 'is no address'),
                        (('--to', 'http://192.0.2.1', '--repository-id', REPOSITORY), 'is no address'),
                        (('--to', url, '--repository-id', '1136'), 'was not signed')):
        _, told = counter.run(*call, *words, code=USAGE)
        demand(what in told and told.count('\n') == 3, f'{words}: {told}')


def main():
    with tempfile.TemporaryDirectory() as folder:
        counter = Counter(pathlib.Path(folder))
        counter.set_up()
        service, other = counter.serve('store'), counter.serve('other')
        urls = ['http://{}:{}'.format(*one.place) for one in (service, other)]
        between = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Between)
        between.behind, between.kept = urls[0], b''
        threading.Thread(target=between.serve_forever, daemon=True).start()
        is_answered(counter, urls[0])
        is_refused(counter, urls[0])
        a_call_that_was_made_before_is_sent(counter, urls[0])
        is_told_what_the_transport_says(counter, f'http://127.0.0.1:{between.server_port}')
        nothing_is_believed_of_others(counter, f'http://127.0.0.1:{between.server_port}', urls[1])
        wrong_lines_are_refused(counter, urls[0])
        service.stop()
        other.stop()
        told = counter.refused(urls[0], code=FILE)
        demand(f"no answer from '{urls[0]}/v1/call'" in told, f'nobody is there: {told}')
        between.shutdown()


if __name__ == '__main__':
    main()
