#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A desk fetches licences from a repository that serves: on a code that is shown, on an answer to its own code, on a face
that was compared, and by duty; and what it says where there is no licence to be had.

usage: desk_fetch.py WALLET SOURCE-ROOT
"""
import http.server
import json
import pathlib
import sys
import tempfile
import threading
import urllib.request

from desk_scene import COUNTER, NAME, NUMBER, Scene
from serving import LIMIT, Service, demand, end_in_order

REPOSITORY, SERVICE = '913605020000000194', '923605020000000191'
TITLE, CODE = '租赁补贴申请', '1136050000000107014360070020099'
SCOPE = 'id-card:name+sex+citizen_number,household-register:head_name'
CALL = ('--repository-id', REPOSITORY, '--clerk', '兰芷', '--account', 'lz', '--window', '7', '--key', 'counter.key')


class Hall(Scene):
    """The same region, with a repository that has the citizen's licences, and an identity service."""

    def set_up(self):
        super().set_up()
        self.run('repository', 'init', 'store', '-i', REPOSITORY, '--name-zh', '示例证照库', '--name-en', 'Example')
        self.run('key', 'new', 'service.key', '-i', SERVICE, '--name-zh', '身份核验', '--name-en', 'Identity')
        self.run('key', 'export', 'service.key', '-o', 'service.pub')
        self.run('trust', 'add', 'region', '--key', 'store/repository.pub', '--role', 'repository')
        self.run('trust', 'add', 'region', '--key', 'service.pub', '--role', 'identity-service')
        self.run('trust', 'publish', 'region', '-o', 'trust.cbor', '--force')
        self.run('trust', 'import', 'trust.cbor', '--root', 'region/root.pub')
        for kind in ('id-card', 'household-register'):
            self.run('repository', 'load', '--repository', 'store', f'{kind}.cbor')
        self.run('repository', 'share', 'add', '--repository', 'store', '-d', COUNTER, '-t', SCOPE, '-m', CODE,
                 '-u', '2036-12-31')
        (self.folder / 'same').write_text('#!/bin/sh\necho \'{"v":1,"model":"person","decision":"same"}\'\n')
        (self.folder / 'same').chmod(0o755)
        for name in ('card.jpg', 'now.jpg'):
            (self.folder / name).write_text(name)
        self.run('case', 'init', 'cases', '--id', COUNTER, '--division', '360500')

    def serve(self):
        return Service(self.wallet, 'repository', 'serve', '--repository', 'store', '--listen', '127.0.0.1:0', '--json',
                       '--quiet', cwd=self.folder, env=self.environment,
                       read=lambda line: json.loads(line)['url'].split('//')[1])

    def grant(self, *words, scope=SCOPE, to=COUNTER, title=TITLE, code=CODE):
        """The code of a grant that the citizen shows."""
        self.run('grant', '--passphrase-file', 'pw', scope, '--to', to, '-m', title, '--matter-code', code, '--yes', '-f',
                 '-o', 'grant.txt', *words)
        return self.text('grant.txt')

    def face(self, request='asked.png'):
        self.run('face-assert', '--request', request, '--portrait', 'card.jpg', '--live', 'now.jpg', '--matcher',
                 './same', '--holder', f'111:{NUMBER}', '--key', 'service.key', '-o', 'face.cbor', '--force')
        return (self.folder / 'face.cbor').read_bytes()

    def fetching(self, url, *words):
        desk = self.desk('--repository', f'http://{url}', *CALL, *words)
        desk.act('next')
        return desk


class Between(http.server.BaseHTTPRequestHandler):
    """Somebody on the way to the repository, who does with the answer what the path says."""

    def do_POST(self):
        call = self.rfile.read(int(self.headers['Content-Length']))
        self.server.calls.append(call)
        if self.server.way == 'down':
            self.send_response(503)
            self.end_headers()
            return
        request = urllib.request.Request(f'http://{self.server.behind}/v1/call', call,
                                         {'Content-Type': self.headers['Content-Type']})
        with urllib.request.urlopen(request, timeout=LIMIT) as answer:
            body = answer.read()
        if self.server.way == 'altered':
            body = body[:-1] + bytes([body[-1] ^ 1])
        if self.server.way == 'held':
            self.server.may_go.wait(LIMIT)
        self.send_response(200)
        self.send_header('Content-Type', 'application/wallet-answer+cwt')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


def between(behind):
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Between)
    server.behind, server.way, server.calls, server.may_go = behind, '', [], threading.Event()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f'127.0.0.1:{server.server_address[1]}'


def settled(desk):
    return desk.until(lambda view: view['state'] != 'checking', 'the repository was asked')


