#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Licences signed by keys in SoftHSM 2, which never leave it; and what is told where that fails.

Usage: softhsm.py WALLET DATA    (exits 77, "skipped", where SoftHSM or pkcs11-tool is not installed)
"""
import os
import pathlib
import pty
import shutil
import subprocess
import sys
import tempfile

WALLET, DATA = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
MODULES = ('/usr/lib/softhsm/libsofthsm2.so', '/usr/lib64/pkcs11/libsofthsm2.so',
           '/usr/lib/pkcs11/libsofthsm2.so')
MODULE = next((path for path in MODULES if os.path.exists(path)), None)
ISSUER, PIN = '11360500000000019F', '8301-Rn'

complaints = []


def complain(what, result):
    complaints.append(f'{what}: exits {result.returncode}\n{result.stdout}{result.stderr}')


def tool(*words):
    # The tools are nobody's business but SoftHSM's: no sanitiser of ours comes with them.
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def make_token(label):
    tool('softhsm2-util', '--init-token', '--free', '--label', label, '--pin', PIN, '--so-pin', 'so-' + PIN)


def make_key(token, kind, label, number):
    tool('pkcs11-tool', '--module', MODULE, '--token-label', token, '--login', '--pin', PIN, '--keypairgen',
         '--key-type', kind, '--label', label, '--id', number)


def wallet(*words, pin='pin', module=MODULE):
    # SoftHSM 2.6.1 leaks the name of a curve; leaks of ours show in the unit tests of the same calls.
    options = os.environ.get('ASAN_OPTIONS', '') + ':detect_leaks=0'
    environment = {**os.environ, 'LC_ALL': 'C.UTF-8', 'ASAN_OPTIONS': options}
    environment.pop('WALLET_PKCS11_MODULE', None)
    if module:
        environment['WALLET_PKCS11_MODULE'] = module
    extra = ['--pin-file', pin] if pin else []
    return subprocess.run([WALLET, *words, *extra], text=True, capture_output=True, env=environment,
                          stdin=subprocess.DEVNULL, start_new_session=True, timeout=60)


def issue(uri, owner, output, **options):
    return wallet('issue', 'id-card', '--data', DATA / 'id-card.json', '--key', uri, '--owner', owner,
                  '--output', output, '--force', **options)


def check_good(label, algorithm):
    """A key is exported, signs, and its licence verifies."""
    uri, public, card = f'pkcs11:token=Agency;object={label}', label + '.pub', label + '.txt'
    result = wallet('key', 'export', '--key', uri, '--issuer', ISSUER, '--types', 'id-card', '-o', public)
    if result.returncode != 0:
        return complain(f'{label}: export', result)
    shown = wallet('key', 'show', public, pin=None)
    if f'algorithm   {algorithm}\n' not in shown.stdout:
        complain(f'{label}: is no {algorithm}', shown)

    if (result := issue(uri, public, card)).returncode != 0:
        return complain(f'{label}: issue', result)
    if (result := wallet('verify', card, '--trust', public, pin=None)).returncode != 0:
        complain(f'{label}: verify', result)
    return None


def check_ways():
    """The PIN and the module come from wherever the manual says."""
    for what, uri, options in (
            ('the module by its path', f'pkcs11:token=Agency;object=ed?module-path={MODULE}', {'module': None}),
            ('the PIN by pin-source', f'pkcs11:token=Agency;id=%02?pin-source=file:{pathlib.Path("pin").resolve()}',
             {'pin': None}),
            ('the key by its id', 'pkcs11:id=%02;token=Agency;type=private', {})):
        if (result := issue(uri, 'ed.pub', 'way.txt', **options)).returncode != 0:
            complain(what, result)


def check_prompt():
    """At a terminal the PIN is asked for, and not shown while it is typed."""
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(WALLET_PKCS11_MODULE=MODULE, LC_ALL='C.UTF-8',
                          ASAN_OPTIONS=os.environ.get('ASAN_OPTIONS', '') + ':detect_leaks=0')
        os.execv(WALLET, [WALLET, 'key', 'export', 'pkcs11:token=Agency;object=ed', '--issuer', ISSUER])
    shown = b''
    while b'PIN of the token: ' not in shown and (part := read_some(terminal)):
        shown += part
    os.write(terminal, PIN.encode() + b'\n')
    while part := read_some(terminal):
        shown += part
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code != 0 or PIN.encode() in shown or b'END PUBLIC KEY' not in shown:
        complaints.append(f'the PIN at a terminal: exits {code}\n{shown.decode(errors="replace")}')


def read_some(terminal):
    try:
        return os.read(terminal, 4096)
    except OSError:  # what Linux says when the other end is closed
        return b''


def check_bad(what, code, words, uri, owner='ed.pub', **options):
    """It is told in three lines, nothing is written, and nobody sees the PIN."""
    result = issue(uri, owner, 'bad.txt', **options)
    lines = result.stderr.splitlines()
    starts = [line.partition(' ')[0] for line in lines]
    if (result.returncode != code or words not in result.stderr or starts != ['wallet:', 'why:', 'hint:'] or
            result.stdout or PIN in result.stderr or pathlib.Path('bad.txt').exists()):
        complain(f'{what}: expected exit {code} and "{words}"', result)


def check_refusals():
    good = 'pkcs11:token=Agency;object=ed'
    check_bad('a wrong PIN', 6, 'the PIN is wrong', good, pin='wrong')
    check_bad('an empty PIN file', 6, 'nothing in it', good, pin='empty')
    check_bad('no PIN file', 6, 'No such file', good, pin='missing')
    check_bad('nobody to ask for the PIN', 6, 'no terminal', good, pin=None)
    check_bad('an absent token', 6, 'no token fits', 'pkcs11:token=Nobody;object=ed')
    check_bad('an absent key', 6, 'no private key', 'pkcs11:token=Agency;object=nothing')
    check_bad('a URI for two tokens', 5, '2 tokens fit', 'pkcs11:object=ed')
    check_bad('a URI for two keys', 5, 'several private keys', 'pkcs11:token=Agency;object=twin')
    check_bad('an absent module', 5, 'not loaded', good, module='/nowhere/module.so')
    check_bad('a file that is no module', 5, 'no PKCS #11 module', good, module='libpthread.so.0')
    check_bad('no module at all', 5, 'nothing names', good, module=None)
    check_bad('an absent module by its name', 5, 'not loaded', good + '?module-name=nowhere')
    check_bad('a PIN in the URI', 5, 'pin-value', good + '?pin-value=1')
    check_bad('another curve', 6, 'neither Ed25519 nor P-256', 'pkcs11:token=Agency;object=p384')
    check_bad("another key's file", 6, 'another key', good, owner='p256.pub')


def write(name, text):
    pathlib.Path(name).write_text(text)
    os.chmod(name, 0o600)


def main():
    with tempfile.TemporaryDirectory() as place:
        os.chdir(place)
        os.mkdir('tokens')
        write('softhsm2.conf', f'directories.tokendir = {place}/tokens\nlog.level = ERROR\n')
        os.environ['SOFTHSM2_CONF'] = f'{place}/softhsm2.conf'
        write('pin', PIN + '\n')
        write('wrong', PIN[::-1])
        write('empty', '')

        make_token('Agency')
        make_token('Second')
        for token, kind, label, number in (
                ('Agency', 'EC:prime256v1', 'p256', '01'), ('Agency', 'EC:edwards25519', 'ed', '02'),
                ('Agency', 'EC:prime256v1', 'twin', '03'), ('Agency', 'EC:prime256v1', 'twin', '04'),
                ('Agency', 'EC:secp384r1', 'p384', '05'), ('Second', 'EC:edwards25519', 'ed', '02')):
            make_key(token, kind, label, number)

        check_good('p256', 'ES256')
        check_good('ed', 'Ed25519')
        check_ways()
        check_prompt()
        check_refusals()
        os.chdir('/')

    print('\n'.join(complaints) or 'two keys sign, fifteen refusals are told')
    return bool(complaints)


if __name__ == '__main__':
    if not MODULE or not all(map(shutil.which, ('softhsm2-util', 'pkcs11-tool'))):
        print('SoftHSM 2 or pkcs11-tool is not installed')
        sys.exit(77)
    sys.exit(main())
