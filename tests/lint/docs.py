#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every command and option of `wallet` stands in its man page, and the other way round.

What there is comes from the program itself: `wallet completion bash` and each `--help`, both printed
from the one table of commands.  Usage: docs.py ROOT WALLET
"""
import pathlib
import re
import shutil
import subprocess
import sys

root, wallet = pathlib.Path(sys.argv[1]), sys.argv[2]
man = root / 'cli' / 'man'
complaints = []


def ask(*words):
    result = subprocess.run([wallet, *words, '--lang', 'en'], text=True, capture_output=True)
    if result.returncode != 0:
        complaints.append(f"'wallet {' '.join(words)}' exits {result.returncode}")
    return result.stdout


def options_of_completion():
    """{'key new': {'--issuer', '-i', ...}, ...}"""
    script = ask('completion', 'bash')
    found = re.findall(r"^    '([a-z][a-z-]*(?: [a-z][a-z-]*)?)'\) list='([^']*)'", script, re.M)
    return {words: set(options.split()) for words, options in found}


def options_of_help(command):
    lines = re.findall(r'^  (?:(-\w), |    )(--[\w-]+)', ask(*command.split(), '--help'), re.M)
    return {option for pair in lines for option in pair if option}


def options_of_page(text):
    """The options that have an item of their own: '.It Fl t , Fl -trust Ar FILE'."""
    items = re.findall(r'^\.It (Fl .*)$', text, re.M)
    return {'-' + name for item in items for name in re.findall(r'Fl (-?[\w-]+)', item)}


def section_of(page, command):
    """What a page says on one command: its own '.Ss' where there are several, else all."""
    if ' ' not in command:
        return page
    match = re.search(rf'^\.Ss {command}$(.*?)(?=^\.S[sh] |^\.Pp\nThe options\n|\Z)', page, re.M | re.S)
    return match.group(1) if match else None


def compare(what, told, there):
    complaints.extend(f'{what}: {name} is missing' for name in sorted(there - told))
    complaints.extend(f'{what}: there is no {name}' for name in sorted(told - there))


commands = options_of_completion()
first = (man / 'wallet.1').read_text()
shared = options_of_page(first)
pages = {words.split()[0] for words in commands}
compare('cli/man', {path.stem[7:] for path in man.glob('wallet-*.1')}, pages)
compare('wallet.1, commands', set(re.findall(r'^\.It Cm ([a-z -]+)$', first, re.M)), set(commands))

for command, options in sorted(commands.items()):
    compare(f'wallet {command} --help', options_of_help(command), options)
    path = man / f'wallet-{command.split()[0]}.1'
    section = section_of(path.read_text(), command) if path.exists() else ''
    if section is None:
        complaints.append(f'{path.name}: no subsection "{command}"')
        continue
    compare(f'{path.name}, {command}', options_of_page(section), options - shared)

compare('wallet.1, variables', set(re.findall(r'^\.It Ev (\w+)', first, re.M)),
        set(re.findall(r'^([A-Z][A-Z0-9_]{3,})', ask('help', 'environment'), re.M)))
compare('wallet.1, exit status', set(re.findall(r'^\.It (\d+)$', first, re.M)),
        set(re.findall(r'^(\d+) ', ask('help', 'exit-codes'), re.M)))

if not shutil.which('mandoc'):
    complaints.append('mandoc is not installed: the pages cannot be checked')
    print('\n'.join(complaints))
    sys.exit(1)
lint = subprocess.run(['mandoc', '-T', 'lint', '-W', 'warning', *sorted(map(str, man.glob('*.1')))],
                      text=True, capture_output=True)
complaints.extend(lint.stdout.splitlines() + lint.stderr.splitlines())

print('\n'.join(complaints) or f'{len(commands)} commands stand in their man pages')
sys.exit(bool(complaints))
