# SPDX-License-Identifier: Apache-2.0
"""A region with an agency, a counter, a citizen and a desk, for tests of the desk without a browser."""
import json
import os
import pathlib
import re
import shutil
import struct
import subprocess
import threading
import zlib

from serving import LIMIT, Service, demand, end_with_parent, head

KEPT = ('ASAN_', 'UBSAN_', 'LSAN_', 'LLVM_', 'GCOV_', 'LD_', 'WALLET_SCANNER')
AGENCY, COUNTER = '11360500000000019F', '11360502000000019C'
JSON, BYTES = 'application/json', 'application/octet-stream'
MODULE = 4  # pixels
OWN = object()  # as the page sends it
NAME, NUMBER = '钟望舒', '360502199003070024'
MATTER = {
    'name': 'rent-subsidy', 'code': '1136050000000107014360070020099',
    'title': {'zh': '租赁补贴申请', 'en': 'Rent subsidy'},
    'department': {'zh': '新余市某局', 'en': 'Example Bureau'}, 'department_code': '113605000000010701',
    'basis': '示例', 'days': 5, 'relation': 'one-holder',
    'parties': [{'name': 'applicant', 'title': {'zh': '申请人', 'en': 'Applicant'}, 'holder': 'person'}],
    'materials': [
        {'name': 'identity', 'title': {'zh': '居民身份证', 'en': 'Identity card'}, 'form': 'automatic-first',
         'source': 'government', 'licences': [{'type': 'id-card', 'fields': ['name', 'sex', 'citizen_number']}]},
        {'name': 'household', 'title': {'zh': '户口簿', 'en': 'Household register'}, 'form': 'automatic-first',
         'source': 'government', 'licences': [{'type': 'household-register', 'fields': ['head_name']}]}],
    'form': [{'name': 'name', 'title': {'zh': '姓名', 'en': 'Name'}, 'kind': 'text', 'required': True,
              'from': ['id-card.name']}],
    'rules': []}


class Scene:
    def __init__(self, folder, wallet, root):
        self.folder, self.wallet, self.root = pathlib.Path(folder), wallet, pathlib.Path(root)
        self.environment = {name: value for name, value in os.environ.items() if name.startswith(KEPT)}
        self.environment.update(HOME=str(folder), LC_ALL='C.UTF-8', PATH='/usr/bin:/bin',
                                WALLET_CATALOGUE=str(self.folder / 'catalogue'), WALLET_DESK=str(self.folder / 'page'))
        shutil.copytree(self.root / 'lib/catalogue', self.folder / 'catalogue',
                        ignore=shutil.ignore_patterns('*.[ch]', 'meson.build', 'matters'))
        (self.folder / 'catalogue/matters').mkdir()
        (self.folder / 'catalogue/matters/rent-subsidy.json').write_text(json.dumps(MATTER, ensure_ascii=False))
        self.write_page()
        (self.folder / 'pw').write_text('correct horse battery\n')
        (self.folder / 'pw').chmod(0o600)
        self.set_up()

    def write_page(self):
        page = self.folder / 'page'
        (page / 'below').mkdir(parents=True)
        for name, text in (('index.html', '<!doctype html><title>x</title>'), ('desk.css', 'p { }'), ('desk.js', '"use strict";'),
                           ('sign.svg', '<svg/>'), ('notes.txt', 'secret'), ('.hidden.js', 'hidden'),
                           ('below/more.js', 'more'), ('a b.js', 'blank')):
            (page / name).write_text(text)

    def run(self, *words, code=0, **more):
        result = subprocess.run([self.wallet, *map(str, words)], cwd=self.folder, env=self.environment, text=True,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, timeout=LIMIT,
                                preexec_fn=end_with_parent, **more)
        demand(result.returncode == code, f'{words} exits {result.returncode}, not {code}: {result.stderr}')
        return result.stdout

    def set_up(self):
        for name, uscc in (('agency', AGENCY), ('counter', COUNTER), ('stranger', AGENCY)):
            self.run('key', 'new', f'{name}.key', '-i', uscc, '--name-zh', '新余市某局', '--name-en', 'Example Bureau')
            self.run('key', 'export', f'{name}.key', '-o', f'{name}.pub')
        self.run('trust', 'init', 'region', '--root-issuer', AGENCY)
        self.run('trust', 'add', 'region', '--key', 'agency.pub', '--types', '*')
        self.run('trust', 'add', 'region', '--key', 'counter.pub', '--role', 'counter', '--types',
                 'id-card:name+sex+citizen_number,household-register:head_name')
        self.run('trust', 'publish', 'region', '-o', 'trust.cbor')
        self.run('trust', 'import', 'trust.cbor', '--root', 'region/root.pub')
        self.run('vault', 'init', '--cost', 'low', '--passphrase-file', 'pw', '-o', 'holder.pub')
        for kind in ('id-card', 'household-register', 'business-licence'):
            data = self.root / 'examples/data' / f'{kind}.json'
            self.run('issue', kind, '-d', data, '-k', 'agency.key', '--holder', 'holder.pub', '-o', f'{kind}.cbor')
            self.run('issue', kind, '-d', data, '-k', 'agency.key', '-o', f'{kind}-printed.txt')
            self.run('add', '--passphrase-file', 'pw', f'{kind}.cbor')
        self.ids = {line.split()[1]: line.split()[0]
                    for line in self.run('list', '--passphrase-file', 'pw', '--lang', 'zh').splitlines()}

    def text(self, name):
        return (self.folder / name).read_text().strip()

    def show(self, title, *fields):
        """A code that the citizen shows, good once."""
        self.run('present', self.ids[title], '--passphrase-file', 'pw', '--yes', '--force', '-o', 'shown.txt',
                 *(['--fields', ','.join(fields)] if fields else []))
        return self.text('shown.txt')

    def answer(self, svg, *words):
        """What a citizen's wallet answers to the code on the screen."""
        (self.folder / 'asked.png').write_bytes(png(raster(svg)))
        self.run('answer', 'asked.png', '--passphrase-file', 'pw', '--yes', '--force', '--fields',
                 'name,sex,citizen_number,head_name', '-o', 'answer.txt', *words)
        return self.text('answer.txt').splitlines()

    def desk(self, *words, **more):
        return Desk(self, *words, **more)


