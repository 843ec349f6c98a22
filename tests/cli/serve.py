#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The service of a repository: calls are answered over HTTP, none that was acknowledged is lost, and it is what its
description says.

usage: serve.py WALLET MAKER CALLER SOURCE-ROOT [--kills N] [--postgresql]
"""
import argparse
import json
import os
import pathlib
import random
import re
import signal
import subprocess
import tempfile
import time

from serve_scene import ANSWER, CALL, REPOSITORY, Scene, name_of
from serving import Load, Psql, Restarts, demand, end_in_order, head, post

HOLDERS = 20
VERIFIED_EACH = 20  # kills: the log grows, and all of it is looked at


def is_answer(_, answer):
    return answer.status == 200 and answer.fields['content-type'] == ANSWER


def get(service, path):
    return service.ask(head('GET', path, kind=None, host=f'127.0.0.1:{service.place[1]}'))


def send(service, call):
    return service.ask(post(call, kind=CALL, host=f'127.0.0.1:{service.place[1]}'))


def says_where_it_is(service):
    demand(service.told['repository'] == REPOSITORY and service.told['licences'] == HOLDERS,
           f'the first line tells whose it is and how much: {service.told}')
    answer = get(service, '/health')
    demand((answer.status, json.loads(answer.body)) ==
           (200, {'v': 1, 'status': 'serving', 'repository': REPOSITORY}), f'its health: {answer}')


def resolve(description, part):
    while '$ref' in part:
        place = description
        for name in part['$ref'].removeprefix('#/').split('/'):
            place = place[name]
        part = place
    return part


def is_as_described(service, root):
    """What is described is served, with these types and no other statuses; what is not described is not served."""
    answer = get(service, '/v1/openapi.json')
    description = json.loads(answer.body)
    demand(answer.body == (root / 'cli/openapi.json').read_bytes(), 'the description is the one in the tree')
    demand(re.fullmatch(r'3\.0\.\d', description['openapi']) and description['info'].keys() >= {'title', 'version'},
           'it is OpenAPI 3.0')
    seen = set()
    for path, methods in description['paths'].items():
        for method, operation in methods.items():
            demand(operation['operationId'] not in seen, 'each operation has a name of its own')
            seen.add(operation['operationId'])
            for status, response in operation['responses'].items():
                response = resolve(description, response)
                demand(re.fullmatch(r'\d{3}', status) and response['description'], f'{path} {status} is described')
                for content in response['content'].values():
                    resolve(description, content['schema'])
            body = operation.get('requestBody')
            kinds = list(body['content']) if body else []
            demand(kinds == ([CALL] if path == '/v1/call' else []), f'{path} takes {kinds}')
            host = f'127.0.0.1:{service.place[1]}'
            for raw in (head(method.upper(), path, host=host, kind=kinds[0] if body else None, length=4 if body else None) +
                        (b'what' if body else b''),
                        head('PUT', path, host=host, kind=CALL, length=0),
                        head(method.upper(), path, host='evil.example', kind=None)):
                answer = service.ask(raw)
                told = operation['responses'].get(str(answer.status))
                general = {'405', '421'}
                demand(told or str(answer.status) in general, f'{path} answers {answer.status}, which is not described')
                if told:
                    demand(answer.fields['content-type'] in resolve(description, told)['content'],
                           f'{path} answers {answer.fields}')
    for path in ('/', '/v1', '/v1/', '/v1/tile/0/000', '/metrics', '/v1/call/1'):
        demand(get(service, path).status == 404, f'{path} is not described, and not served')
    for name, part in description['components']['schemas'].items():
        demand('type' in part, f'{name} has a type')


def answers_calls(scene, service):
    call, other = scene.calls(2)
    answer = send(service, call)
    demand(is_answer(call, answer) and answer.body, f'a call is answered: {answer}')
    demand(service.outcome(call) == 'SUCCESS', f'and done: {service.outcomes}')
    demand(is_answer(call, send(service, call)), 'sent again it is answered')
    demand(service.outcomes_of(call, 2) == ['SUCCESS', 'USED_ALREADY'], 'and not done')

    broken = bytearray(other)
    broken[-1] ^= 1
    demand(is_answer(broken, send(service, bytes(broken))), 'a call that nobody signed is answered')
    demand(service.outcome(bytes(broken)) == 'NOT_AUTHENTICATED', 'and refused')
    demand(is_answer(b'', send(service, b'what')), 'so is what is no call')
    demand(service.outcome(b'what') != 'SUCCESS', 'and refused')
    demand(service.ask(post(b'x' * 131073, kind=CALL, host=f'127.0.0.1:{service.place[1]}')).status == 413,
           'what is too large is not read')


def is_silent_about_people(service):
    pattern = (r'\{"v":1,"at":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ","call":"[0-9a-f]{16}","operation":"[a-z]+",'
               r'"outcome":"[A-Z_]+","ms":\d+\.\d\}\n')
    demand(service.written and all(re.fullmatch(pattern, line) for line in service.written),
           f'nothing else is written of a call: {service.written}')


def all_are_kept(service, acknowledged):
    """A call that was answered is used up: sent again, it is refused for that."""
    for call in acknowledged:
        demand(is_answer(call, send(service, call)), 'it is answered again')
        demand(service.outcome(call) == 'USED_ALREADY', f'what was acknowledged is kept: {service.outcome(call)}')


def load_of(scene, service, calls):
    host = f'127.0.0.1:{service.place[1]}'
    return Load(service.place, calls, is_answer, kind=CALL, host=host)


def stops_in_order(scene):
    service = scene.serve('--queue', '16')
    load = load_of(scene, service, scene.calls(2000))
    load.wait_for(100)
    service.stop()
    load.join()
    demand(len(service.written) >= len(load.acknowledged), 'each is written of')
    scene.run('repository', 'verify', '--repository', 'repository')
    service = scene.serve()
    checkpoint = get(service, '/v1/checkpoint')
    demand(checkpoint.status == 200 and checkpoint.fields['content-type'] == 'application/cose' and
           checkpoint.body[0] == 0xd2, f'the log was signed at the end: {checkpoint}')
    all_are_kept(service, load.acknowledged)
    for call in load.lost:
        demand(is_answer(call, send(service, call)) and service.outcome(call) == 'SUCCESS',
               'what got no answer when it stopped was not done')
    service.stop()
    return len(load.acknowledged)


def entries_of(scene):
    return json.loads(scene.run('repository', 'stats', '--repository', 'repository', '--json'))['entries']


def is_good(scene, entries):
    """The log is, and has so many entries: an act that was done twice, or not at all, would show."""
    report = json.loads(scene.run('audit', 'verify', '--repository', 'repository', '--json'))
    demand(report['good'] and report['damages'] == 0, f'the log is good: {report}')
    demand(report['entries'] == entries, f'the log has {entries} entries: {report}')


def are_done_once(service, calls):
    """Calls whose answers were lost were done before, or are done now; how many were refused for the former."""
    before = 0
    for call in calls:
        demand(is_answer(call, send(service, call)), 'it is answered')
        outcome = service.outcome(call)
        demand(outcome in ('SUCCESS', 'USED_ALREADY'), f'what got no answer is done once: {outcome}')
        before += outcome == 'USED_ALREADY'
    return before


def survives_kills(scene, times, seed):
    """Each call that was answered, or was sent and got no answer, is done once: each has one entry, and so has each
    refusal of a call for having been used."""
    chance, count, restarts, entries = random.Random(seed), 0, Restarts(), entries_of(scene)
    for turn in range(times):
        service = scene.serve()
        load = load_of(scene, service, scene.calls(400))
        load.wait_for(chance.randrange(1, 60))
        service.signal(signal.SIGKILL)
        load.join()
        service.ends(-signal.SIGKILL)
        again = restarts.timed(scene.serve)
        all_are_kept(again, load.acknowledged)
        refused = are_done_once(again, load.lost)
        again.stop()
        entries += 2 * len(load.acknowledged) + len(load.lost) + refused
        demand(entries_of(scene) == entries, f'killed {turn + 1} times, the log has {entries} entries')
        if turn % VERIFIED_EACH == 0 or turn == times - 1:
            is_good(scene, entries)
        count += len(load.acknowledged)
    scene.run('repository', 'verify', '--repository', 'repository')
    demand(restarts.hold(), f'99 of 100 are there again within a second: {restarts}')
    return count, restarts


def survives_its_server(scene):
    """The database's server dies under the service: what was told as done is done, and the service starts again."""
    service = scene.serve()
    load = load_of(scene, service, scene.calls(400))
    load.wait_for(20)
    demand(Psql().kill_backend(), 'a backend works for the service')
    load.join()
    service.signal(signal.SIGKILL)
    service.ends(-signal.SIGKILL)
    done = [call for call in load.acknowledged if 'SUCCESS' in service.outcomes.get(name_of(call), [])]
    demand(len(done) >= 19, f'calls were done before: {len(done)}')
    again = scene.serve()
    all_are_kept(again, done)
    again.stop()
    is_good(scene, entries_of(scene))
    scene.run('repository', 'verify', '--repository', 'repository')


