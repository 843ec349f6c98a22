#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A clerk's desk without a browser: who may ask it, each state of a visit, and what stays of a person.

usage: desk.py WALLET SOURCE-ROOT
"""
import base64
import itertools
import json
import os
import pathlib
import pty
import re
import struct
import sys
import tempfile
import tty
import zlib

from desk_scene import AGENCY, BYTES, COUNTER, JSON, MATTER, NAME, NUMBER, Scene, png
from serving import demand, end_in_order

CARD, REGISTER, BUSINESS = '居民身份证', '居民户口簿', '营业执照'
POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src 'self' blob:; "
          "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
FIELDS = {'content-security-policy': POLICY, 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer',
          'cache-control': 'no-store', 'permissions-policy': 'camera=(self), microphone=(), geolocation=()',
          'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin'}


def only_the_own_page_passes(desk):
    """Host x Origin x method x token x Sec-Fetch-Site: the one that the page sends, and no other."""
    port = desk.place[1]
    own = f'127.0.0.1:{port}'
    hosts = [own, f'localhost:{port}', f'[::1]:{port}', '127.0.0.1', f'evil.example:{port}', f'127.0.0.1:{port}.evil.example']
    origins = [desk.origin, f'http://localhost:{port}', f'https://{own}', 'http://evil.example', 'null', None,
               desk.origin + '/', desk.origin.upper()]
    tokens = [desk.token, desk.token[:-1] + ('A' if desk.token[-1] != 'A' else 'B'), desk.token[:-1], desk.token + 'A',
              desk.token.swapcase(), '', None]
    cells = {(host, origin, method, token, None)
             for host, origin, method, token in itertools.product(hosts, origins, ('POST', 'GET'), tokens)}
    cells |= {(own, desk.origin, method, desk.token, site)
              for method, site in itertools.product(('POST', 'GET', 'PUT', 'OPTIONS', 'DELETE', 'HEAD', 'PATCH'),
                                                    ('same-origin', 'same-site', 'cross-site', 'none', ''))}
    for cell in cells:
        host, origin, method, token, site = cell
        answer = desk.request('/api/view', method=method, host=host, origin=origin, token=token, site=site)
        wanted = (421 if host != own else 405 if method != 'POST' else
                  200 if (origin, token) == (desk.origin, desk.token) and site in (None, 'same-origin') else 403)
        demand(answer.status == wanted, f'{cell} gives {answer.status}, not {wanted}')
        demand('access-control-allow-origin' not in answer.fields and 'set-cookie' not in answer.fields,
               'nobody else is let in')
        demand(wanted == 200 or b'version' not in answer.body, 'and nothing is told')
    demand(len(cells) >= 60, 'there are many cells')
    return len(cells)


def every_route_is_guarded(desk, root):
    paths = re.findall(r'"(/api/[a-z-]+)"', (root / 'cli/desk/acts.c').read_text())
    demand(len(set(paths)) > 20, 'all routes are found')
    for path in set(paths):
        kind = BYTES if path in ('/api/file', '/api/frame') else JSON
        for more in ({'token': 'A' * len(desk.token)}, {'token': None}, {'origin': 'http://evil.example'}, {'origin': None},
                     {'site': 'cross-site'}):
            answer = desk.request(path, kind=kind, **more)
            demand(answer.status == 403, f'{path} with {more} gives {answer.status}')
        demand(desk.request(path, kind='text/plain').status == 415, f'{path} takes no other type')
        demand(desk.request(path, method='GET').status == 405, f'{path} is not for GET')
    return len(set(paths))


def files_are_those_of_the_page(desk):
    for path, kind, body in (('/', 'text/html', b'<!doctype'), ('/citizen', 'text/html', b'<!doctype'),
                             ('/desk.css', 'text/css', b'p {'), ('/desk.js', 'text/javascript', b'"use'),
                             ('/sign.svg', 'image/svg+xml', b'<svg')):
        answer = desk.get(path)
        demand(answer.status == 200 and answer.fields['content-type'].startswith(kind) and answer.body.startswith(body),
               f'{path}: {answer}')
        for name, value in FIELDS.items():
            demand(answer.fields.get(name) == value, f'{path} has {name}: {answer.fields.get(name)}')
        demand(desk.request(path, method='POST').status == 405, f'{path} is not for POST')
        demand(desk.get(path, host='evil.example').status == 421, f'{path} is for its own host')
    for path in ('/index.html', '/notes.txt', '/.hidden.js', '/below/more.js', '/below/', '/below', '/../page/desk.js',
                 '/./desk.js', '//desk.js', '/desk.js/', '/DESK.JS', '/desk.js%00', '/%64esk.js', '/a%20b.js', '/desk.jsx',
                 '/api', '/api/', '/api/view/', '/favicon.ico', '/..%2f..%2fetc%2fpasswd', '/../../../../etc/passwd'):
        answer = desk.get(path)
        demand(answer.status == 404, f'{path} gives {answer.status}')
        demand(answer.fields['content-security-policy'] == POLICY, 'under the same policy')
    demand(desk.get('/desk.js?x=1').status == 200, 'a query changes nothing')
    demand(desk.request('/api/view').fields['content-security-policy'] == POLICY, 'answers are under it, too')


def takes_no_nonsense(desk):
    for path, body in (('view', b''), ('view', b'[]'), ('view', b'{"a":1,"a":2}'), ('view', b'{'), ('code', b'{}'),
                       ('code', b'{"text":1}'), ('code', b'{"text":""}'), ('look', b'{"answer":"maybe"}'),
                       ('answer', b'{}'), ('matter', b'{}'), ('matter', b'{"name":1}'), ('matters', b'{}'),
                       ('wait', b'{}'), ('wait', b'{"version":"1"}'), ('portrait', b'{"licence":-1}'),
                       ('view', b'\xff'), ('view', b'[' * 60000)):
        answer = desk.request(f'/api/{path}', body)
        demand(answer.status == 400 and json.loads(answer.body)['error']['what']['zh'], f'{path} {body[:20]}: {answer}')
    demand(desk.request('/api/view', b' ' * 65537).status == 413, 'what is too large is not read')
    demand(desk.request('/api/file', b'\0' * ((8 << 20) + 1), kind=BYTES).status == 413, 'nor a file')
    demand(desk.request('/api/code', json.dumps({'text': 'A' * 262145}).encode()).status == 400, 'nor a code')
    for frame in (b'', b'\0' * 8, struct.pack('>II', 4, 4) + b'\0' * 15, struct.pack('>II', 0, 4) + b'\0',
                  struct.pack('>II', 4097, 1) + b'\0' * 4097, struct.pack('>II', 0x80000000, 0x80000000) + b'\0'):
        demand(desk.request('/api/frame', frame, kind=BYTES).status == 400, f'{frame[:8]} is no frame')


def not_now(desk, path, **body):
    """The state does not allow it: the answer says so, and what the state is."""
    answer = desk.act(path, 409, **body)
    demand(answer['error']['what']['en'] and answer['error']['hint']['zh'] and answer['view']['state'], f'{path}: {answer}')
    return answer['view']


def fields_of(view):
    return {field['name']: field['value']['zh'] for field in view['verdict']['licences'][0]['fields']}


def visits_follow_one_another(scene, desk):
    """No click between two people; each verdict has its state."""
    view = desk.act('view')
    demand(view['state'] == 'start' and view['desk']['trust']['age_seconds'] >= 0 and view['desk']['window'] == '7' and
           view['desk']['counter']['name']['zh'] == '新余市某局', f'the start: {view}')
    demand(desk.act('next')['state'] == 'ready', 'it is ready')

    view = desk.code(scene.show(CARD, 'sex', 'citizen_number'))
    demand(view['state'] == 'accepted' and view['verdict']['decision'] == 'accepted' and fields_of(view)['name'] == NAME and
           view['verdict']['licences'][0]['bound'] and not view['verdict']['looks'], f'a code that is shown: {view}')
    not_now(desk, 'look', answer='yes')
    not_now(desk, 'answer', choice='add')

    view = desk.code(scene.text('id-card-printed.txt'))
    demand(view['state'] == 'look' and [look['what'] for look in view['verdict']['looks']] == ['unbound'],
           f'a printed one is to be looked at: {view}')
    view = desk.act('look', answer='no')
    demand(view['state'] == 'refused' and view['verdict']['decision'] == 'refused' and view['verdict']['sentence']['zh'],
           f'the clerk says no: {view}')
    desk.code(scene.text('id-card-printed.txt'))
    demand(desk.act('look', answer='yes')['state'] == 'accepted', 'or yes')

    shown = scene.show(CARD)
    demand(desk.code(shown)['state'] == 'accepted', 'the next one begins by itself')
    view = desk.code(shown)
    demand((view['state'], view['verdict']['reason']) == ('refused', 'REPLAYED'), f'once: {view}')
    return view


def nothing_is_told_of_what_is_not_signed(scene, desk):
    scene.run('issue', 'id-card', '-d', scene.root / 'examples/data/id-card.json', '-k', 'stranger.key', '-o', 'forged.txt',
              '--force')
    for text, state in ((scene.text('forged.txt'), 'unknown'), (scene.text('id-card-printed.txt'), 'look')):
        view = desk.code(text)
        demand(view['state'] == state, f'{state}: {view}')
    broken = scene.text('id-card-printed.txt')
    changed = broken[:-8] + ('A' if broken[-8] != 'A' else 'B') + broken[-7:]
    for text in (scene.text('forged.txt'), changed):
        view = desk.code(text)
        demand(view['state'] in ('refused', 'unknown') and view['verdict']['licences'] == [] and
               view['verdict']['remedy']['zh'] and NAME not in json.dumps(view, ensure_ascii=False), f'no name: {view}')


def others_are_named(scene, desk):
    card = scene.text('id-card-printed.txt')
    request = scene.run('ask', '-i', 'id-card:name', '-m', 'x', '-k', 'counter.key', '-o', 'request.txt', '--force')
    demand(request == '', 'a request')
    desk.act('next')
    for text, kind in (('https://qr.alipay.com/fkx1', 'payment'), ('https://example.com/', 'link'),
                       ('hello', 'unknown'), (card[:212], 'cut-off'), (card.lower(), None),
                       (scene.text('request.txt'), 'wallet-request'), ('EL1:AB\x0fC', 'control-characters'),
                       ('\x1b[A', 'control-characters')):
        view = desk.code(text)
        if kind is None:
            demand(view['state'] == 'look', 'small letters of a Caps Lock are capitals')
            desk.act('next')
            continue
        demand(view['state'] == 'other' and view['other']['kind'] == kind and view['other']['hint']['zh'],
               f'{kind}: {view["state"]} {view["other"]}')
        demand(text not in json.dumps(view), 'and its text is not told')
    view = desk.code(card[:212])
    demand((view['other']['have'], view['other']['of']) == (212, len(card)), f'212 of {len(card)}: {view["other"]}')
    demand('212' in view['other']['text']['zh'], 'in words')
    thread, got = desk.waits_for(view['version'])
    thread.join(60)
    demand(got[0]['state'] == 'ready' and got[0]['other'] is None, f'it goes by itself: {got}')
    desk.code(card)
    view = desk.code('https://example.com/')
    demand(view['state'] == 'other' and view['verdict'] is None, 'what is on the screen gives way')
    demand(desk.until(lambda view: view['state'] != 'other', 'it comes back')['state'] == 'look', 'and comes back')


def rows_of(picture):
    """Rows of grey bytes of a picture of ours, of which each row is filtered by none, its left or the one above."""
    width, height, depth, kind = struct.unpack('>IIBB', picture[16:26])
    at, stream = 8, b''
    while at < len(picture):
        size, name = struct.unpack('>I4s', picture[at:at + 8])
        stream += picture[at + 8:at + 8 + size] if name == b'IDAT' else b''
        at += size + 12
    raw, stride = zlib.decompress(stream), (width * depth + 7) // 8
    rows, above = [], bytes(stride)
    for y in range(height):
        how, row = raw[y * (stride + 1)], bytearray(raw[y * (stride + 1) + 1:(y + 1) * (stride + 1)])
        demand(depth == 1 and how in (0, 2), f'the picture is as we write it: {depth} {kind} {how}')
        above = bytes((byte + up) % 256 for byte, up in zip(row, above)) if how == 2 else bytes(row)
        rows.append(bytes(255 * (above[x // 8] >> (7 - x % 8) & 1) for x in range(width)))
    return rows


def pictures_are_looked_at(scene, desk):
    data = scene.root / 'examples/data/id-card.json'
    scene.run('issue', 'id-card', '-d', data, '-k', 'agency.key', '-o', 'card.png', '--force')
    picture = (scene.folder / 'card.png').read_bytes()
    rows = rows_of(picture)
    white = bytes([255] * len(rows[0]))
    desk.act('next')
    demand(desk.send('file', picture)['state'] == 'look', 'a picture')
    demand(desk.send('file', (scene.folder / 'id-card.cbor').read_bytes())['state'] in ('refused', 'unknown'),
           'an object: a bound one that nobody showed')
    demand(desk.send('file', (scene.folder / 'id-card-printed.txt').read_bytes())['state'] == 'look', 'a text')
    two = [left + right for left, right in zip(rows, rows_of(other_picture(scene, len(rows))))]
    for content, kind in ((png([white] * 64), 'no-code'), (png(two), 'several'), (picture[:200], 'unreadable'),
                          (b'GIF89a' + b'\0' * 64, 'unreadable'), (b'\0\1\2', 'no-file'), (b'', 'no-file'),
                          (b'hello\nEL1:A\n', 'several')):
        view = desk.send('file', content)
        demand(view['state'] == 'other' and view['other']['kind'] == kind, f'{kind}: {view["state"]} {view["other"]}')

    desk.act('next')
    frame = struct.pack('>II', len(rows[0]), len(rows)) + b''.join(rows)
    empty = struct.pack('>II', len(white), 64) + white * 64
    demand(desk.send('frame', empty)['found'] is False, 'a frame without a code')
    view = desk.send('frame', frame)
    demand(view.get('state') == 'look', f'a frame with a code: {view}')
    demand(desk.send('frame', frame)['found'] is False, 'which is given once while it is in view')


def other_picture(scene, height):
    """Another code of the same size."""
    scene.run('issue', 'id-card', '-d', scene.root / 'examples/data/id-card.json', '-k', 'agency.key', '--serial', 'OTHER00000001',
              '-o', 'other.png', '--force')
    picture = (scene.folder / 'other.png').read_bytes()
    demand(len(rows_of(picture)) == height, 'both are as high')
    return picture


def licences_of_a_matter_add_up(scene, desk):
    demand([matter['name'] for matter in desk.act('matters', query='租赁')['matters']] == ['rent-subsidy'], 'it is found')
    demand(desk.act('matters', query='nothing')['matters'] == [], 'or not')
    not_now(desk, 'matter', name='nothing')
    desk.act('next')
    view = desk.act('matter', name='rent-subsidy')
    demand(view['matter']['title']['zh'] == '租赁补贴申请' and (view['have'], view['needed']) == (0, 2) and
           [chip['state'] for chip in view['chips']] == ['missing', 'missing'], f'the matter: {view}')
    view = desk.code(scene.show(CARD))
    demand(view['state'] == 'look' and view['verdict']['looks'][0]['what'] == 'partial', f'it shows too little: {view}')
    desk.act('next')
    view = desk.code(scene.show(CARD, 'sex', 'citizen_number'))
    demand((view['state'], view['have'], view['ready']) == ('accepted', 1, False), f'one of two: {view}')
    demand([lack['name'] for lack in view['lacks']] == ['household'], 'the other is named')
    not_now(desk, 'accept')

    view = desk.code(scene.text('business-licence-printed.txt'))
    demand(view['question'] and view['question']['kind'] == 'add-or-next' and view['have'] == 1 and
           fields_of(view)['name'] == NAME, f'whose is it? {view}')
    demand(view['question']['licences'][0]['zh'] == BUSINESS, 'it is named')
    demand('钟记' not in json.dumps(view, ensure_ascii=False), 'and what is in it is not told')
    not_now(desk, 'code', text=scene.show(CARD))
    view = desk.act('answer', choice='next')
    demand((view['state'], view['have'], view['question']) == ('look', 0, None), f'the next person: {view}')

    desk.act('next')
    desk.code(scene.show(CARD, 'sex', 'citizen_number'))
    view = desk.code(scene.show(REGISTER))
    if view['question']:
        view = desk.act('answer', choice='add')
    if view['state'] == 'look':
        view = desk.act('look', answer='yes')
    demand((view['state'], view['have'], view['ready'], view['lacks']) == ('accepted', 2, True, []), f'two of two: {view}')
    view = desk.code(scene.show(CARD, 'sex', 'citizen_number'))
    demand((view['state'], view['have'], view['question']) == ('accepted', 1, None), f'then the next begins: {view}')
    desk.act('next')
    demand(desk.act('matter', name=None)['matter'] is None, 'no matter')


def the_counter_asks(scene, desk):
    desk.act('next')
    not_now(desk, 'ask')
    not_now(desk, 'ask-stop')
    desk.act('matter', name='rent-subsidy')
    view = desk.act('ask')
    asked = view['ask']
    demand(view['state'] == 'asking' and asked['code'].lstrip().startswith('<') and '<svg' in asked['code'] and
           asked['seconds'] == 300, f'it asks: {view}')
    demand({'zh': '姓名', 'en': 'Name'} in asked['asked'][0]['fields'] and {'zh': '住址', 'en': 'Address'} in asked['kept'],
           f'what is asked for, and what not: {asked["asked"]} {asked["kept"]}')
    citizen = desk.act('citizen', version=0)
    demand(set(citizen) == {'v', 'version', 'state', 'ask', 'decision', 'asked', 'receipt'} and
           citizen['ask']['code'] == asked['code'], f'the citizen sees it: {citizen}')
    not_now(desk, 'ask')
    demand(desk.act('ask-stop')['state'] == 'ready', 'it stops')
    desk.act('ask')

    *parts, last = scene.answer(desk.act('view')['ask']['code'])
    demand(len(parts) == 1, 'it comes in two parts')
    view = desk.code(parts[0])
    demand(view['parts'] == {'have': 1, 'of': 2} and view['state'] == 'asking', f'one of two: {view["parts"]}')
    thread, got = desk.waits_for(view['version'], 'citizen')
    view = desk.code(last)
    thread.join(60)
    demand(view['state'] == 'accepted' and fields_of(view)['citizen_number'] == NUMBER and view['ask'] is None and
           view['have'] == 2 and view['parts'] is None, f'its answer: {view["state"]} {view["verdict"]} {view["other"]}')
    demand(got[0]['decision'] == 'accepted' and got[0]['ask'] is None and NAME not in json.dumps(got[0], ensure_ascii=False),
           'the citizen sees that it is well, and no more')
    desk.act('ask')
    view = desk.code(scene.show(CARD, 'sex', 'citizen_number'))
    demand(view['state'] == 'refused' and view['verdict']['reason'] == 'NONCE', f'another code is no answer: {view}')
    desk.act('next')
    desk.act('ask')
    demand(desk.code(scene.text('id-card-printed.txt'))['state'] == 'look', 'print answers no request, and is looked at by itself')
    desk.act('matter', name=None)


def a_visit_ends(scene, desk):
    before = desk.act('view')['timing']['count']
    desk.act('next')
    desk.code(scene.show(CARD))
    view = desk.act('accept')
    demand(view['state'] == 'done' and view['done']['seconds'] >= 0 and view['done']['clears_seconds'] == 5 and
           view['verdict'] is None and view['timing']['count'] == before + 1 and view['timing']['median_seconds'] is not None,
           f'it is done: {view}')
    not_now(desk, 'accept')
    demand(desk.code(scene.text('id-card-printed.txt'))['state'] == 'look', 'the next begins by itself')
    desk.act('look', answer='yes')
    desk.act('accept')
    view = desk.act('hold')
    demand(view['state'] == 'done' and view['done']['clears_seconds'] is None, f'a key holds it: {view}')
    desk.act('next')
    desk.code(scene.show(CARD))
    view = desk.act('accept')
    demand(desk.wait(view['version'])['state'] == 'ready', 'it clears by itself')
    for path, body in (('paper', {'material': 'identity', 'note': ''}), ('defer', {'material': 'identity', 'day': '2099-01-01'}),
                       ('reuse', {'material': 'identity', 'source': '1'}), ('fill', {}),
                       ('blank', {'name': 'name', 'value': 'x'}), ('decide', {'rule': 'same', 'holds': True, 'note': ''}),
                       ('notice', {}), ('decline', {'note': 'x'})):
        not_now(desk, path, **body)


def a_portrait_is_shown(scene, desk):
    """As grey pixels that the sandboxed program made; nothing of the file itself comes to the page."""
    face = [bytes((x * y) % 256 for x in range(48)) for y in range(64)]
    data = json.loads((scene.root / 'examples/data/id-card.json').read_text())
    data['fields']['portrait'] = base64.b64encode(png(face)).decode()
    (scene.folder / 'face.json').write_text(json.dumps(data))
    scene.run('issue', 'id-card', '-d', 'face.json', '-k', 'agency.key', '-o', 'face.cbor')
    desk.act('next')
    demand(desk.request('/api/portrait', b'{"licence":0}').status == 404, 'nobody is there')
    view = desk.send('file', (scene.folder / 'face.cbor').read_bytes())
    demand(view['state'] == 'look' and view['verdict']['licences'][0]['has_portrait'], f'there is a portrait: {view}')
    answer = desk.request('/api/portrait', b'{"licence":0}')
    demand(answer.status == 200 and answer.fields['content-type'] == 'image/png', f'it is a picture: {answer.status}')
    width, height, depth, kind = struct.unpack('>IIBB', answer.body[16:26])
    demand((width, height, depth, kind) == (48, 64, 8, 0), f'of grey pixels: {width} x {height}')
    raw = zlib.decompress(answer.body[answer.body.index(b'IDAT') + 4:answer.body.index(b'IEND') - 8])
    demand([raw[y * 49 + 1:(y + 1) * 49] for y in range(64)] == face, 'those of the licence')
    demand(desk.request('/api/portrait', b'{"licence":1}').status == 404, 'there is one licence')
    desk.act('next')
    demand(desk.request('/api/portrait', b'{"licence":0}').status == 404, 'and then nobody')


def memory_of(desk):
    """What can be read of the process's memory, piece by piece."""
    with open(f'/proc/{desk.process.pid}/maps', encoding='ascii') as maps, \
            open(f'/proc/{desk.process.pid}/mem', 'rb', 0) as memory:
        for line in maps:
            place = re.match(r'([0-9a-f]+)-([0-9a-f]+) rw', line)
            if place:
                start, end = (int(number, 16) for number in place.groups())
                try:
                    memory.seek(start)
                    yield memory.read(end - start)
                except OSError:
                    continue


