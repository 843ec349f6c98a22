#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The door of citizens' phones: who is let in, by which ways something is handed in, and what it tells of it.

usage: phones.py WALLET SOURCE-ROOT
"""
import itertools
import json
import os
import pathlib
import re
import socket
import ssl
import subprocess
import sys
import tempfile
import threading

from desk_scene import AGENCY, BYTES, JSON, NAME, NUMBER, Desk, Scene, png, raster
from serving import LIMIT, demand, end_in_order, end_with_parent, head, parse, read_all

CARD, REGISTER = '居民身份证', '居民户口簿'
ANSWER = 'application/cwt'
POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
          "base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
FIELDS = {'content-security-policy': POLICY, 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer',
          'cache-control': 'no-store', 'permissions-policy': 'camera=(), microphone=(), geolocation=()',
          'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin'}
FILES = {'/phone.css': 'text/css', '/phone.js': 'text/javascript', '/phone_picture.js': 'text/javascript',
         '/phone_words.js': 'text/javascript', '/dom.js': 'text/javascript', '/shape.js': 'text/javascript',
         '/icon.svg': 'image/svg+xml'}
NOBODY = 'A' * 26  # a name that no request has
OWN = object()


def listening_ports(process):
    """The ports on which a process listens, in IPv4."""
    links = (os.readlink(link) for link in pathlib.Path(f'/proc/{process.pid}/fd').iterdir() if link.is_symlink())
    own = {match.group(1) for match in (re.fullmatch(r'socket:\[(\d+)\]', link) for link in links) if match}
    rows = [line.split() for line in pathlib.Path('/proc/net/tcp').read_text().splitlines()[1:]]
    return {int(row[1].split(':')[1], 16) for row in rows if row[3] == '0A' and row[9] in own}


class Hall(Desk):
    """A desk with a door for phones, as phones see it."""

    def __init__(self, scene, *words, path='', **more):
        self.path, self.scene = path, scene
        super().__init__(scene, '--key', 'counter.key', '-m', 'rent-subsidy', '-a', AGENCY, '--json', '--quiet', *words, **more)
        [self.port] = listening_ports(self.process) - {self.place[1]}
        self.phones = json.loads(self.first_line)['phones']
        self.host = self.phones.removeprefix('https://').removesuffix(path)
        is_tls = '--phones-tls-cert' in words
        self.tls = ssl.create_default_context(cafile=scene.folder / 'door.pem') if is_tls else None

    def read_place(self, line):
        self.url, self.token = json.loads(line)['url'].split('/#')
        self.origin = self.url
        return self.url.split('//')[1]

    def open_door(self):
        plain = socket.create_connection(('127.0.0.1', self.port), timeout=LIMIT)
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self.tls.wrap_socket(plain, server_hostname='127.0.0.1') if self.tls else plain

    def knock(self, path, body=b'', *, method='GET', kind=None, host=None, origin=None, site=None, length=None):
        more = ''.join(f'{name}: {value}\r\n' for name, value in (('Origin', origin), ('Sec-Fetch-Site', site)) if value is not None)
        has_body = method in ('POST', 'PUT')
        length = length if length is not None else len(body) if has_body else None
        with self.open_door() as connection:
            try:
                connection.sendall(head(method, self.path + path, host=host or self.host, kind=kind, length=length, more=more) + body)
            except (BrokenPipeError, ConnectionResetError):
                pass
            return parse(read_all(connection))

    def ask_for(self):
        """Puts the counter's code up; the name of its request, as the second code leads to it."""
        view = self.act('view')
        view = view if view['ask'] else self.act('ask')
        self.name = self.name_in(view)
        return self.name

    def name_in(self, view):
        address = self.scanned(view['ask']['phones']['code'])
        match = re.fullmatch(rf'HTTPS://{re.escape(self.host.upper() + self.path)}/P/([A-Z2-7]{{26}})', address)
        demand(match, f'the address is the door\'s own, in capitals, and no more: {address}')
        return match.group(1)

    def scanned(self, svg):
        """What a phone's camera reads from a code on the screen."""
        picture = png(raster(svg))
        answer = subprocess.run([self.scene.scanner], input=len(picture).to_bytes(4, 'big') + picture, stdout=subprocess.PIPE,
                                timeout=LIMIT, check=True, preexec_fn=end_with_parent).stdout
        demand(answer[:3] == b'\1\0\1', f'there is one code: {answer[:8]}')
        return answer[5:].decode()

    def hand_in(self, content, status=200, *, way='F', kind=BYTES, origin=OWN, name=None):
        answer = self.knock(f'/{way}/{name or self.name}', content, method='POST', kind=kind,
                            origin=f'https://{self.host}' if origin is OWN else origin)
        demand(answer and answer.status == status, f'{way} gives {answer and answer.status}, not {status}: {answer and answer.body}')
        told = json.loads(answer.body)
        demand(NAME not in answer.body.decode() and NUMBER not in answer.body.decode(), f'nothing of anybody: {told}')
        return told