def kill_sessions(database):
    """Kills the server's sessions: it then ends all there are, recovers and starts again."""
    folder = pathlib.Path(re.search('host=([^&]+)', database)[1])
    server = (folder / 'data/postmaster.pid').read_text(encoding='ascii').split()[0]
    children = pathlib.Path(f'/proc/{server}/task/{server}/children').read_text(encoding='ascii').split()
    sessions = [pathlib.Path('/proc', child) for child in children
                if b'wallet postgres' in pathlib.Path('/proc', child, 'cmdline').read_bytes()]
    demand(sessions, 'the service has a session')
    for session in sessions:
        os.kill(int(session.name), signal.SIGKILL)
    while any(session.exists() for session in sessions):
        os.sched_yield()


def outlives_the_database(scene, database):
    """Calls are told to come again while the server starts, and answered by the same process afterwards."""
    service = scene.serve()
    calls, refused = scene.calls(5), 0
    demand(is_answer(calls[0], send(service, calls[0])), 'it is answered before')
    kill_sessions(database)
    for call in calls[1:]:
        deadline = time.monotonic() + 60
        while not is_answer(call, answer := send(service, call)):
            demand(answer.status == 503 and int(answer.fields['retry-after']) > 0, f'it is told to come again: {answer}')
            demand(time.monotonic() < deadline, 'the server is there again')
            refused += 1
        demand(service.outcome(call) == 'SUCCESS', 'what was refused was not done')
    demand(is_answer(calls[0], send(service, calls[0])), 'it is answered again')
    kept = service.outcomes_of(calls[0], 2)
    demand(kept == ['SUCCESS', 'USED_ALREADY'], f'what was acknowledged is kept: {kept}')
    service.stop()
    scene.run('repository', 'verify', '--repository', 'repository')
    return refused