def is_in_memory(desk, texts):
    return any(text.encode() in piece for piece in memory_of(desk) for text in texts)


def memory_is_wiped(scene):
    """Neither name nor number nor the code itself is left with the next person."""
    if b'__asan_init' in scene.wallet.read_bytes():
        return
    desk = scene.desk('--key', 'counter.key')
    shown = scene.show(CARD, 'sex', 'citizen_number')
    demand(desk.code(shown)['state'] == 'accepted', 'somebody is there')
    demand(is_in_memory(desk, [NUMBER]) and is_in_memory(desk, [NAME]), 'and is found in memory')
    desk.act('next')
    desk.act('view')
    demand(not is_in_memory(desk, [NUMBER, NAME, shown[:64]]), 'and is gone')
    desk.stop()


def nobody_is_remembered(scene, desk):
    desk.act('next')
    desk.code(scene.show(CARD, 'sex', 'citizen_number'))
    desk.send('file', (scene.folder / 'card.png').read_bytes())
    view = desk.act('next')
    text = json.dumps(view, ensure_ascii=False)
    demand(view['state'] == 'ready' and view['verdict'] is None and NAME not in text and NUMBER not in text, 'nobody is there')
    log = desk.log.read_text()
    demand(NAME not in log and NUMBER not in log and 'EL1' not in log and desk.token not in log, 'nor in the log')
    pattern = r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ [0-9a-f]{16} (accepted|refused|unknown) [A-Z_]+ \d+\.\d ms'
    lines = [line for line in log.splitlines() if not line.startswith('wallet: ')]
    demand(lines and all(re.fullmatch(pattern, line) for line in lines), f'a line each: {lines}')
    for path in pathlib.Path(scene.folder).glob('.local/**/*'):
        demand(path.is_dir() or NUMBER.encode() not in path.read_bytes() or 'vault' in str(path), f'nor on the disk: {path}')