def fetched(desk, view, what):
    """Both licences came; the clerk compares the person, and they are in the case."""
    demand(view['state'] in ('checking', 'look'), f'{what}: it is asked: {view}')
    view = settled(desk)
    demand(view['state'] == 'look' and [look['what'] for look in view['verdict']['looks']] == ['unbound', 'unbound'] and
           len(view['verdict']['licences']) == 2, f'{what}: {view["state"]} {view["verdict"]} {view["other"]}')
    view = desk.act('look', answer='yes')
    demand(view['state'] == 'accepted' and view['have'] == 2 and not view['told'], f'{what}: {view}')
    view = desk.act('fill')
    name = next(blank for blank in view['form'] if blank['name'] == 'name')
    demand(name['value'] == NAME, f'{what}: the form is filled: {name}')
    return view


def ways_of_the_case(hall, number):
    """How the licences of a case came, as whoever looks later sees it."""
    told = json.loads(hall.run('case', 'show', number, '--store', 'cases', '--json'))
    return {licence['way'] for licence in told['licences']}


def is_ended(hall, desk, view, way):
    number = view['case']['number']
    demand(desk.act('accept')['state'] == 'done', f'{way}: it is accepted')
    demand(ways_of_the_case(hall, number) == {way}, f'{way}: {ways_of_the_case(hall, number)}')
    hall.run('case', 'export', number, '--store', 'cases', '--key', 'counter.key', '--clerk', '兰芷',
             '-o', f'{way}.case')
    hall.run('case', 'check', f'{way}.case')
    desk.act('next')


def four_ways(hall, desk):
    demand(desk.act('view')['desk']['repository'] == 'ready', 'there is one')
    is_ended(hall, desk, fetched(desk, desk.code(hall.grant()), 'shown'), 'show')

    view = desk.act('ask')
    *_, answer = hall.answer(view['ask']['code'], '--grant')
    is_ended(hall, desk, fetched(desk, desk.code(answer), 'answered'), 'scan')

    desk.act('ask')
    desk_picture(hall, desk)
    is_ended(hall, desk, fetched(desk, desk.send('file', hall.face()), 'face'), 'face')

    for material, count in (('identity', 1), ('household', 2)):
        desk.act('duty', material=material, number=NUMBER, cause='核查补贴资格')
        view = settled(desk)
        demand(view['state'] == 'look' and len(view['verdict']['licences']) == 1, f'one by duty: {view["verdict"]}')
        view = desk.act('look', answer='yes')
        demand(view['have'] == count, f'it counts: {view}')
    demand(not [chip for chip in view['chips'] if 'fetch' in chip['may']], 'nothing is left to be fetched')
    desk.act('fill')
    is_ended(hall, desk, view, 'duty')


def desk_picture(hall, desk):
    """The code on the screen as a picture; nobody answers it."""
    hall.answer(desk.act('view')['ask']['code'], '--grant')


def says_no(hall, desk):
    """What a repository refuses is refused, with its reason; nobody's name is told."""
    used = hall.grant()
    desk.code(used)
    settled(desk)
    desk.act('next')
    for text, reason in ((used, 'USED_ALREADY'), (hall.grant(to='360800'), 'GRANT_AUDIENCE'),
                         (hall.grant(title='公租房申请'), 'GRANT_MATTER'), (hall.grant(code='1'), 'GRANT_MATTER')):
        desk.code(text)
        view = settled(desk)
        verdict = view['verdict']
        demand((view['state'], verdict['reason']) == ('refused', reason) and verdict['sentence']['zh'] and
               verdict['licences'] == [] and NAME not in json.dumps(view, ensure_ascii=False),
               f'{reason}: {view["state"]} {verdict}')
        desk.act('unchecked', 409)
        desk.act('next')

    view = desk.code(hall.grant(scope='business-licence'))
    demand((view['state'], view['other']['kind']) == ('other', 'grant'), f'nothing of it is needed: {view}')
    broken = hall.grant()
    desk.act('next')
    view = desk.code(broken[:-6] + ('AA' if broken[-6:-4] != 'AA' else 'BB') + broken[-4:])
    view = settled(desk)
    demand(view['state'] in ('refused', 'other'), f'a changed one: {view}')
    desk.act('next')


def only_what_is_granted(hall, desk):
    desk.code(hall.grant(scope='id-card:name'))
    view = settled(desk)
    looks = {look['what'] for look in view['verdict']['looks']}
    fields = [field['name'] for licence in view['verdict']['licences'] for field in licence['fields']]
    demand(view['state'] == 'look' and looks == {'unbound', 'partial'} and 'name' in fields and 'sex' not in fields,
           f'no more than was granted: {view["state"]} {looks} {fields}')
    desk.act('next')


def a_request_is_answered_here(hall, desk):
    """A face that was compared for another desk's request is none for this one."""
    hall.run('ask', '-i', 'id-card:name', '-m', TITLE, '-k', 'counter.key', '-o', 'elsewhere.txt', '--force')
    view = desk.send('file', hall.face('elsewhere.txt'))
    demand((view['state'], view['other']['kind']) == ('other', 'grant'), f'another request: {view}')
    desk.act('next')