def only_the_own_page_and_programs_pass(hall):
    """Host x Origin x method x path x Sec-Fetch-Site."""
    port, own, origin = hall.port, hall.host, f'https://{hall.host}'
    hosts = [own, f'localhost:{port}', f'[::1]:{port}', '127.0.0.1', f'evil.example:{port}', f'{own}.evil.example', hall.origin[7:]]
    origins = [None, origin, f'http://{own}', f'https://localhost:{port}', 'https://evil.example', 'null', origin + '/', hall.origin]
    ways = {'P': ('GET', None, 200), 'V': ('GET', None, 200), 'R': ('GET', None, 410), 'A': ('POST', ANSWER, 409),
            'F': ('POST', BYTES, 409)}
    methods = ('GET', 'POST', 'PUT', 'DELETE', 'OPTIONS')
    cells = set(itertools.product(hosts, origins, methods, ways, [None]))
    cells |= set(itertools.product([own], [None, origin], methods, ways, ['same-origin', 'same-site', 'cross-site', 'none', '']))
    for cell in cells:
        host, sent, method, way, site = cell
        right, kind, fine = ways[way]
        answer = hall.knock(f'/{way}/{hall.name}', b'hello' if method in ('POST', 'PUT') else b'', method=method, kind=kind, host=host,
                            origin=sent, site=site)
        passes = way == 'P' or (sent in (None, origin) and site in (None, 'same-origin'))
        wanted = 421 if host != own else 405 if method != right else fine if passes else 403
        demand(answer.status == wanted, f'{cell} gives {answer.status}, not {wanted}')
        demand('access-control-allow-origin' not in answer.fields and 'set-cookie' not in answer.fields, 'nobody else is let in')
        for name, value in FIELDS.items():
            demand(answer.fields.get(name) == value, f'{cell} has {name}: {answer.fields.get(name)}')
    demand(hall.act('view')['state'] == 'asking', 'and the clerk was not disturbed')
    return len(cells)


def nothing_of_the_clerk_is_behind_the_door(hall, root):
    paths = set(re.findall(r'"(/api/[a-z-]+)"', (root / 'cli/desk/acts.c').read_text()))
    demand(len(paths) > 20, 'all routes are found')
    files = {f'/{path.name}' for path in (root / 'cli/desk/page').iterdir()} - set(FILES)
    for path in paths | files | {'/', '/citizen', '/phone.html', '/P', '/P/', '/V/', '/A/', '/F/', '/R/', '/../desk.js', '//phone.js',
                                 '/phone.js/', '/PHONE.JS', '/%70hone.js', f'/p/{hall.name}', '/api/', '/favicon.ico'}:
        for method in ('GET', 'POST'):
            answer = hall.knock(path, b'{}' if method == 'POST' else b'', method=method, kind=JSON, origin=f'https://{hall.host}')
            demand(answer.status == 404, f'{method} {path} gives {answer.status}')
    for path, kind in FILES.items():
        answer = hall.knock(path)
        demand(answer.status == 200 and answer.fields['content-type'].startswith(kind), f'{path}: {answer.status}')
        demand(answer.body == (root / 'cli/desk/page' / path[1:]).read_bytes(), f'{path} is the one in the tree')
    for way in 'PVR':
        demand(hall.get(f'/{way}/{hall.name}').status == 404, f'{way} is not at the clerk\'s own address')
    return len(paths | files)


