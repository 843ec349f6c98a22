#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs a command with a PostgreSQL server of its own, and takes all of it away afterwards.

    postgres.py [--tap] COMMAND [ARGUMENT...]

The command finds in its environment

    WALLET_TEST_POSTGRESQL           postgresql://... by a Unix socket, without a password
    WALLET_TEST_POSTGRESQL_LOOPBACK  the same database by TCP, with a password of this run

as the server's superuser.  The server syncs as in earnest, and is there for this command alone: tests of
one program that must not see each other's tables make a schema each, as tests/unit/database/place.h does.
Where PostgreSQL is not installed it ends with 77 (meson: skipped), or with --tap prints a plan of no
tests; else with the command's code.  Starting takes about a second.

In meson:    test('... on PostgreSQL', python, args: [postgres_fixture, program, ...])
for a unit:  a line in `postgres_unit_tests`, beside the one in `unit_tests`; the program asks whether
             WALLET_TEST_POSTGRESQL is set
by hand:     python3 tests/support/postgres.py bash
"""
import collections
import ctypes
import os
import pathlib
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading

SKIPPED = 77  # meson's word for it
USER = 'wallet'
PATIENCE = 60  # seconds
ATTEMPTS = 5  # another program may have taken the port meanwhile
PR_SET_PDEATHSIG = 1


def programs():
    """The folder of initdb and postgres, or None: on the path, or where Debian puts it."""
    found = shutil.which('postgres')
    if found:
        return pathlib.Path(found).parent
    versions = pathlib.Path('/usr/lib/postgresql').glob('[0-9]*/bin/postgres')
    return max((path.parent for path in versions), key=lambda folder: int(folder.parent.name), default=None)


def owner():
    """Who runs the server: it refuses to be root's."""
    if os.geteuid() != 0:
        return {}
    entry = pwd.getpwnam('postgres')
    return {'user': entry.pw_uid, 'group': entry.pw_gid, 'extra_groups': []}


def end_with_parent():
    """Even one that is killed leaves no server behind; SIGINT: disconnects all and stops."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT)


def end_child_with_parent():
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def free_port():
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return probe.getsockname()[1]


class Server:
    """A cluster in `folder`, and the process that serves it."""

    def __init__(self, binaries, folder):
        self.binaries, self.folder = binaries, folder
        self.password = secrets.token_urlsafe(16)
        self.process = self.reader = None
        self.log = collections.deque(maxlen=50)

    def make(self):
        note = self.folder / 'password'
        note.write_text(self.password + '\n')
        if os.geteuid() == 0:
            for path in (self.folder, note):
                os.chown(path, owner()['user'], owner()['group'])
        subprocess.run(
            [self.binaries / 'initdb', '--no-sync', f'--username={USER}', '--encoding=UTF8', '--locale=C.UTF-8',
             '--auth-local=trust', '--auth-host=scram-sha-256', f'--pwfile={note}', self.folder / 'data'],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd='/', timeout=PATIENCE, **owner())
        note.unlink()

    def start(self):
        """Whether it is ready; it is not where its port is taken."""
        self.port = free_port()
        settings = ['listen_addresses=127.0.0.1', f'port={self.port}', f'unix_socket_directories={self.folder}',
                    'fsync=off', 'full_page_writes=off', 'synchronous_commit=on', 'jit=off', 'lc_messages=C']
        self.process = subprocess.Popen(
            [self.binaries / 'postgres', '-D', self.folder / 'data',
             *(word for setting in settings for word in ('-c', setting))],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, cwd='/',
            errors='replace', start_new_session=True, preexec_fn=end_with_parent, **owner())
        ready = threading.Event()
        self.reader = threading.Thread(target=self.read, args=(self.process.stderr, ready), daemon=True)
        self.reader.start()
        ready.wait(PATIENCE)
        return self.process.poll() is None and any('is ready to accept' in line for line in self.log)

    def read(self, stream, ready):
        for line in stream:
            self.log.append(line)
            if 'is ready to accept' in line:
                ready.set()
        ready.set()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def environment(self):
        return {
            **os.environ,
            'WALLET_TEST_POSTGRESQL': f'postgresql://{USER}@/postgres?host={self.folder}&port={self.port}',
            'WALLET_TEST_POSTGRESQL_LOOPBACK':
                f'postgresql://{USER}:{self.password}@127.0.0.1:{self.port}/postgres',
        }


def run(command, environment):
    child = subprocess.Popen(command, env=environment, preexec_fn=end_child_with_parent)
    try:
        return child.wait()
    finally:
        if child.poll() is None:
            child.terminate()
            child.wait()


def serve(binaries, command):
    with tempfile.TemporaryDirectory(prefix='wallet-postgres-') as name:
        server = Server(binaries, pathlib.Path(name))
        try:
            server.make()
            if not any(server.start() for _ in range(ATTEMPTS)):
                sys.exit('postgres.py: the server does not start:\n' + ''.join(server.log))
            code = run(command, server.environment())
        finally:
            server.stop()
    return code if code >= 0 else 128 - code


def end(number, _):
    """As an exception, so that what was started is stopped."""
    signal.signal(number, signal.SIG_IGN)
    sys.exit(128 + number)


def main(arguments):
    is_tap = arguments[:1] == ['--tap']
    command = arguments[is_tap:]
    if not command:
        sys.exit(__doc__)
    binaries = programs()
    if not binaries:
        print('1..0 # SKIP PostgreSQL is not installed' if is_tap else 'PostgreSQL is not installed')
        return 0 if is_tap else SKIPPED
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, end)
    return serve(binaries, command)


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
