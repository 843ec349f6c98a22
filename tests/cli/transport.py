#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The transport of services: what is no request in order is answered or shed, whoever is slow waits for himself, and
an answer is given only for what is kept.  Behind it stands a service for tests.

usage: transport.py STUB [--connections N] [--kills N]
"""
import argparse
import itertools
import os
import pathlib
import resource
import select
import signal
import socket
import ssl
import subprocess
import tempfile
import warnings

from serving import COSE, LIMIT, Load, Service, collect, demand, head, kill_at_random, parse, post, read_all

BODY_MAX = 65536
KEY = 6  # the exit code of a key or certificate that cannot be used


class Stub(Service):
    """The service for tests, which keeps calls in a file."""

    def __init__(self, program, folder, name='kept', **settings):
        self.kept_in = pathlib.Path(folder) / name
        super().__init__(program, self.kept_in, *[f'{key.replace("_", "-")}={value}' for key, value in settings.items()])

    def kept(self):
        return [line.encode() for line in self.kept_in.read_text().splitlines()]


def wanted(host, method, kind, size):
    """The status that RFC 9110 and the rules of the service ask for, told in another way than the program does."""
    if host is None:
        return 400
    if host.lower() not in ('localhost', '127.0.0.1'):
        return 421
    if method != 'POST':
        return 405
    if size is None:
        return 411
    if kind is None or kind.split(';')[0].strip() != COSE:
        return 415
    return 413 if size > BODY_MAX else 200


def answers_by_the_rules(stub):
    hosts = ['127.0.0.1', 'localhost', 'LOCALHOST', '127.0.0.1.evil.example', 'evil.example', '[::1]', '', None]
    methods = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']
    kinds = [COSE, f'{COSE}; cose-type="cose-sign1"', f'{COSE}x', 'text/plain', 'multipart/form-data', None]
    sizes = [0, 1, BODY_MAX, BODY_MAX + 1, None]
    count = 0
    for host, method, kind, size in itertools.product(hosts, methods, kinds, sizes):
        body = b'x' * (size or 0) if size is None or size <= BODY_MAX else b''
        answer = stub.ask(head(method, host=host, kind=kind, length=size) + body)
        status = wanted(host, method, kind, size)
        # Without a Host libmicrohttpd answers by itself, and a body that is on its way when it closes may reset.
        demand(answer is not None and answer.status == status,
               f'{method} for {host!r} with {size} bytes of {kind} is answered with {status}: {answer}')
        demand(method == 'HEAD' or status != 200 or answer.body == body, 'the answer is the call')
        demand(host is None or answer.fields['connection'] == 'close', 'a connection has one request')
        demand(host is None or answer.fields['x-content-type-options'] == 'nosniff', 'nothing is guessed')
        count += 1
    return count


def finds_paths(stub):
    rows = [('/health', 200), ('/health?x=1', 200), ('/health%00', 404), ('/Health', 404), ('/health/', 404),
            ('/', 404), ('/v1', 404), ('/v1/call/', 404), ('/below/', 404), ('/below/a/b', 200), ('/below', 404),
            ('/../health', 404), ('http://127.0.0.1/health', 404), ('*', 404)]
    for path, status in rows:
        answer = stub.ask(head('GET', path, kind=None))
        demand(answer and answer.status == status, f'{path} is answered with {status}: {answer}')
    demand(stub.ask(head('GET', '/below/a%2fb/../c', kind=None)).body == b'/below/a%2fb/../c', 'paths come as sent')
    answer = stub.ask(head('PUT', '/health', kind=None, length=0))
    demand(answer.status == 405 and answer.fields['allow'] == 'GET', 'what may be asked is told')
    answer = stub.ask(head('HEAD', '/health', kind=None))
    demand((answer.status, answer.body, answer.fields['content-length']) == (200, b'', '8'), 'HEAD has no body')


def sheds_what_is_large(stub):
    for raw, statuses in [
            (head(more='X: ' + 'a' * 9000 + '\r\n', length=0), {431}),
            (head(more='X: ' + 'a' * 200000 + '\r\n', length=0), {431, None}),
            (head(more=''.join(f'X{i}: 1\r\n' for i in range(3000)), length=0), {431, None}),
            (head('GET', '/' + 'a' * 200000, kind=None), {414, None}),
            # What comes after the answer is thrown away with the connection.
            (head(length=10 ** 9) + b'x' * 4000000, {413, None}),
            (head(length=10 ** 30) + b'x', {413}),
            (head(length=BODY_MAX + 1, more='Expect: 100-continue\r\n'), {413})]:
        answer = stub.ask(raw)
        demand((answer and answer.status) in statuses, f'{raw[:60]} is answered with {statuses}: {answer}')


def is_not_smuggled_past(stub):
    """Whatever two readers may see as two requests is refused, or is one request whose rest is thrown away."""
    hidden = post(b'hidden')
    chunked = b'5\r\nhello\r\n0\r\n\r\n'
    plain = {'length': 5}
    rows = [
        ('two lengths', head(**plain, more='Content-Length: 5\r\n') + b'hello', 400),
        ('two lengths that differ', head(**plain, more='Content-Length: 0\r\n') + b'hello', 400),
        ('a list of lengths', head(length='5, 5') + b'hello', 400),
        ('a signed length', head(length='+5') + b'hello', 400),
        ('a negative length', head(length='-5') + b'hello', 400),
        ('a hexadecimal length', head(length='0x5') + b'hello', 400),
        ('an empty length', head(length='') + b'hello', 400),
        ('length and chunks', head(**plain, more='Transfer-Encoding: chunked\r\n') + chunked, 400),
        ('length and identity', head(**plain, more='Transfer-Encoding: identity\r\n') + b'hello', 400),
        ('chunks', head(more='Transfer-Encoding: chunked\r\n') + chunked, 411),
        ('strange chunks', head(more='Transfer-Encoding: xchunked\r\n') + chunked, 411),
        ('a space before the colon', head(**plain, more='Transfer-Encoding : chunked\r\n') + chunked, 400),
        ('a folded field', head(**plain, more='X: 1\r\n Transfer-Encoding: chunked\r\n') + b'hello', 400),
        ('a folded length', head(more='Content-Length:\r\n 5\r\n') + b'hello', 411),
        ('a bare CR', head(**plain, more='X: 1\rTransfer-Encoding: chunked\r\n') + b'hello', 400),
        ('two hosts', head(**plain, more='Host: evil.example\r\n') + b'hello', 400),
        ('two types', head(**plain, more='Content-Type: text/plain\r\n') + b'hello', 400),
        ('a body of a GET', head('GET', '/health', kind=None, length=5) + b'hello', 400),
        ('HTTP/1.0', b'GET /health HTTP/1.0\r\nHost: localhost\r\n\r\n', 400),
        ('HTTP/2.0', b'GET /health HTTP/2.0\r\nHost: localhost\r\n\r\n', 505),
        ('no version', b'GET /health\r\nHost: localhost\r\n\r\n', 400),
        # RFC 9112 section 2.2 lets a bare LF end a line.
        ('a bare LF', head(**plain, more='X: 1\n') + b'hello', 200),
        ('only LF', head(**plain).replace(b'\r\n', b'\n') + b'hello', 200),
    ]
    for what, raw, status in rows:
        before = len(stub.kept())
        with stub.connect() as connection:
            connection.sendall(raw + hidden)
            got = read_all(connection)
        answer = parse(got)
        demand(answer and answer.status == status, f'{what} is answered with {status}: {got}')
        # For a length that is no number libmicrohttpd 0.9.75 sends the head of its own answer twice.
        demand(len(answer.body) == int(answer.fields['content-length']) or 'cache-control' not in answer.fields,
               f'{what}: one answer a connection: {got}')
        demand(b' 200 ' not in got[1:] or status == 200, f'{what}: nothing hidden is answered: {got}')
        demand(stub.kept()[before:] == [b'hello'] * (status == 200), f'{what}: nothing hidden is done')


def sheds_the_slow(program, folder):
    """Silent ones, and those that send a byte now and then, while others are served."""
    stub = Stub(program, folder, request_seconds=1)
    starts = [b'', b'POST', head(length=40000), head(length=40000) + b'x' * 100]
    slow = [stub.connect() for _ in range(10 * len(starts))]
    for connection, start in zip(slow, itertools.cycle(starts)):
        connection.sendall(start)

    left, served = list(slow), 0
    while left:
        demand(stub.ask(post(b'in between')).status == 200, 'others are served meanwhile')
        served += 1
        ended, _, _ = select.select(left, [], [], 0)
        for connection in ended:
            demand(read_all(connection) == b'', 'who is too slow gets no answer')
            left.remove(connection)
        for place, connection in enumerate(left):
            try:
                if place % 2:
                    connection.sendall(b'x')
            except OSError:
                pass  # its end is seen in the next turn
    for connection in slow:
        connection.close()
    stub.stop()
    return served


def does_not_wait_for_readers(program, folder):
    stub = Stub(program, folder, answer_seconds=1)
    with stub.connect() as lazy:
        lazy.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        lazy.sendall(head('GET', '/large', kind=None))
        demand(lazy.recv(16).startswith(b'HTTP/1.1 200'), 'the answer begins')
        stub.stop()  # waits for whoever is being answered, and no longer than that


def answers_bursts(program, folder):
    """Many requests that are all there at one moment, as many as libmicrohttpd looks at in one go among them."""
    stub = Stub(program, folder, 'bursts')
    for count in (1, 127, 128, 129, 256, 300):
        held = [stub.connect() for _ in range(count)]
        demand(stub.ask(post(b'all are taken')).status == 200, 'those before this one are accepted')
        stub.signal(signal.SIGSTOP)
        os.waitid(os.P_PID, stub.process.pid, os.WSTOPPED)
        for connection in held:
            connection.sendall(post(b'burst'))
        stub.signal(signal.SIGCONT)
        answers = collect(held, count)
        demand(all(answer and answer.status == 200 for answer in answers.values()), f'{count} at a time are answered')
        for connection in held:
            connection.close()
    stub.stop()


def raise_descriptors(count):
    """`count`, or what the system allows where that is less."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return count if hard == resource.RLIM_INFINITY else min(count, hard - 500)


