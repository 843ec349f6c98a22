#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""An answer that is posted: a server on this machine, with a certificate of its own, gets what the counter then
accepts, whole and once; and nothing leaves where the server is not the one that is meant.

usage: post.py WALLET EXAMPLES
"""
import http.server
import json
import os
import pathlib
import socket
import ssl
import subprocess
import sys
import tempfile
import threading

wallet, examples = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
LIMIT = 60
FILE = 5  # the exit code of what could not be read or written
KEPT = ('ASAN_', 'UBSAN_', 'LSAN_', 'LLVM_', 'GCOV_', 'LD_')


def demand(holds, what):
    if not holds:
        sys.exit(f'not so: {what}')


class Desk(http.server.BaseHTTPRequestHandler):
    """Keeps what is posted; the path says what it answers: /404."""

    def do_POST(self):
        size = int(self.headers['Content-Length'])
        self.server.got.append((self.path, self.headers['Content-Type'], self.rfile.read(size)))
        self.send_response(int(self.path[1:4]))
        if self.path.startswith('/3'):
            self.send_header('Location', '/200')
        self.send_header('Content-Length', '0')
        self.end_headers()

    do_GET = do_POST

    def log_message(self, *arguments):
        pass


class Server(http.server.ThreadingHTTPServer):
    def __init__(self, certificate):
        super().__init__(('127.0.0.1', 0), Desk)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(f'{certificate}.pem', f'{certificate}.key')
        self.socket = context.wrap_socket(self.socket, server_side=True)
        self.got = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def take(self):
        """What has come since."""
        got, self.got = self.got, []
        return got


class Holder:
    """Somebody with a vault, a counter and an agency, all in one folder."""

    def __init__(self, folder):
        self.folder = folder
        self.environment = {name: value for name, value in os.environ.items() if name.startswith(KEPT)}
        self.environment.update(HOME=str(folder), LC_ALL='C.UTF-8', PATH='/usr/bin:/bin')

    def run(self, *words, code=0):
        result = subprocess.run([wallet, *words], cwd=self.folder, env=self.environment, capture_output=True,
                                text=True, stdin=subprocess.DEVNULL, timeout=LIMIT)
        demand(result.returncode == code, f'{words} exits {result.returncode}, not {code}: {result.stderr}')
        return result.stdout + result.stderr

    def set_up(self):
        (self.folder / 'pw').write_text('correct horse battery\n')
        (self.folder / 'pw').chmod(0o600)
        self.run('vault', 'init', '--cost', 'low', '--passphrase-file', 'pw', '-o', 'holder.pub')
        for name, uscc in (('agency', '11360500000000019F'), ('counter', '11360502000000019C')):
            self.run('key', 'new', f'{name}.key', '-i', uscc)
            self.run('key', 'export', f'{name}.key', '-o', f'{name}.pub')
        self.run('trust', 'init', 'region', '--root-issuer', '11360500000000019F')
        self.run('trust', 'add', 'region', '--key', 'agency.pub', '--types', '*')
        self.run('trust', 'add', 'region', '--key', 'counter.pub', '--role', 'counter',
                 '--types', 'id-card,household-register')
        self.run('trust', 'publish', 'region', '-o', 'trust.cbor')
        self.run('trust', 'import', 'trust.cbor', '--root', 'region/root.pub')
        for kind in ('id-card', 'household-register'):
            self.run('issue', kind, '-d', str(examples / f'{kind}.json'), '-k', 'agency.key', '--holder', 'holder.pub',
                     '-o', f'{kind}.cbor')
            self.run('add', f'{kind}.cbor', '--passphrase-file', 'pw')

    def ask(self, url, *items):
        words = [word for item in items or ['id-card:name,sex'] for word in ('--items', item)]
        self.run('ask', *words, '--matter', 'Rent subsidy', '--reply', url, '-k', 'counter.key',
                 '-o', 'request.txt', '-f')

    def post(self, *words, code=0):
        return self.run('answer', 'request.txt', '--passphrase-file', 'pw', '--post', '--yes', *words, code=code)


def certify(folder, name, subject):
    """A certificate that is its own authority."""
    subprocess.run(['/usr/bin/openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256',
                    '-nodes', '-subj', f'/CN={name}', '-addext', f'subjectAltName={subject}', '-days', '2',
                    '-keyout', folder / f'{name}.key', '-out', folder / f'{name}.pem'], check=True, capture_output=True)


def arrives(holder, server):
    holder.ask(f'https://127.0.0.1:{server.server_port}/200')
    told = holder.post('--ca', 'desk.pem', '--fields', 'name,sex')
    demand(f'posted to https://127.0.0.1:{server.server_port}/200' in told, f'it is told where it went: {told}')
    [(path, kind, body)] = server.take()
    demand((path, kind) == ('/200', 'application/cwt'), f'one answer came, as what it is: {path} {kind}')

    (holder.folder / 'body').write_bytes(body)
    told = holder.run('verify', 'body', '--request', 'request.txt')
    demand('ACCEPTED  all of it: 1 licence' in told, f'the counter accepts it: {told}')
    told = holder.run('verify', 'body', '--request', 'request.txt', code=1)
    demand('REPLAYED' in told, f'once: {told}')


def arrives_with_several(holder, server):
    holder.ask(f'https://127.0.0.1:{server.server_port}/204', 'id-card:name', 'household-register:head_name')
    told = holder.post('--ca', 'desk.pem', '--fields', 'name,head_name', '--json')
    posted = json.loads(next(line for line in told.splitlines() if line.startswith('{')))
    [(_, _, body)] = server.take()
    demand(posted['posted'].endswith('/204') and posted['bytes'] == len(body), f'--json tells of it: {posted}')

    (holder.folder / 'body').write_bytes(body)
    told = holder.run('verify', 'body', '--request', 'request.txt')
    demand('ACCEPTED  all of it: 2 licences' in told, f'the counter accepts both: {told}')


def goes_to_nobody_else(holder, server):
    """Another authority, none, a file that is none, and a name that is not in the certificate."""
    holder.ask(f'https://127.0.0.1:{server.server_port}/200')
    for words in (['--ca', 'other.pem'], [], ['--ca', 'nowhere.pem'], ['--ca', 'pw']):
        told = holder.post(*words, '--fields', 'name', code=FILE)
        demand('did not reach' in told and 'leave out --post' in told, f'{words} is told: {told}')
    holder.ask(f'https://localhost:{server.server_port}/200')
    told = holder.post('--ca', 'desk.pem', '--fields', 'name', '--lang', 'zh', code=FILE)
    demand('答复未送达' in told, f'it is told in Chinese: {told}')
    demand(server.take() == [], 'nothing was posted')


def is_not_taken(holder, server):
    for answer in ('404', '500', '302', '307'):
        holder.ask(f'https://127.0.0.1:{server.server_port}/{answer}')
        told = holder.post('--ca', 'desk.pem', '--fields', 'name', code=FILE)
        demand(f'it answers {answer}' in told and 'posted to' not in told, f'{answer} is told: {told}')
        got = [path for path, _, _ in server.take()]
        demand(got == [f'/{answer}'], f'it goes to the address in the request, and no further: {got}')


def meets_nobody(holder):
    with socket.create_server(('127.0.0.1', 0)) as taken:
        port = taken.getsockname()[1]
    holder.ask(f'https://127.0.0.1:{port}/200')
    told = holder.post('--ca', 'desk.pem', '--fields', 'name', code=FILE)
    demand('did not reach' in told, f'that nobody listens is told: {told}')


def needs_a_yes(holder, server):
    holder.ask(f'https://127.0.0.1:{server.server_port}/200')
    holder.post('--ca', 'desk.pem', code=2)
    holder.run('answer', 'request.txt', '--passphrase-file', 'pw', '--post', '--ca', 'desk.pem', code=2)
    demand(server.take() == [], 'without a yes nothing is posted')


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        holder = Holder(folder)
        holder.set_up()
        certify(folder, 'desk', 'IP:127.0.0.1')
        certify(folder, 'other', 'IP:127.0.0.1')
        server = Server(folder / 'desk')
        arrives(holder, server)
        arrives_with_several(holder, server)
        goes_to_nobody_else(holder, server)
        is_not_taken(holder, server)
        meets_nobody(holder)
        needs_a_yes(holder, server)
    print('posted to whom it was meant for, and to nobody else')


if __name__ == '__main__':
    main()