def is_over(hall, name, what):
    """Nothing is told and nothing taken under that name."""
    page = hall.knock(f'/P/{name}')
    demand(page.status == 410 and page.fields['content-type'].startswith('text/html'), f'{what}: the page says so: {page.status}')
    before = hall.act('view')
    for way, kind in (('A', ANSWER), ('F', BYTES)):
        answer = hall.knock(f'/{way}/{name}', hall.scene.text('id-card-printed.txt').encode(), method='POST', kind=kind)
        demand(answer.status == 410 and answer.fields['content-type'] == 'application/problem+json', f'{what}: {way} {answer}')
    demand(hall.knock(f'/V/{name}').status == 410 and hall.knock(f'/R/{name}').status == 410, f'{what}: nothing is told')
    demand(hall.act('view')['version'] == before['version'], f'{what}: and nothing happens at the desk')


def names_are_exact(hall):
    for name in (NOBODY, hall.name[:-1], hall.name + 'A', hall.name.lower(), f'x/{hall.name}', f'{hall.name}/', f'{hall.name}%00'):
        is_over(hall, name, f'not {name}')
    demand(hall.knock(f'/P/{hall.name}?x=1').status == 200, 'a query changes nothing')


def the_page_is_told_what_is_asked(hall):
    view = json.loads(hall.knock(f'/V/{hall.name}').body)
    request = view['request']
    demand(set(view) == {'v', 'left_seconds', 'request'} and 0 < view['left_seconds'] <= 300, f'no more than that: {view}')
    demand(set(request) == {'counter', 'matter', 'asked', 'kept'} and request['counter']['zh'] == '新余市某局' and
           request['matter']['en'] == 'Rent subsidy', f'who asks for what: {request}')
    demand([item['type']['zh'] for item in request['asked']] == [CARD, REGISTER] and
           {'zh': '姓名', 'en': 'Name'} in request['asked'][0]['fields'] and {'zh': '住址', 'en': 'Address'} in request['kept'],
           f'what is asked for, and what is not: {request}')
    asked = hall.act('view')['ask']
    demand(set(asked['phones']) == {'code', 'host'} and asked['phones']['host'] == hall.host, 'the clerk sees the second code')
    demand(hall.act('citizen', version=0)['ask']['phones'] == asked['phones'], 'and the citizen')


def the_name_is_new_each_time(hall):
    """Hidden and shown again it is another; the old one is nobody's."""
    names = [hall.name]
    for _ in range(3):
        hall.act('ask-stop')
        is_over(hall, names[-1], 'it was put away')
        names.append(hall.ask_for())
        is_over(hall, names[-2], 'it was renewed')
    demand(len(set(names)) == 4, f'no name comes again: {names}')


def follow(hall, ticket, wanted, status=200):
    answer = hall.knock(f'/R/{ticket}')
    demand(answer.status == status, f'the ticket gives {answer.status}, not {status}')
    if status == 200:
        told = json.loads(answer.body)
        demand(told['result'] == wanted and told['sentence']['zh'] and told['hint']['en'], f'{wanted}: {told}')
        demand(NAME not in answer.body.decode() and set(told) == {'v', 'result', 'sentence', 'hint'}, f'and no more: {told}')