def holds_many(program, folder, count):
    stub = Stub(program, folder, connections=count + 100, request_seconds=300)
    demand(int(stub.first_line.split()[1]) == count + 100, f'there are descriptors: {stub.first_line}')
    before = stub.resident_kib()
    held = [stub.connect() for _ in range(count)]
    for connection in held[::2]:
        connection.sendall(b'POST /v1/call HTTP/1.1\r\nHost: localhost\r\n')
    for turn in range(200):
        demand(stub.ask(post(b'while %d' % turn)).status == 200, f'{count} are held, and others are served')
    after = stub.resident_kib()
    for connection in held[::2]:
        connection.sendall(b'Content-Type: application/cose\r\nContent-Length: 4\r\n\r\nheld')
    for connection in held[::2]:
        demand(parse(read_all(connection)).body == b'held', 'and those that waited, when they ask')
    for connection in held:
        connection.close()
    stub.stop()
    return (after - before) / count


def limits_one_address(program, folder):
    stub = Stub(program, folder, per_address=3)
    held = [stub.connect() for _ in range(3)]
    with stub.connect() as fourth:
        demand(read_all(fourth) == b'', 'a fourth connection from one address is closed')
    for connection in held:
        connection.close()
    stub.stop()


def pushes_back(program, folder):
    """A queue of four, and a committer that waits: four are taken, all others are told to come again."""
    stub = Stub(program, folder, 'pushed', queue=4, group=1)
    first = stub.connect()
    first.sendall(post(b'wait'))
    demand(stub.lines.readline() == 'waits\n', 'the first is being done')
    others = [stub.connect() for _ in range(20)]
    for number, connection in enumerate(others):
        connection.sendall(post(b'call %d' % number))
    refused = collect(others, 17)
    demand({answer.status for answer in refused.values()} == {503}, f'those that do not fit are refused: {refused}')
    demand({answer.fields['retry-after'] for answer in refused.values()} == {'1'}, 'and told when to come again')
    demand(stub.ask(head('GET', '/health', kind=None)).status == 200, 'its health is told meanwhile')
    stub.process.stdin.write('x')
    stub.process.stdin.flush()
    taken = collect([first, *(each for each in others if each not in refused)], 4)
    demand({answer.status for answer in taken.values()} == {200}, f'those that fit are done: {taken}')
    demand(len(stub.kept()) == 4, f'nothing else was done: {stub.kept()}')
    demand(stub.ask(post(b'again')).status == 200, 'there is room again')
    for connection in (first, *others):
        connection.close()
    stub.stop()