def duty_needs_reasons(desk):
    whole = {'material': 'identity', 'number': NUMBER, 'cause': 'x'}
    for change, status in (({'material': None}, 400), ({'number': None}, 400), ({'cause': None}, 400), ({'cause': ''}, 400),
                           ({'number': ''}, 409), ({'number': NUMBER[:-1]}, 409), ({'number': NUMBER[:-1] + '5'}, 409),
                           ({'cause': 'x\ny'}, 409), ({'cause': 'x' * 201}, 409), ({'material': 'no such'}, 409)):
        answer = desk.act('duty', status, **{**whole, **change})
        demand(answer['error']['hint']['zh'], f'{change}: {answer}')
    demand(desk.act('view')['state'] == 'ready', 'and nothing was asked')


def the_way_is_not_trusted(hall, desk, server):
    for way, sentence, lamp in (('down', '没有答复', 'gone'), ('altered', '不可信', 'ready')):
        server.way = way
        desk.code(hall.grant())
        view = settled(desk)
        demand(view['state'] == 'unknown' and sentence in view['verdict']['sentence']['zh'] and
               view['desk']['repository'] == lamp and view['verdict']['licences'] == [], f'{way}: {view}')
        desk.act('unchecked', 409)
        demand(desk.code(hall.show('居民身份证', 'sex', 'citizen_number'))['state'] == 'accepted',
               'the licence itself is as good')
        desk.act('next')
    demand('503' in desk.log.read_text(), 'the log says why')


def nothing_else_meanwhile(hall, desk, server):
    server.way = 'held'
    view = desk.code(hall.grant())
    demand(view['state'] == 'checking' and view['verdict'] is None, f'it waits: {view}')
    for path, body in (('code', {'text': hall.grant(), 'from': 'gun'}), ('ask', {}), ('matter', {'name': None}),
                       ('duty', {'material': 'identity', 'number': NUMBER, 'cause': 'x'}), ('fill', {}), ('accept', {}), ('look', {'answer': 'yes'})):
        demand(desk.act(path, 409, **body)['view']['state'] == 'checking', f'{path} is not for now')
    demand(desk.act('next')['state'] == 'ready', 'nobody has to wait')
    calls = len(server.calls)
    server.may_go.set()
    server.way = ''
    view = desk.code(hall.grant())
    view = settled(desk)
    demand(view['state'] == 'look' and len(server.calls) == calls + 1, f'what came late is nobody\'s: {view}')
    desk.act('next')


def needs_all_of_it(hall):
    for words, missing in ((('--repository', 'http://127.0.0.1:1', '--clerk', 'x', '--key', 'counter.key'), 'repository-id'),
                           (('--repository-id', REPOSITORY, '--clerk', 'x', '--key', 'counter.key'), 'repository'),
                           (('--repository', 'http://127.0.0.1:1', '--repository-id', REPOSITORY, '--clerk', 'x'), 'key'),
                           (('--repository', 'http://127.0.0.1:1', '--repository-id', REPOSITORY, '--key', 'counter.key'),
                            'clerk')):
        hall.run('desk', *words, code=2)
        demand(missing, 'tells what')
    desk = hall.desk('--key', 'counter.key', '--matter', 'rent-subsidy')
    desk.act('next')
    view = desk.code(hall.grant())
    demand((view['state'], view['other']['kind']) == ('other', 'grant') and view['desk']['repository'] == 'none',
           f'without a repository a grant is nothing: {view}')
    demand('--repository' in desk.act('duty', 409, material='identity', number=NUMBER, cause='x')['error']['hint']['en'], 'and it says so')
    desk.stop()


def main():
    wallet, root = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
    end_in_order()
    with tempfile.TemporaryDirectory() as folder:
        hall = Hall(folder, wallet, root)
        service = hall.serve()
        where = '{}:{}'.format(*service.place)
        server, way = between(where)
        desk = hall.fetching(where, '--store', 'cases', '--matter', 'rent-subsidy')
        far = hall.fetching(way, '--matter', 'rent-subsidy')
        view = hall.fetching(way).code(hall.grant())
        demand((view['state'], view['other']['kind']) == ('other', 'grant'), f'it is for no matter: {view}')
        four_ways(hall, desk)
        says_no(hall, desk)
        only_what_is_granted(hall, desk)
        a_request_is_answered_here(hall, desk)
        duty_needs_reasons(desk)
        the_way_is_not_trusted(hall, far, server)
        nothing_else_meanwhile(hall, far, server)
        needs_all_of_it(hall)
    print('four ways')


if __name__ == '__main__':
    main()