def a_printed_code_is_looked_at(scene, hall):
    """As text, as a picture and as an object; and the clerk's word on it reaches the phone."""
    scene.run('issue', 'id-card', '-d', scene.root / 'examples/data/id-card.json', '-k', 'agency.key', '-o', 'card.png', '--force')
    scene.run('issue', 'id-card', '-d', scene.root / 'examples/data/id-card.json', '-k', 'agency.key', '-o', 'card.cbor', '--force')
    for name, word, result in (('id-card-printed.txt', 'yes', 'accepted'), ('card.png', 'no', 'refused'), ('card.cbor', 'yes', 'accepted')):
        hall.act('next')
        asked = hall.ask_for()
        told = hall.hand_in((scene.folder / name).read_bytes())
        demand(told['result'] == 'looking' and re.fullmatch('[A-Z2-7]{26}', told['ticket']) and told['sentence']['en'], f'{name}: {told}')
        view = hall.act('view')
        demand(view['state'] == 'look' and view['verdict']['licences'][0]['fields'][0]['value'], f'{name}: the clerk looks: {view["state"]}')
        is_over(hall, asked, 'it was answered')
        follow(hall, told['ticket'], 'looking')
        follow(hall, asked, '', 410)
        hall.act('look', answer=word)
        follow(hall, told['ticket'], result)
        hall.act('next')
        follow(hall, told['ticket'], 'over')
        hall.ask_for()
        follow(hall, told['ticket'], '', 410)
        hall.act('ask-stop')


def the_clerk_decides_whose_it_is(scene, hall):
    hall.act('next')
    hall.code(scene.show(CARD, 'sex', 'citizen_number'))
    hall.ask_for()
    told = hall.hand_in((scene.folder / 'business-licence-printed.txt').read_bytes())
    demand(told['result'] == 'looking' and hall.act('view')['question'], f'is it this person\'s? {told}')
    follow(hall, told['ticket'], 'looking')
    busy = hall.hand_in((scene.folder / 'id-card-printed.txt').read_bytes(), 409)
    demand(busy['result'] == 'busy' and busy['hint']['zh'], f'one at a time: {busy}')
    hall.act('answer', choice='next')
    follow(hall, told['ticket'], 'looking')
    hall.act('next')


def what_is_no_licence_stays_at_the_door(scene, hall):
    hall.act('next')
    hall.ask_for()
    version = hall.act('view')['version']
    card = scene.text('id-card-printed.txt')
    white = bytes([255] * 64)
    scene.run('ask', '-i', 'id-card:name', '-m', 'x', '-k', 'counter.key', '-o', 'request.txt', '--force')
    for content in (b'', b'hello', b'https://example.com/', card[:212].encode(), b'EL1:AB\x0fC', b'\0\1\2', png([white] * 64),
                    (scene.folder / 'card.png').read_bytes()[:200], b'GIF89a' + b'\0' * 64, card.encode() + b'\nhello\n',
                    scene.text('request.txt').encode()):
        told = hall.hand_in(content, 409)
        demand(told['result'] == 'other' and told['sentence']['zh'] and told['hint']['en'], f'{content[:20]}: {told}')
        demand(content == b'' or content.decode('latin-1') not in json.dumps(told), 'and its text is not told')
    demand(hall.act('view')['version'] == version, 'the clerk is not disturbed')


def what_is_too_large_is_not_read(hall):
    for way, kind, size in (('A', ANSWER, 262145), ('F', BYTES, (8 << 20) + 1), ('F', BYTES, 1 << 60)):
        answer = hall.knock(f'/{way}/{hall.name}', method='POST', kind=kind, length=size)
        demand(answer.status == 413, f'{way} with {size} bytes gives {answer.status}')
    demand(hall.knock(f'/F/{NOBODY}', bytes(8 << 20), method='POST', kind=BYTES).status == 410,
           'who is too late hears of it, however large what was on its way')
    demand(hall.knock(f'/F/{hall.name}', b'hello', method='POST', kind='text/plain').status == 415, 'nor of another type')
    demand(hall.hand_in(b'hello'.ljust(262144), 409)['result'] == 'other', 'what is as large as it may be is')