def is_locked(scene):
    (scene.folder / 'pin').write_text('4711\n')
    (scene.folder / 'pin').chmod(0o600)
    desk = scene.desk('--lock-pin-file', 'pin', '--idle-seconds', '1', '-a', AGENCY)
    view = desk.code(scene.show(CARD))
    demand(view['state'] == 'accepted' and view['desk']['has_pin'] and view['desk']['idle_seconds'] == 1, 'somebody is there')
    view = desk.until(lambda view: view['state'] == 'locked', 'it locks by itself')
    demand(view['verdict'] is None and NAME not in json.dumps(view, ensure_ascii=False), 'and forgets')
    for path, body in (('code', {'text': scene.text('id-card-printed.txt')}), ('next', {}), ('ask', {}), ('hold', {}),
                       ('matter', {'name': None})):
        demand(not_now(desk, path, **body)['state'] == 'locked', f'{path} is not for a locked desk')
    demand(desk.send('file', scene.text('id-card-printed.txt').encode(), 409)['view']['state'] == 'locked', 'nor a file')
    for pin in ('0000', '471', '47111', ''):
        demand('view' not in desk.act('unlock', 403, pin=pin), f'{pin} does not open')
    demand(desk.act('unlock', pin='4711')['state'] == 'ready', 'the PIN does')
    demand(desk.act('lock')['state'] == 'locked', 'it is locked by hand')
    for _ in range(5):
        desk.act('unlock', 403, pin='0000')
    demand('分钟' in desk.act('unlock', 403, pin='4711')['error']['hint']['zh'], 'after five half a minute has to pass')
    desk.stop()
    desk = scene.desk()
    demand(desk.act('lock')['state'] == 'locked' and desk.act('unlock')['state'] == 'ready', 'without a PIN any key opens')
    desk.stop()


