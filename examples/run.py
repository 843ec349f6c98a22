#!/usr/bin/env python3
"""Runs the examples as their comments say: issue a code, verify it, verify a batch of good and bad ones;
show fields of a bound licence to a counter, which takes them once.

usage: run.py WALLET CATALOGUE FOLDER-OF-EXAMPLES FOLDER-OF-DATA
"""
import os
import pathlib
import subprocess
import sys
import tempfile


def run(*command, wanted=0, **more):
    result = subprocess.run(command, capture_output=True, text=True, **more)
    if result.returncode != wanted:
        sys.exit(f'{command}: exit {result.returncode}, wanted {wanted}\n{result.stdout}{result.stderr}')
    return result.stdout


def demand(holds, what):
    if not holds:
        sys.exit(f'not so: {what}')


def spoil(code):
    return code[:40] + ('A' if code[40] != 'A' else 'B') + code[41:]


COUNTER = '913605020000000194'


def answer_a_request(wallet, place, agency, counter, licence, request, answer):
    """What a citizen does with `wallet`: vault, licence, trust list, answer."""
    home = {key: value for key, value in os.environ.items() if not key.startswith('XDG_')} | {'HOME': place}
    passphrase = place / 'passphrase'
    passphrase.touch(mode=0o600)
    passphrase.write_text('correct horse battery\n')

    def citizen(*words):
        return run(os.path.abspath(wallet), *words, env=home, cwd=place)

    opened = ('--passphrase-file', passphrase)
    citizen('vault', 'init', '--cost', 'low', *opened, '-o', 'citizen.pub')
    citizen('issue', 'id-card', '--data', licence, '--key', agency, '--holder', 'citizen.pub', '-o', 'citizen.cbor')
    citizen('key', 'export', agency, '-o', 'agency.pub')
    citizen('key', 'export', counter, '-o', 'counter.pub')
    citizen('add', *opened, 'citizen.cbor', '--trust', 'agency.pub')
    citizen('trust', 'init', 'region', '--root-issuer', '11360500000000019F')
    citizen('trust', 'add', 'region', '--key', 'counter.pub', '--role', 'counter', '--types', 'id-card')
    citizen('trust', 'publish', 'region', '-o', 'trust.cbor')
    citizen('trust', 'import', 'trust.cbor', '--root', 'region/root.pub')
    citizen('answer', request, *opened, '--fields', 'name,sex', '--yes', '-o', answer)


def show_to_a_counter(wallet, catalogue, example, data, place):
    """As the two programs of a holder and a counter, with `wallet` for the agency's and the clerk's part."""
    agency, key, public, trust, licence, code, store, counter, request = (
        place / name for name in 'agency holder public agencies licence shown store counter request'.split())
    run(wallet, 'key', 'new', agency, '--issuer', '11360500000000019F')
    run(wallet, 'key', 'export', agency, '-o', trust)
    run(wallet, 'key', 'new', key, '--issuer', '11360500000000019F')
    run(wallet, 'key', 'export', key, '-o', public)
    run(wallet, 'issue', 'id-card', '--data', f'{data}/id-card.json', '--key', agency, '--holder', public,
        '-o', f'{licence}.txt')

    def show(to, *fields):
        code.write_text(run(example('holder'), catalogue, key, f'{licence}.txt', to, *fields))

    def take(wanted, *also):
        return run(example('relying_party'), catalogue, trust, store, COUNTER, code, *also, wanted=wanted).splitlines()

    show(COUNTER, 'sex', 'citizen_number')
    said = take(0)
    demand(said[0] == 'accepted' and 'sex: female' in said and 'citizen_number: 360502199003070024' in said,
           'the fields that were chosen are seen')
    demand(not any(line.startswith('address') for line in said), 'no other is')
    demand(take(1)[0] == 'refused', 'the same code is refused the second time')
    show(COUNTER)
    demand('sex: female' not in take(0), 'what is not chosen is not seen')
    show('360500')
    demand(take(1)[1].startswith('AUDIENCE'), 'what was shown to somebody else is refused')

    run(wallet, 'key', 'new', counter, '--issuer', COUNTER)
    run(wallet, 'ask', '--items', 'id-card:name,sex', '--matter', 'Rent subsidy', '--key', counter, '-o', f'{request}.txt')
    show(COUNTER, 'sex')
    demand(take(1, f'{request}.txt')[1].startswith('NONCE'), 'what answers no request is refused as an answer')
    answer_a_request(wallet, place, agency, counter, f'{data}/id-card.json', f'{request}.txt', place / 'answer.txt')
    code.write_text((place / 'answer.txt').read_text())
    said = take(0, f'{request}.txt')
    demand(said[0] == 'accepted' and 'sex: female' in said, 'the answer is accepted')
    demand(take(1, f'{request}.txt')[1].startswith('REPLAYED'), 'the second time it is not')
    for name in ('holder', 'relying_party'):
        run(example(name), wanted=2)


def main(wallet, catalogue, examples, data):
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
        show_to_a_counter(wallet, catalogue, example, data, place)


main(*sys.argv[1:])