def an_answer_comes_in_parts(scene, hall):
    """Of a wallet elsewhere that knew the counter's code: a part at a time, or all of them."""
    hall.act('next')
    hall.ask_for()
    first, last = scene.answer(hall.act('view')['ask']['code'])
    told = hall.hand_in(first.encode())
    demand((told['result'], told['have'], told['of']) == ('part', 1, 2), f'one of two: {told}')
    demand(hall.hand_in(b'hello', 409)['result'] == 'other', 'what is none changes nothing')
    told = hall.hand_in(last.encode())
    demand(told['result'] == 'accepted' and 'ticket' not in told, f'two of two: {told}')
    demand(hall.act('view')['state'] == 'accepted' and hall.act('view')['have'] == 2, 'it counts')
    hall.act('next')
    hall.ask_for()
    told = hall.hand_in('\n'.join(scene.answer(hall.act('view')['ask']['code'])).encode())
    demand(told['result'] == 'accepted', f'or both at once: {told}')


def what_is_refused_is_told_with_its_reason(scene, hall):
    scene.run('issue', 'id-card', '-d', scene.root / 'examples/data/id-card.json', '-k', 'stranger.key', '-o', 'forged.txt', '--force')
    text = scene.text('id-card-printed.txt')
    changed = text[:-8] + ('A' if text[-8] != 'A' else 'B') + text[-7:]
    for content, result, words in ((scene.show(CARD, 'sex', 'citizen_number'), 'refused', '不符'), (changed, 'refused', ''),
                                   (scene.text('forged.txt'), 'unknown', '信任名单')):
        hall.act('next')
        asked = hall.ask_for()
        told = hall.hand_in(content.encode())
        demand(told['result'] == result and words in told['sentence']['zh'] and told['hint']['zh'], f'{result}: {told}')
        demand(hall.act('view')['state'] == result, 'the clerk sees it, too')
        is_over(hall, asked, 'it was answered')


def wallet_answer_reaches_it(scene, hall):
    """Without anything that is made for this page."""
    hall.act('next')
    asked = hall.ask_for()
    (scene.folder / 'asked.png').write_bytes(png(raster(hall.act('view')['ask']['code'])))
    claims = json.loads(scene.run('inspect', '--json', 'asked.png'))['claims']
    demand(claims['reply_channel'] == f'{hall.phones}/A/{asked}', f'the request says where: {claims}')
    words = ('answer', 'asked.png', '--passphrase-file', 'pw', '--yes', '--post', '--fields', 'name,sex,citizen_number,head_name')
    scene.run(*words, '--ca', 'door.pem')
    view = hall.act('view')
    demand(view['state'] == 'accepted' and view['have'] == 2, f'it is answered: {view["state"]}')
    scene.run(*words, '--ca', 'door.pem', code=5)
    demand(hall.act('view')['version'] == view['version'], 'and once')


def is_closed_while_locked(hall):
    hall.act('next')
    asked = hall.ask_for()
    hall.act('lock')
    is_over(hall, asked, 'it is locked')
    hall.act('unlock')
    is_over(hall, asked, 'and stays over')