def two_desks_share_what_was_shown(scene):
    one, two = scene.desk('--memory', 'shared.db', '-a', AGENCY), scene.desk('--memory', 'shared.db', '-a', AGENCY)
    shown = scene.show(CARD)
    demand(one.code(shown)['state'] == 'accepted', 'shown at one desk')
    view = two.code(shown)
    demand((view['state'], view['verdict']['reason']) == ('refused', 'REPLAYED'), f'not at the other: {view}')
    demand(one.token != two.token and two.request('/api/view', token=one.token).status == 403, 'each has a token of its own')
    one.stop()
    again = scene.desk('--memory', 'shared.db', '-a', AGENCY)
    demand(again.code(shown)['verdict']['reason'] == 'REPLAYED', 'nor after a restart')
    demand(again.token not in (one.token, two.token), 'and the token is new')
    again.stop()
    two.stop()


def recorded(scene, number):
    """What the log of the cases says of a refusal."""
    told = scene.run('audit', 'receipt', number, '--store', 'cases', '-o', f'refusal-{number}.cbor', '--json')
    demand(NAME not in told and NUMBER not in told, f'it says whose it is: {told}')
    entry = json.loads(told)
    demand(entry['act'] == 'REFUSE' and not entry.get('holder') and entry['licence'], f'a refusal is written down: {entry}')
    return entry['details']


