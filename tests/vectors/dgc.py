#!/usr/bin/env python3
"""Judges the published EU health certificates as their EXPECTEDRESULTS say: from the code's text and,
where there is one, from the picture; and each of them spoilt in three ways.

usage: dgc.py WALLET FOLDER
"""
import base64
import json
import pathlib
import subprocess
import sys
import tempfile

STEPS = ['UNPREFIX', 'B45DECODE', 'COMPRESSION', 'DECODE', 'VERIFY', 'EXPIRATIONCHECK', 'KEYUSAGE',
         'SCHEMAVALIDATION']
LATER = '2049-01-01T00:00:00Z'


def verify(wallet, trust, at, source):
    run = subprocess.run([wallet, 'verify', '--trust', trust, '--at', at, '--json', source],
                         capture_output=True, text=True)
    try:
        answer = json.loads(run.stdout)
    except ValueError:
        return ('no answer', run.stderr)
    return (answer['verdict'], answer.get('reason'))


def spoil(text):
    """The same code with one character in its middle changed."""
    middle = len(text) // 2
    return text[:middle] + ('7' if text[middle] != '7' else '8') + text[middle + 1:]


def judge(wallet, path, place, strangers):
    """Yields (what, whether it is as it should be, what was said)."""
    vector = json.loads(path.read_text(encoding='utf-8-sig'))
    context, expected = vector['TESTCTX'], vector['EXPECTEDRESULTS']
    at = context['VALIDATIONCLOCK']
    good = all(expected.get('EXPECTED' + step, True) for step in STEPS)
    trust, stranger, file, bad = (place / name for name in ('trust.der', 'other.der', 'code', 'bad'))
    trust.write_bytes(base64.b64decode(context['CERTIFICATE']))
    file.write_text(vector['PREFIX'])
    bad.write_text(spoil(vector['PREFIX']))

    said = verify(wallet, trust, at, file)
    yield 'text', (said[0] == 'accepted') == good, said
    picture = path.parent.parent / 'png' / (path.stem + '.png')
    if picture.exists():
        said = verify(wallet, trust, at, picture)
        yield 'picture', (said[0] == 'accepted') == good, said
    said = verify(wallet, trust, at, bad)
    yield 'spoilt', said[0] == 'refused', said
    said = verify(wallet, trust, LATER, file)
    yield 'later', said[0] == 'refused' and said[1] in ('EXPIRED', 'CERTIFICATE'), said
    for other in strangers:
        if other != trust.read_bytes():
            stranger.write_bytes(other)
            said = verify(wallet, stranger, at, file)
            yield 'another trust', said == ('unknown', 'ISSUER_UNKNOWN'), said
            break


def certificate(path):
    vector = json.loads(path.read_text(encoding='utf-8-sig'))
    return base64.b64decode(vector['TESTCTX']['CERTIFICATE'])


def main(wallet, folder):
    paths = sorted(pathlib.Path(folder).glob('*/2DCode/raw/*.json'))
    strangers = [certificate(path) for path in (paths[0], paths[-1])] if paths else []
    passed, failed = 0, 0
    for path in paths:
        with tempfile.TemporaryDirectory() as place:
            for what, holds, said in judge(wallet, path, pathlib.Path(place), strangers):
                passed, failed = passed + holds, failed + (not holds)
                if not holds:
                    print(f'{path.relative_to(folder)}: {what}: {said}')
    print(f'{passed} passed, {failed} failed')
    return failed > 0 or passed == 0


sys.exit(main(*sys.argv[1:]))