def a_crowd_does_not_hold_up_the_clerk(scene, root):
    """One picture is looked at, by a scanner that waits for us; the next is told to come again, and the clerk goes on."""
    os.mkfifo(scene.folder / 'go')
    slow = scene.folder / 'slow'
    slow.write_text(f'#!/bin/sh\nread line < {scene.folder}/go\nexec {scene.scanner}\n')
    slow.chmod(0o700)
    scene.environment['WALLET_SCANNER'] = str(slow)
    hall = scene.hall()
    del scene.environment['WALLET_SCANNER']
    asked = hall.ask_for()
    got = []
    picture = (scene.folder / 'card.png').read_bytes()
    thread = threading.Thread(target=lambda: got.append(hall.knock(f'/F/{asked}', picture, method='POST', kind=BYTES)))
    thread.start()
    with open(scene.folder / 'go', 'w', encoding='ascii') as go:  # which waits until the scanner waits
        answer = hall.knock(f'/F/{asked}', picture, method='POST', kind=BYTES)
        demand(answer.status == 503 and answer.fields['retry-after'], f'one at a time: {answer.status}')
        crowd = [socket.create_connection(('127.0.0.1', hall.port), timeout=LIMIT) for _ in range(80)]
        demand(hall.act('view')['state'] == 'asking', 'the clerk goes on')
        demand(hall.code(scene.text('id-card-printed.txt'))['state'] == 'look', 'and takes what is shown at the desk')
        for connection in crowd:
            connection.close()
        go.write('\n')
    thread.join(LIMIT)
    demand(got and got[0].status == 410, f'what comes after that is too late: {got}')
    hall.stop()


def asks_anew(hall, first):
    """The time of the code that was up at the start is over."""
    hall.until(lambda view: hall.name_in(view) != first, 'it is signed anew')
    is_over(hall, first, 'its time is over')
    hall.ask_for()
    demand(hall.hand_in(hall.scene.text('id-card-printed.txt').encode())['result'] == 'looking', 'under the new name it is taken')


def has_a_name_and_a_path_behind_a_proxy(scene):
    hall = scene.hall('--phones-listen', '127.0.0.1:0', '--phones-url', 'https://Hall.Example:443/W/7/', path='/W/7')
    demand(hall.phones == 'https://hall.example/W/7', f'as browsers write it: {hall.phones}')
    name = hall.ask_for()
    demand(hall.knock(f'/P/{name}').status == 200 and hall.knock('/phone.js').status == 200, 'below the path')
    demand(hall.knock(f'/P/{name}', host='evil.example').status == 421, 'under its name')
    hall.path = ''
    demand(hall.knock(f'/P/{name}', host='hall.example').status == 404, 'and nowhere else')
    hall.path = '/W/7'
    demand(hall.hand_in(b'hello', 409)['result'] == 'other', 'its own page may post')
    answer = hall.knock(f'/F/{name}', b'hello', method='POST', kind=BYTES, origin='http://hall.example')
    demand(answer.status == 403, 'and no other')
    hall.stop()


def nonsense_is_refused(scene):
    key, here = ('--key', 'counter.key'), ('--phones-listen', '127.0.0.1:0')
    tls = ('--phones-tls-cert', 'door.pem', '--phones-tls-key', 'door.key')
    for words, told in (
            (key + ('--phones-url', 'https://hall.example'), "'--phones-listen' is missing"),
            (key + ('--phones-behind-proxy',), "'--phones-listen' is missing"),
            (here + tls, "'--key' is missing"),
            (key + here, "'--phones-url' is missing"),
            (key + ('--phones-listen', '[::1]:0') + tls, "'--phones-url' is missing"),
            (key + ('--phones-listen', '0.0.0.0:0') + tls, "'--phones-url' is missing"),
            (key + ('--phones-listen', 'hall:0') + tls, '--phones-listen 127.0.0.1:8420'),
            (key + here + tls[:2], "'--phones-tls-key' is missing"),
            (key + ('--phones-listen', '0.0.0.0:0', '--phones-url', 'https://hall.example'), '--phones-behind-proxy')):
        demand(told in scene.refused('desk', *words), f'{words}: {told}')
    for url in ('http://hall.example', 'hall.example', 'https://', 'https://user@hall.example', 'https://hall.example/a',
                'https://hall.example/A?B', 'https://hall.example/A//B', 'https://hall.example/..', 'https://hall.example:0',
                'https://hall.example:65536', 'https://[::1]', 'https://hall.example/' + 'A' * 200):
        demand('is no address for phones' in scene.refused('desk', *key, *here, '--phones-url', url), url)
    scene.environment['WALLET_DESK'] = str(scene.folder / 'page')
    demand("there is no 'phone.html'" in scene.refused('desk', *key, *here, *tls, code=5), 'a page that is missing')