def a_refusal_is_recorded(scene):
    """Once, by the clerk who sits there; nothing of it is about anybody."""
    scene.run('case', 'init', 'cases', '--id', COUNTER, '--division', '360500')
    desk = scene.desk('--store', 'cases', '--clerk', '兰芷', '--window', '7', '--memory', 'refused.db', '-a', AGENCY)
    shown = scene.show(CARD)
    demand(desk.code(shown)['refusal'] is None, 'what was accepted was not refused')
    not_now(desk, 'refusal')
    desk.act('next')
    view = desk.code(shown)
    demand(view['state'] == 'refused' and view['refusal'] == {'can_record': True, 'recorded': False}, f'it may be: {view}')
    view = desk.act('refusal')
    demand(view['state'] == 'refused' and view['refusal'] == {'can_record': False, 'recorded': True}, f'it was: {view}')
    not_now(desk, 'refusal')
    details = recorded(scene, '0')
    demand((details['reason'], details['desk'], details['clerk'], details['counter']) == ('REPLAYED', '7', '兰芷', COUNTER),
           f'{details}')
    desk.act('next')
    demand(desk.code(scene.text('id-card-printed.txt'))['refusal'] is None, 'a look is not a refusal')
    demand(desk.act('look', answer='no')['refusal']['can_record'], 'what the clerk sees is')
    desk.act('refusal')
    demand(recorded(scene, '1')['reason'] == 'by the clerk', 'it is the clerk who says so')
    desk.stop()

    desk = scene.desk('--memory', 'refused.db', '-a', AGENCY)
    view = desk.code(shown)
    demand(view['state'] == 'refused' and view['refusal'] == {'can_record': False, 'recorded': False}, f'nowhere: {view}')
    demand('没有办件库' in desk.act('refusal', 409)['error']['what']['zh'], 'a desk without a store says so')
    desk.stop()


