# SPDX-License-Identifier: Apache-2.0
"""A counter whose cases are pushed to departments, or pulled by them."""
import os
import subprocess

from serving import LIMIT, demand

KEPT = ('ASAN_', 'UBSAN_', 'LSAN_', 'LLVM_', 'GCOV_', 'LD_', 'WALLET_CATALOGUE')
COUNTER = '913605020000000194'


class Counter:
    """A counter with a store of cases, and an agency that issues for them."""

    def __init__(self, folder, wallet):
        self.folder, self.wallet = folder, wallet
        self.environment = {name: value for name, value in os.environ.items() if name.startswith(KEPT)}
        self.environment.update(HOME=str(folder), LC_ALL='C.UTF-8', PATH='/usr/bin:/bin', WALLET_CLERK='兰芷',
                                WALLET_CASES=str(folder / 'cases'))

    def run(self, *words, code=0):
        result = subprocess.run([self.wallet, *words], cwd=self.folder, env=self.environment, capture_output=True, text=True,
                                timeout=LIMIT)
        demand(result.returncode == code, f'{words} exits {result.returncode}, not {code}: {result.stderr}')
        return result.stdout, result.stderr

    def set_up(self, examples):
        self.run('key', 'new', 'agency.key', '-i', '11360500000000019F')
        self.run('key', 'export', 'agency.key', '-o', 'agency.pub')
        self.run('key', 'new', 'counter.key', '-i', COUNTER)
        self.run('issue', 'id-card', '-d', examples / 'id-card.json', '-k', 'agency.key', '-o', 'card.cbor')
        self.run('case', 'init', 'cases', '--id', COUNTER, '--division', '360500')

    def accept(self):
        number = self.run('case', 'open', 'residence-permit-issue')[0].strip()
        self.run('case', 'add', number, 'card.cbor', '--trust', 'agency.pub')
        self.run('case', 'add', number, '--paper', 'employment=劳动合同')
        self.run('case', 'fill', number, 'phone=0790-1234567', 'residence_address=青禾路88号',
                 'residence_since=2026-01-01', 'residence_kind=租赁住房', 'reason=合法稳定就业')
        self.run('case', 'accept', number)
        return number