def the_page_has_its_words_in_both_languages(root):
    words = (root / 'cli/desk/page/phone_words.js').read_text()
    keys = re.findall(r"^  (\w+): \[(?:'[^']+'|\"[^\"]+\"), (?:'[^']+'|\"[^\"]+\")\],$", words, re.M)
    lines = re.findall(r'^  \w+: \[.*$', words, re.M)
    demand(len(keys) == len(lines) > 30, f'each has two: {set(lines)}')
    page = (root / 'cli/desk/page/phone.js').read_text()
    used = set(re.findall(r"\b(?:word|fact)\('(\w+)'", page)) | set(re.findall(r"\bgo\('(\w+)'", page))
    demand(len(used) > 20 and used <= set(keys), f'each that is used is there: {used - set(keys)}')
    demand(not re.search(r'innerHTML|outerHTML|insertAdjacentHTML|eval\(|localStorage|sessionStorage|cookie|indexedDB', page + words),
           'nothing is read as HTML, and nothing is stored')


class Door(Scene):
    """A scene whose desks have a door."""

    def __init__(self, folder, wallet, root):
        super().__init__(folder, wallet, root)
        self.environment['WALLET_DESK'] = str(root / 'cli/desk/page')
        self.scanner = os.environ.get('WALLET_SCANNER', str(wallet.parent / 'scanner/wallet-scanner'))
        subprocess.run(['/usr/bin/openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj',
                        '/CN=door', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2', '-keyout', self.folder / 'door.key',
                        '-out', self.folder / 'door.pem'], check=True, capture_output=True)

    def hall(self, *words, **more):
        tls = ('--phones-listen', '127.0.0.1:0', '--phones-tls-cert', 'door.pem', '--phones-tls-key', 'door.key')
        return Hall(self, *(words if '--phones-listen' in words else words + tls), **more)

    def refused(self, *words, code=2):
        result = subprocess.run([self.wallet, *words, '--lang', 'en'], cwd=self.folder, env=self.environment, text=True,
                                capture_output=True, stdin=subprocess.DEVNULL, timeout=LIMIT, preexec_fn=end_with_parent)
        demand(result.returncode == code, f'{words} exits {result.returncode}, not {code}: {result.stderr}')
        return result.stderr


def main():
    wallet, root = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
    end_in_order()
    with tempfile.TemporaryDirectory() as folder:
        scene = Door(folder, wallet, root)
        other = scene.hall('--valid', '30')
        first = other.ask_for()
        hall = scene.hall()
        hall.ask_for()
        cells = only_the_own_page_and_programs_pass(hall)
        the_page_has_its_words_in_both_languages(root)
        paths = nothing_of_the_clerk_is_behind_the_door(hall, root)
        names_are_exact(hall)
        the_page_is_told_what_is_asked(hall)
        the_name_is_new_each_time(hall)
        a_printed_code_is_looked_at(scene, hall)
        the_clerk_decides_whose_it_is(scene, hall)
        what_is_no_licence_stays_at_the_door(scene, hall)
        what_is_too_large_is_not_read(hall)
        an_answer_comes_in_parts(scene, hall)
        what_is_refused_is_told_with_its_reason(scene, hall)
        wallet_answer_reaches_it(scene, hall)
        is_closed_while_locked(hall)
        log = hall.log.read_text()
        demand(NAME not in log and NUMBER not in log and hall.name not in log, 'nothing of it is in the log')
        hall.stop()
        has_a_name_and_a_path_behind_a_proxy(scene)
        a_crowd_does_not_hold_up_the_clerk(scene, root)
        asks_anew(other, first)
        other.stop()
        nonsense_is_refused(scene)
    print(f'{cells} cells, {paths} paths that are not behind the door')


if __name__ == '__main__':
    main()