def what_came_before_is_asked_anew(scene):
    """A licence of an earlier case is taken again as it stands today; what cannot be told, if the clerk says so."""
    household = {**MATTER['materials'][1], 'shared': True}
    again = {**MATTER, 'name': 'again', 'code': '1136050000000107014360070020098', 'materials': [MATTER['materials'][0], household]}
    (scene.folder / 'catalogue/matters/again.json').write_text(json.dumps(again, ensure_ascii=False))
    register = ('--register', 'register')
    scene.run('status', 'init', 'register', '--uri', 'https://status.example/xinyu')
    scene.run('issue', 'household-register', '-d', scene.root / 'examples/data/household-register.json', '-k', 'agency.key',
              '--status', 'register', '-o', 'listed.txt')
    scene.run('status', 'publish', 'register', '-k', 'agency.key', '-o', 'lists')
    shown, desk_words = ('name', 'sex', 'citizen_number'), ('--store', 'cases', '--clerk', '兰芷', '--matter', 'again', '-a', AGENCY)

    desk = scene.desk(*desk_words, '--status', 'lists')
    desk.code(scene.show(CARD, *shown))
    demand(desk.code(scene.text('listed.txt'))['state'] == 'look', 'it is printed')
    number = desk.act('look', answer='yes')['case']['number']
    demand(desk.act('accept')['state'] == 'done', 'the first case is accepted')
    desk.stop()

    desk = scene.desk(*desk_words)
    desk.code(scene.show(CARD, *shown))
    chip = desk.act('view')['chips'][1]
    demand(chip['may'][-1] == 'reuse' and chip['reusable'][0]['source'] == number, f'it was there before: {chip}')
    use = {'material': 'household', 'source': number}
    view = desk.act('reuse', 409, **use)['view']
    demand('状态' in view['told']['zh'] and view['chips'][1]['may'][-1] == 'reuse-unchecked', f'it cannot be told: {view}')
    chip = desk.act('reuse', unchecked=True, **use)['chips'][1]
    demand((chip['state'], chip['way']) == ('unchecked', 'reuse'), f'it is to be checked later: {chip}')
    desk.stop()

    scene.run('revoke', 'listed.txt', *register)
    scene.run('status', 'publish', 'register', '-k', 'agency.key', '-o', 'later')
    desk = scene.desk(*desk_words, '--status', 'later')
    desk.code(scene.show(CARD, *shown))
    view = desk.act('reuse', 409, unchecked=True, **use)['view']
    demand('吊销' in view['told']['zh'] or '注销' in view['told']['zh'] or '撤销' in view['told']['zh'], f'it was revoked: {view["told"]}')
    demand(view['chips'][1]['state'] == 'missing' and view['chips'][1]['may'][-1] == 'reuse', f'nothing is taken: {view}')
    desk.stop()