def is_called(scene, caller, url, call, *words, code=0):
    """What the client of the command gets for a call, and says."""
    (scene.folder / 'call').write_bytes(call)
    result = subprocess.run([caller, url, 'call', *words], cwd=scene.folder, env=scene.environment, capture_output=True,
                            timeout=60)
    demand(result.returncode == code, f'{url} ends with {code}: {result}')
    return result.stdout, result.stderr.decode()


def has_a_client(scene, caller):
    service = scene.serve()
    host = f'127.0.0.1:{service.place[1]}'
    for url in (f'http://{host}', f'http://{host}/', f'http://{host}/v1/call', f'http://localhost:{service.place[1]}'):
        [call] = scene.calls(1)
        answer, told = is_called(scene, caller, url, call)
        demand(answer[:1] == b'\xd2' and not told and service.outcome(call) == 'SUCCESS', f'{url} is called: {told}')
    for url, code, what in ((f'http://{host}/v1/calls', 5, 'it answers 404'), (f'http://{host}/health', 5, 'it answers 405'),
                            (f'https://{host}', 5, 'no answer'), ('http://10.0.0.1:8420', 2, 'is no address'),
                            (f'http://{host}@10.0.0.1/', 2, 'is no address'), ('repository', 2, 'is no address')):
        answer, told = is_called(scene, caller, url, call, code=code)
        demand(what in told and told.count('\n') == 3 and not answer, f'{url}: {told}')
    service.stop()
    is_called(scene, caller, f'http://{host}', call, code=5)


