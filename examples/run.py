#!/usr/bin/env python3
"""Runs the examples as their comments say: issue a code, verify it, verify a batch of good and bad ones.

usage: run.py WALLET CATALOGUE FOLDER-OF-EXAMPLES
"""
import pathlib
import subprocess
import sys
import tempfile


def run(*command, wanted=0):
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode != wanted:
        sys.exit(f'{command}: exit {result.returncode}, wanted {wanted}\n{result.stdout}{result.stderr}')
    return result.stdout


def demand(holds, what):
    if not holds:
        sys.exit(f'not so: {what}')


def spoil(code):
    return code[:40] + ('A' if code[40] != 'A' else 'B') + code[41:]


def main(wallet, catalogue, examples):
    def example(name):
        return f'{examples}/example_{name}'

    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder)
        key, trust, code, lines = (place / name for name in ('key', 'trust', 'code', 'lines'))
        run(wallet, 'key', 'new', key, '--issuer', '11360500000000019F')
        run(wallet, 'key', 'export', key, '-o', trust)

        text = run(example('issue_licence'), catalogue, key).strip()
        demand(text.startswith('EL1:'), 'a code was issued')
        code.write_text(text)
        said = run(example('verify_code'), catalogue, trust, code)
        demand(said.splitlines()[0] == 'accepted', 'the code is accepted')

        code.write_text(spoil(text))
        said = run(example('verify_code'), catalogue, trust, code, wanted=1)
        demand(said.splitlines()[0] == 'refused', 'the altered code is refused')

        lines.write_text('\n'.join([text] * 3000 + [spoil(text)] * 3) + '\n')
        said = run(example('verify_batch'), catalogue, trust, lines)
        demand(dict(line.split() for line in said.splitlines())
               == {'accepted': '3000', 'refused': '3', 'unknown': '0'}, 'the batch is counted')
        for name in ('verify_code', 'issue_licence', 'verify_batch'):
            run(example(name), wanted=2)


main(*sys.argv[1:])
