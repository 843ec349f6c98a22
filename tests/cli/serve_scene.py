# SPDX-License-Identifier: Apache-2.0
"""A region with an agency, a counter and a repository that serves, for tests and benchmarks of the service."""
import atexit
import hashlib
import json
import os
import pathlib
import subprocess
import threading

from serving import LIMIT, Service, demand, end_with_parent

KEPT = ('ASAN_', 'UBSAN_', 'LSAN_', 'LLVM_', 'GCOV_', 'LD_', 'WALLET_CATALOGUE')
CALL, ANSWER = 'application/wallet-call+cwt', 'application/wallet-answer+cwt'
AGENCY, COUNTER, REPOSITORY = '11360500000000019F', '11360502000000019C', '11360503000000019T'


def name_of(call):
    """What the service's log calls it."""
    return hashlib.sha256(call).digest()[:8].hex()


class Scene:
    def __init__(self, folder, wallet, maker, holders, database=None):
        self.folder, self.wallet = pathlib.Path(folder), wallet
        self.environment = {name: value for name, value in os.environ.items() if name.startswith(KEPT)}
        self.environment.update(HOME=str(folder), LC_ALL='C.UTF-8', PATH='/usr/bin:/bin')
        self.set_up(database)
        place = json.loads((self.folder / 'repository/repository.json').read_text())['database']
        self.database = place if '://' in place else str(self.folder / 'repository' / place)
        self.maker = subprocess.Popen(
            [maker, self.database, self.folder / 'repository/secret.key', self.folder / 'agency.key',
             self.folder / 'counter.key', str(holders)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, **self.environment},
            preexec_fn=end_with_parent)
        atexit.register(self.maker.kill)
        demand(self.maker.stdout.readline() == 'done\n', 'the repository is filled')

    def run(self, *words, code=0):
        result = subprocess.run([self.wallet, *words], cwd=self.folder, env=self.environment, capture_output=True,
                                text=True, stdin=subprocess.DEVNULL, timeout=LIMIT, preexec_fn=end_with_parent)
        demand(result.returncode == code, f'{words} exits {result.returncode}, not {code}: {result.stderr}')
        return result.stdout

    def set_up(self, database):
        for name, uscc in (('agency', AGENCY), ('counter', COUNTER)):
            self.run('key', 'new', f'{name}.key', '-i', uscc)
            self.run('key', 'export', f'{name}.key', '-o', f'{name}.pub')
        self.run('repository', 'init', 'repository', '--id', REPOSITORY,
                 *(['--db', database] if database else []))
        self.run('trust', 'init', 'region', '--root-issuer', AGENCY)
        self.run('trust', 'add', 'region', '--key', 'agency.pub', '--types', '*')
        self.run('trust', 'add', 'region', '--key', 'counter.pub', '--role', 'counter', '--types', 'id-card')
        self.run('trust', 'add', 'region', '--key', 'repository/repository.pub', '--role', 'repository')
        self.run('trust', 'add', 'region', '--key', 'repository/audit.pub', '--role', 'audit')
        self.run('trust', 'publish', 'region', '-o', 'trust.cbor')
        self.run('trust', 'import', 'trust.cbor', '--root', 'region/root.pub')

    def tell_maker(self, line):
        self.maker.stdin.write(line + '\n')
        self.maker.stdin.flush()
        answer = self.maker.stdout.readline()
        demand(answer.endswith('done\n'), f'{line}: {answer}')
        return answer.split()[0]

    def write_calls(self, count, name='calls'):
        """Fresh calls, as the load client reads them; they are good for a minute."""
        self.tell_maker(f'calls {count} {self.folder / name}')
        return self.folder / name

    def calls(self, count):
        content, calls = self.write_calls(count).read_bytes(), []
        while content:
            size = int.from_bytes(content[:4], 'big')
            calls.append(content[4:4 + size])
            content = content[4 + size:]
        return calls

    def commit_rate(self, count):
        """Durable commits of one row a second, in the same database."""
        return float(self.tell_maker(f'commits {count}'))

    def serve(self, *words):
        return Serving(self, *words)

    def close(self):
        self.maker.stdin.close()
        demand(self.maker.wait(LIMIT) == 0, 'the maker ends')


class Serving(Service):
    """A running service, and what it writes of each call: {name of the call: [outcomes]}."""

    def __init__(self, scene, *words):
        super().__init__(scene.wallet, 'repository', 'serve', '--repository', 'repository', '--listen', '127.0.0.1:0',
                         '--json', *words, cwd=scene.folder, env=scene.environment,
                         read=lambda line: json.loads(line)['url'].split('//')[1])
        self.told = json.loads(self.first_line)
        self.changed, self.outcomes, self.written = threading.Condition(), {}, []
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self):
        for line in self.process.stdout:
            told = json.loads(line)
            with self.changed:
                self.written.append(line)
                self.outcomes.setdefault(told['call'], []).append(told['outcome'])
                self.changed.notify_all()

    def outcome(self, call):
        """The last outcome of a call that was answered."""
        with self.changed:
            demand(self.changed.wait_for(lambda: name_of(call) in self.outcomes, LIMIT), 'a call that was answered is told')
            return self.outcomes[name_of(call)][-1]

    def outcomes_of(self, call, count):
        """All outcomes of a call that was answered so often."""
        with self.changed:
            demand(self.changed.wait_for(lambda: len(self.outcomes.get(name_of(call), [])) >= count, LIMIT),
                   f'a call that was answered {count} times is told so often')
            return self.outcomes[name_of(call)]

    def ends(self, code=0):
        got = self.process.wait(LIMIT)
        self.reader.join(LIMIT)
        demand(got == code, f'it ends with {code}, not {got}')
        self.process.stdin.close()
        self.process.stdout.close()