def shares_memory_for_bodies(program, folder):
    stub = Stub(program, folder, bodies=100000)
    with stub.connect() as greedy:
        greedy.sendall(head(length=BODY_MAX, more='Expect: 100-continue\r\n'))
        demand(greedy.recv(100).startswith(b'HTTP/1.1 100'), 'the first body has room')
        demand(stub.ask(post(b'x' * 40000)).status == 503, 'a second has none')
        demand(stub.ask(post(b'x' * 30000)).status == 200, 'a smaller one has')
        greedy.sendall(b'x' * BODY_MAX)
        demand(parse(read_all(greedy)).status == 200, 'the first is taken')
    demand(stub.ask(post(b'x' * 40000)).status == 200, 'its room is free again')
    stub.stop()


def survives_who_leaves(stub):
    for _ in range(200):
        with stub.connect() as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b'\1\0\0\0\0\0\0\0')
            connection.sendall(post(b'x' * 3000))
    demand(stub.ask(post(b'still there')).status == 200, 'clients that reset do no harm')


def is_echo(call, answer):
    return answer.status == 200 and answer.body == call


def stops_in_order(program, folder):
    """Under load: each acknowledged call is kept, and the end is no crash."""
    for turn in range(5):
        stub = Stub(program, folder, f'stopped-{turn}', queue=64)
        load = Load(stub.place, (b'%d' % number for number in itertools.count()), is_echo, clients=16)
        load.wait_for(50 * turn)
        stub.stop()
        load.join()
        kept = stub.kept()
        demand(set(load.acknowledged) <= set(kept), 'what was acknowledged is kept')
        demand(len(kept) == len(set(kept)), 'nothing is done twice')
        demand(not set(load.refused) & set(kept), 'what was refused is not done')