def a_case_is_gone_on_with(scene):
    """Who was told what is missing comes again, at another desk: the case is listed, and takes what is brought."""
    words = ('--store', 'cases', '--clerk', '兰芷', '--matter', 'again', '-a', AGENCY)
    desk = scene.desk(*words)
    view = desk.code(scene.show(CARD, 'name', 'sex', 'citizen_number'))
    number, before = view['case']['number'], view['earlier'][-1]
    demand(before['number'] != number and before['matter']['zh'] and before['clerk'] == '兰芷', f'it is not the first time: {view}')
    demand(NUMBER not in json.dumps(view['earlier']), 'which says who it is to nobody')
    not_now(desk, 'open', number=number)
    slip = desk.act('notice')['done']['slip']
    demand((slip['state'], slip['number']) == ('CORRECTING', number), f'it is told once what is missing: {slip}')
    demand(desk.act('next')['last_slip'] == slip, 'which can be printed again')
    demand(desk.act('lock')['last_slip'] is None, 'until the desk is locked')
    desk.stop()

    desk = scene.desk(*words[:-4], '-a', AGENCY)
    first = desk.act('cases')['cases'][0]
    demand((first['number'], first['label']['zh']) == (number, '补齐补正'), f'what waits to be completed comes first: {first}')
    view = desk.act('open', 409, number=before['number'])['view']
    demand('已受理' in view['told']['zh'] and view['case'] is None, f'what was accepted is not gone on with: {view}')
    demand('没有此编号' in desk.act('open', 409, number='x')['view']['told']['zh'], 'what is not there is told')
    demand(desk.act('open', 400)['error'], 'a number is needed')
    view = desk.act('open', number=number)
    demand((view['state'], view['matter']['name'], view['case']['number']) == ('fill', 'again', number), f'it goes on: {view}')
    demand(view['told'] is None and view['chips'][0]['state'] == 'licence', 'with what was there')
    view = desk.code(scene.show(CARD, 'name', 'sex', 'citizen_number'))
    demand(view['question'] is None and view['case']['number'] == number, f'what else the same person shows belongs to it: {view}')
    demand(desk.act('paper', material='household', note='户口簿原件')['ready'], 'what was missing is there')
    slip = desk.act('accept')['done']['slip']
    demand((slip['number'], slip['state'], slip['reason']) == (number, 'ACCEPTED', None), f'it is accepted under its number: {slip}')
    desk.stop()

    desk = scene.desk(*words)
    desk.code(scene.show(CARD, 'name', 'sex', 'citizen_number'))
    demand('请说明理由' in desk.act('decline', 409, note='')['view']['told']['zh'], 'without a reason nothing is declined')
    slip = desk.act('decline', note='不属于本辖区')['done']['slip']
    demand((slip['state'], slip['reason']) == ('NOT_ACCEPTED', '不属于本辖区'), f'the applicant is told why: {slip}')
    desk.stop()

    desk = scene.desk('-a', AGENCY)
    demand(desk.act('cases')['cases'] == [], 'a desk without a store has none')
    demand('没有办件库' in desk.act('open', 409, number=number)['error']['what']['zh'], 'and says so')
    desk.stop()