class Desk(Service):
    """A running desk, as its page talks to it."""

    def __init__(self, scene, *words, **more):
        super().__init__(scene.wallet, 'desk', *words, cwd=scene.folder, env=scene.environment,
                         stderr_to=scene.folder / 'log', read=self.read_place, **more)
        self.log = scene.folder / 'log'

    def read_place(self, line):
        self.url, self.token = line.strip().split('/#')
        self.origin = self.url
        return self.url.split('//')[1]

    def request(self, path, body=b'{}', *, method='POST', kind=JSON, host=None, origin=OWN, token=OWN, site=None):
        host = host or self.origin.split('//')[1]
        more = ''.join(f'{name}: {value}\r\n' for name, value in (
            ('Origin', self.origin if origin is OWN else origin), ('X-Desk-Token', self.token if token is OWN else token),
            ('Sec-Fetch-Site', site)) if value is not None)
        has_body = method in ('POST', 'PUT')
        return self.ask(head(method, path, host=host, kind=kind if has_body else None,
                             length=len(body) if has_body else None, more=more) + (body if has_body else b''))

    def get(self, path, **more):
        return self.request(path, method='GET', origin=None, token=None, **more)

    def act(self, path, status=200, **body):
        """What an act comes to; a view, where it was done."""
        answer = self.request(f'/api/{path}', json.dumps(body).encode())
        demand(answer and answer.status == status, f'{path} {list(body)} gives {answer and answer.status}, not {status}: '
               f'{answer and answer.body.decode()}')
        return json.loads(answer.body)

    def send(self, path, content, status=200):
        answer = self.request(f'/api/{path}', content, kind=BYTES)
        demand(answer and answer.status == status, f'{path} gives {answer and answer.status}: {answer and answer.body}')
        return json.loads(answer.body)

    def code(self, text, status=200, by='gun'):
        return self.act('code', status, text=text, **{'from': by})

    def wait(self, version):
        return self.act('wait', version=version)

    def until(self, holds, what):
        """The first view in which something holds, as a page that waits sees it."""
        view = self.act('view')
        for _ in range(100):
            if holds(view):
                return view
            view = self.wait(view['version'])
        demand(False, f'{what}: {view}')

    def waits_for(self, version, path='wait'):
        """A thread that waits, and what it gets."""
        got = []
        thread = threading.Thread(target=lambda: got.append(self.act(path, version=version)))
        thread.start()
        return thread, got


def png(rows):
    """A picture of rows of grey bytes."""
    def chunk(name, content):
        return struct.pack('>I', len(content)) + name + content + struct.pack('>I', zlib.crc32(name + content))
    head = struct.pack('>IIBBBBB', len(rows[0]), len(rows), 8, 0, 0, 0, 0)
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', head) + chunk(b'IDAT', zlib.compress(b''.join(b'\0' + row for row in rows))) +
            chunk(b'IEND', b''))


def raster(svg):
    """The rows of grey bytes of a code as we draw it: runs of modules, "M x y h width v1", on white."""
    side = int(re.search(r'viewBox="0 0 (\d+)', svg).group(1))
    runs = re.findall(r'M(\d+) (\d+)h(\d+)v1', svg)
    demand(runs, f'there are modules: {svg[:200]}')
    rows = [bytearray([255] * side) for _ in range(side)]
    for x, y, width in ((int(x), int(y), int(width)) for x, y, width in runs):
        rows[y][x:x + width] = bytes(width)
    return [bytes(byte for byte in row for _ in range(MODULE)) for row in rows for _ in range(MODULE)]