def finishes_what_it_took(program, folder):
    stub = Stub(program, folder, 'finished')
    with stub.connect() as waiting, stub.connect() as late:
        late.sendall(head(length=4))
        waiting.sendall(post(b'wait'))
        demand(stub.lines.readline() == 'waits\n', 'it is being done')
        stub.signal(signal.SIGINT)
        stub.refuses_connections()
        late.sendall(b'late')
        demand(parse(read_all(late)).status == 503, 'what becomes whole now is not taken')
        stub.process.stdin.write('x')
        stub.process.stdin.flush()
        demand(parse(read_all(waiting)).body == b'wait', 'what was taken is answered')
    stub.ends(0)
    demand(stub.kept() == [b'wait'], 'and kept')


def ends_at_the_second_signal(program, folder):
    stub = Stub(program, folder, 'ended')
    with stub.connect() as waiting:
        waiting.sendall(post(b'wait'))
        demand(stub.lines.readline() == 'waits\n', 'it is being done')
        stub.signal(signal.SIGTERM)
        stub.refuses_connections()
        stub.signal(signal.SIGTERM)
        stub.ends(-signal.SIGTERM)


def survives_kills(program, folder, times):
    def calls(turn):
        return (b'%d-%d' % (turn, number) for number in itertools.count())

    last = Stub(program, folder, 'killed')
    last.stop()
    return kill_at_random(lambda: Stub(program, folder, 'killed'), calls, is_echo, last.kept, times, os.getpid())


def certify(folder, name):
    subprocess.run(['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj',
                    f'/CN={name}', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2', '-keyout',
                    folder / f'{name}.key', '-out', folder / f'{name}.pem'], check=True, capture_output=True)


def speaks_tls(program, folder):
    certify(folder, 'tls')
    certify(folder, 'other')
    stub = Stub(program, folder, certificate=folder / 'tls.pem', key=folder / 'tls.key', request_seconds=1)
    modern = ssl.create_default_context(cafile=folder / 'tls.pem')
    for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
        modern.minimum_version = modern.maximum_version = version
        with modern.wrap_socket(stub.connect(), server_hostname='127.0.0.1') as connection:
            connection.sendall(post(b'secret'))
            demand(parse(read_all(connection)).body == b'secret', f'{version} is spoken')

    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
    old.set_ciphers('ALL:@SECLEVEL=0')
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        old.minimum_version, old.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    try:
        old.wrap_socket(stub.connect()).close()
        demand(False, 'TLS 1.1 is not spoken')
    except (ssl.SSLError, ConnectionResetError):
        pass
    answer = stub.ask(post(b'plain'))
    demand(answer is None, f'nothing is told without TLS: {answer}')
    with stub.connect() as silent:
        demand(read_all(silent) == b'', 'who does not shake hands is shed')
    stub.stop()

    broken = subprocess.run([program, folder / 'kept', f'certificate={folder / "tls.pem"}', f'key={folder / "other.key"}'],
                            capture_output=True, text=True, timeout=LIMIT)
    demand(broken.returncode == KEY, f'a key of another certificate is refused: {broken}')
    demand('why: ' in broken.stderr and 'belong together' in broken.stderr, f'and that is told: {broken.stderr}')


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('stub', type=pathlib.Path)
    parser.add_argument('--connections', type=int, default=2000)
    parser.add_argument('--kills', type=int, default=20)
    options = parser.parse_args()
    program = options.stub.resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        stub = Stub(program, folder)
        cells = answers_by_the_rules(stub)
        finds_paths(stub)
        sheds_what_is_large(stub)
        is_not_smuggled_past(stub)
        survives_who_leaves(stub)
        stub.stop()
        served = sheds_the_slow(program, folder)
        does_not_wait_for_readers(program, folder)
        limits_one_address(program, folder)
        pushes_back(program, folder)
        shares_memory_for_bodies(program, folder)
        answers_bursts(program, folder)
        stops_in_order(program, folder)
        finishes_what_it_took(program, folder)
        ends_at_the_second_signal(program, folder)
        speaks_tls(program, folder)
        acknowledged = survives_kills(program, folder, options.kills)
        count = raise_descriptors(options.connections)
        kib = holds_many(program, folder, count)
    print(f'{cells} requests by the rules; {served} served while 40 slow ones were shed; killed {options.kills} times: '
          f'{acknowledged} acknowledged calls kept; {count} connections held at {kib:.1f} KiB')


if __name__ == '__main__':
    main()