def trust_is_loaded_anew(scene):
    desk = scene.desk('--trust', 'agency.pub')
    demand(desk.code(scene.text('id-card-printed.txt'))['state'] == 'look', 'the agency is trusted')
    key = (scene.folder / 'agency.pub').read_text()
    (scene.folder / 'agency.pub').write_text((scene.folder / 'stranger.pub').read_text())
    demand(desk.code(scene.text('id-card-printed.txt'))['state'] == 'unknown', 'and then not any more')
    (scene.folder / 'agency.pub').write_text('nonsense')
    demand(desk.code(scene.text('id-card-printed.txt'))['state'] == 'unknown', 'what cannot be read changes nothing')
    (scene.folder / 'agency.pub').write_text(key)
    demand(desk.code(scene.text('id-card-printed.txt'))['state'] == 'look', 'and then again')
    desk.stop()


def a_gun_is_read(scene):
    text = scene.text('id-card-printed.txt')
    primary, secondary = pty.openpty()
    tty.setraw(secondary)
    link = scene.folder / 'gun'
    link.symlink_to(os.ttyname(secondary))
    desk = scene.desk('--gun', 'gun')
    desk.until(lambda view: view['desk']['gun'] == 'ready', 'the gun is read')
    os.write(primary, f']Q1{text}\r'.encode())
    desk.until(lambda view: view['state'] == 'look', 'its code is looked at')
    os.write(primary, b'EL1:\x10AB\r')
    view = desk.until(lambda view: view['state'] == 'other', 'tricks are thrown away')
    demand(view['other']['kind'] == 'control-characters', f'{view["other"]}')
    link.unlink()
    os.close(secondary)
    os.close(primary)
    desk.until(lambda view: view['desk']['gun'] == 'gone', 'it is gone')
    primary, secondary = pty.openpty()
    tty.setraw(secondary)
    link.symlink_to(os.ttyname(secondary))
    desk.until(lambda view: view['desk']['gun'] == 'ready', 'and comes back by itself')
    desk.act('next')
    os.write(primary, f'{text}\r'.encode())
    desk.until(lambda view: view['state'] == 'look', 'and is read again')
    desk.stop()
    os.close(secondary)
    os.close(primary)


def asks_anew(scene, desk, first):
    """The time of the code that was asked with at the start is over: there is another, which is answered."""
    desk.until(lambda view: view['ask']['code'] != first, 'it is signed anew')
    for line in scene.answer(desk.act('view')['ask']['code']):
        view = desk.code(line)
    demand(view['state'] == 'accepted', f'and answered: {view["state"]} {view["verdict"]}')
    desk.stop()


def ends_in_order(scene):
    desk = scene.desk()
    thread, got = desk.waits_for(desk.act('view')['version'])
    desk.act('citizen', version=0)
    desk.stop()
    thread.join(60)
    demand(not thread.is_alive(), 'who waits is answered')


def main():
    wallet, root = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
    end_in_order()
    with tempfile.TemporaryDirectory() as folder:
        scene = Scene(folder, wallet, root)
        desk = scene.desk('--key', 'counter.key', '-a', AGENCY, '--window', '7')
        other = scene.desk('--key', 'counter.key', '--valid', '30', '--matter', 'rent-subsidy')
        first = other.act('ask')['ask']['code']
        cells = only_the_own_page_passes(desk)
        routes = every_route_is_guarded(desk, root)
        files_are_those_of_the_page(desk)
        visits_follow_one_another(scene, desk)
        takes_no_nonsense(desk)
        nothing_is_told_of_what_is_not_signed(scene, desk)
        others_are_named(scene, desk)
        pictures_are_looked_at(scene, desk)
        licences_of_a_matter_add_up(scene, desk)
        the_counter_asks(scene, desk)
        a_visit_ends(scene, desk)
        a_portrait_is_shown(scene, desk)
        nobody_is_remembered(scene, desk)
        desk.stop()
        memory_is_wiped(scene)
        is_locked(scene)
        two_desks_share_what_was_shown(scene)
        a_refusal_is_recorded(scene)
        what_came_before_is_asked_anew(scene)
        a_case_is_gone_on_with(scene)
        trust_is_loaded_anew(scene)
        a_gun_is_read(scene)
        ends_in_order(scene)
        asks_anew(scene, other, first)
    print(f'{cells} cells, {routes} routes')


if __name__ == '__main__':
    main()
