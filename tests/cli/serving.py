# SPDX-License-Identifier: Apache-2.0
"""What tests of a service share: requests byte by byte, a service as a process, and clients that load it."""
import atexit
import collections
import contextlib
import os
import pathlib
import random
import select
import signal
import socket
import ssl
import subprocess
import sys
import threading

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
from offspring import Restarts, end_in_order, end_with_parent  # noqa: E402, F401
from psql import Psql  # noqa: E402, F401

LIMIT = 60
COSE = 'application/cose'

Answer = collections.namedtuple('Answer', 'status fields body')


def demand(holds, what):
    if not holds:
        sys.exit(f'not so: {what}')


def parse(raw):
    """The answer in `raw`; None where the connection was closed without a whole one."""
    head, separator, body = raw.partition(b'\r\n\r\n')
    if not separator:
        return None
    first, *lines = head.decode().split('\r\n')
    fields = {name.lower(): value.strip() for name, _, value in (line.partition(':') for line in lines)}
    return Answer(int(first.split()[1]), fields, body)


def read_all(connection):
    """What comes until the end; a reset is an end, too."""
    got = b''
    try:
        while data := connection.recv(65536):
            got += data
    except (ConnectionResetError, ssl.SSLError):
        pass
    return got


def head(method='POST', path='/v1/call', host='127.0.0.1', kind=COSE, length=None, more=''):
    fields = [f'Host: {host}'] if host is not None else []
    fields += [f'Content-Type: {kind}'] if kind is not None else []
    fields += [f'Content-Length: {length}'] if length is not None else []
    return ('\r\n'.join([f'{method} {path} HTTP/1.1', *fields]) + f'\r\n{more}\r\n').encode()


def post(body, **more):
    return head(length=len(body), **more) + body


class Service:
    """A process that serves; its first line of `stream` tells where."""

    def __init__(self, *words, read=lambda line: line.split()[0], stream='stdout', stderr_to=None, **more):
        with contextlib.ExitStack() as files:
            errors = (subprocess.PIPE if stream == 'stderr' else files.enter_context(open(stderr_to, 'ab')) if stderr_to
                      else None)
            self.process = subprocess.Popen([str(word) for word in words], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                            stderr=errors, text=True, preexec_fn=end_with_parent, **more)
        atexit.register(self.process.kill)
        self.lines = getattr(self.process, stream)
        self.first_line = self.lines.readline()
        demand(self.first_line, f'{words} says where it listens')
        host, port = read(self.first_line).rsplit(':', 1)
        self.place = host.strip('[]'), int(port)

    def connect(self):
        return socket.create_connection(self.place, timeout=LIMIT)

    def ask(self, raw):
        """The answer to one request; None where there was none."""
        with self.connect() as connection:
            try:
                connection.sendall(raw)
            except (BrokenPipeError, ConnectionResetError):
                pass
            return parse(read_all(connection))

    def refuses_connections(self):
        """Waits until nobody listens any more."""
        while True:
            try:
                self.connect().close()
            except ConnectionRefusedError:
                return
            except ConnectionResetError:
                continue

    def resident_kib(self):
        with open(f'/proc/{self.process.pid}/status', encoding='ascii') as status:
            return next(int(line.split()[1]) for line in status if line.startswith('VmRSS'))

    def signal(self, number):
        self.process.send_signal(number)

    def stop(self, code=0):
        self.signal(signal.SIGTERM)
        self.ends(code)

    def ends(self, code):
        got = self.process.wait(LIMIT)
        demand(got == code, f'it ends with {code}, not {got}')
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream:
                stream.close()


def collect(connections, count):
    """The first `count` whole answers, by connection: who answers first comes first."""
    waiting, answers = {connection: b'' for connection in connections}, {}
    while len(answers) < count:
        ready, _, _ = select.select(list(waiting), [], [], LIMIT)
        demand(ready, f'{count} answers come, and not {len(answers)}')
        for connection in ready:
            data = connection.recv(65536)
            waiting[connection] += data
            if not data:
                answers[connection] = parse(waiting.pop(connection))
    return answers


class Load:
    """Clients that post calls one after another, and note which were acknowledged."""

    def __init__(self, place, calls, is_acknowledged, clients=8, **head_of_call):
        self.place, self.calls, self.is_acknowledged = place, iter(calls), is_acknowledged
        self.head_of_call = head_of_call
        self.lock, self.changed = threading.Lock(), threading.Condition()
        self.acknowledged, self.refused, self.lost = [], [], []
        self.threads = [threading.Thread(target=self.run) for _ in range(clients)]
        for thread in self.threads:
            thread.start()

    def next(self):
        with self.lock:
            return next(self.calls, None)

    def run(self):
        while (call := self.next()) is not None:
            try:
                with socket.create_connection(self.place, timeout=LIMIT) as connection:
                    connection.sendall(post(call, **self.head_of_call))
                    answer = parse(read_all(connection))
            except ConnectionRefusedError:
                return
            except OSError:
                answer = None
            whole = answer and len(answer.body) == int(answer.fields['content-length'])
            with self.changed:
                (self.lost if not whole else self.acknowledged if self.is_acknowledged(call, answer)
                 else self.refused).append(call)
                self.changed.notify_all()
            if answer is None:
                return

    def wait_for(self, count):
        """Until so many were acknowledged."""
        with self.changed:
            demand(self.changed.wait_for(lambda: len(self.acknowledged) >= count, LIMIT), f'{count} calls are answered')

    def join(self):
        for thread in self.threads:
            thread.join(LIMIT)
            demand(not thread.is_alive(), 'clients come to an end')


def kill_at_random(start, calls_of, is_acknowledged, kept, times, seed):
    """Kills the service in the midst of calls, again and again: all that was acknowledged is kept."""
    chance, acknowledged = random.Random(seed), []
    for turn in range(times):
        service = start()
        load = Load(service.place, calls_of(turn), is_acknowledged)
        load.wait_for(chance.randrange(1, 60))
        service.signal(signal.SIGKILL)
        load.join()
        service.ends(-signal.SIGKILL)
        acknowledged += load.acknowledged
        missing = set(acknowledged) - set(kept())
        demand(not missing, f'killed {turn + 1} times (seed {seed}), and {len(missing)} acknowledged calls are lost')
    return len(acknowledged)