def listens_where_it_may(scene, caller):
    subprocess.run(['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj',
                    '/CN=repository', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2', '-keyout',
                    scene.folder / 'tls.key', '-out', scene.folder / 'tls.pem'], check=True, capture_output=True)
    (scene.folder / 'tls.key').chmod(0o600)
    service = scene.serve('--tls-cert', 'tls.pem', '--tls-key', 'tls.key')
    demand(service.told['url'].startswith('https://'), f'TLS is told: {service.told}')
    demand(get(service, '/health') is None, 'and nothing goes without it')
    [call] = scene.calls(1)
    answer, _ = is_called(scene, caller, service.told['url'], call, 'tls.pem')
    demand(answer[:1] == b'\xd2' and service.outcome(call) == 'SUCCESS', 'it is called by its certificate')
    is_called(scene, caller, service.told['url'], call, code=5)
    service.stop()

    service = scene.serve('--listen', '0.0.0.0:0', '--behind-proxy', '--host', 'repository.example')
    service.place = '127.0.0.1', service.place[1]
    for host, status in (('repository.example', 200), (f'repository.example:{service.place[1]}', 200),
                         ('127.0.0.1', 421), (f'127.0.0.1:{service.place[1]}', 421)):
        demand(service.ask(head('GET', '/health', kind=None, host=host)).status == status, f'{host}: {status}')

    second = subprocess.run([scene.wallet, 'repository', 'serve', '--repository', 'repository', '--listen',
                             f'127.0.0.1:{service.place[1]}'], cwd=scene.folder, env=scene.environment,
                            capture_output=True, text=True, timeout=60)
    demand(second.returncode == 5 and 'cannot listen on' in second.stderr, f'a port that is taken is told: {second}')
    service.stop()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('wallet', type=pathlib.Path)
    parser.add_argument('maker', type=pathlib.Path)
    parser.add_argument('caller', type=pathlib.Path)
    parser.add_argument('root', type=pathlib.Path)
    parser.add_argument('--kills', type=int, default=5)
    parser.add_argument('--seed', type=int, default=random.randrange(10 ** 6))
    parser.add_argument('--postgresql', action='store_true', help='the server of tests/support/postgres.py')
    options = parser.parse_args()
    end_in_order()
    with tempfile.TemporaryDirectory() as folder:
        database = os.environ['WALLET_TEST_POSTGRESQL'] if options.postgresql else None
        scene = Scene(folder, options.wallet.resolve(), options.maker.resolve(), HOLDERS, database)
        service = scene.serve()
        says_where_it_is(service)
        is_as_described(service, options.root)
        answers_calls(scene, service)
        service.stop()
        is_silent_about_people(service)
        has_a_client(scene, options.caller.resolve())
        listens_where_it_may(scene, options.caller.resolve())
        kept = stops_in_order(scene)
        if options.postgresql:
            survives_its_server(scene)
        survived, restarts = survives_kills(scene, options.kills, options.seed)
        refused = outlives_the_database(scene, database) if database else 0
        scene.close()
    print(f'{kept} calls kept over a stop, {survived} over {options.kills} kills (seed {options.seed}), '
          f'which was {restarts}; {refused} told to come again while the database started')


if __name__ == '__main__':
    main()
