#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Printed pages, as pixels, through the real scanner.  Usage: print.py WALLET DATA [PATTERN]

Each page is issued as PDF, SVG and PNG; PDF and SVG are rendered by others than who wrote them, at 300
and 150 dots an inch, and a copier's share is added: a slant, and JPEG of a poor quality.  Prints TAP."""
import base64
import fnmatch
import io
import json
import os
import pathlib
import subprocess
import sys
import tempfile

from PIL import Image, ImageDraw

WALLET, DATA = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
NO_CODE = 4  # what the command returns then
RARE = '\U00020000\u3400\U00030EDE'


def run(place, *arguments, codes=(0,)):
    environment = {'PATH': '/usr/bin:/bin', 'HOME': str(place), 'LC_ALL': 'C.UTF-8'}
    environment |= {name: value for name, value in os.environ.items() if name.startswith(('ASAN_', 'LSAN_', 'UBSAN_', 'WALLET_'))}
    done = subprocess.run(arguments, cwd=place, env=environment, capture_output=True, timeout=120)
    assert done.returncode in codes, f'{" ".join(map(str, arguments))}: {done.stderr.decode()}'
    return done.stdout


def portrait(width, height, noise):
    image = Image.effect_noise((width, height), noise)
    pen = ImageDraw.Draw(image)
    pen.ellipse((width * .27, height * .15, width * .73, height * .58), fill=150)
    pen.ellipse((width * .07, height * .62, width * .93, height * 1.4), fill=90)
    out = io.BytesIO()
    image.save(out, 'JPEG', quality=25)
    return base64.b64encode(out.getvalue()).decode()


def example(name):
    return json.loads((DATA / f'{name}.json').read_text())


def card(**fields):
    data = example('id-card')
    data['fields'] |= fields
    return data


def citizen_number(start):
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return start + '10X98765432'[sum(int(digit) * weight for digit, weight in zip(start, weights)) % 11]


def register(children):
    data = example('household-register')
    youngest = data['fields']['members'].pop()
    for number in range(children):
        born = f'20{10 + number}-06-01'
        data['fields']['members'].append(youngest | {
            'name': '钟' + '一二三四五六七八九十'[number], 'relation': '女', 'birth_date': born,
            'workplace': ''.join(chr(0x4e00 + (number * 97 + letter * 1013) % 20000) for letter in range(40)),
            'citizen_number': citizen_number('360502' + born.replace('-', '') + '004')})
    return data


PAGES = {
    'card': ('id-card', card(), 'a6', 1),
    'card_of_rare_names': ('id-card', card(name='钟' + RARE + '舒'), 'a6', 1),
    'card_with_portrait': ('id-card', card(portrait=portrait(36, 48, 5)), 'a6', 1),
    'sheet': ('business-licence', example('business-licence'), 'a4', 1),
    'sheet_of_a_family': ('household-register', register(2), 'a4', 1),
    'sheet_of_several_codes': ('household-register', register(10), 'a4', 3),
    'sheet_with_a_large_portrait': ('id-card', card(portrait=portrait(100, 133, 40)), 'a4', 4),
}


def issue(place, name, ending, *options):
    """The texts of the codes that went into a page."""
    kind, data, paper, count = PAGES[name]
    (place / 'data.json').write_text(json.dumps(data))
    answer = json.loads(run(place, WALLET, 'issue', kind, '-d', 'data.json', '-k', 'agency.key', '--print', paper,
                            '--serial', 'A1', '-o', f'{name}{ending}', '--json', *(options or ('--all',))))
    texts = set(answer.get('codes', [answer['text']]))
    assert len(texts) == count, f'{len(texts)} codes, not {count}'
    return texts


def scan(place, image):
    """The texts that the scanner sees in a file."""
    lines = run(place, WALLET, 'scan', image, '--json', codes=(0, NO_CODE)).decode().splitlines()
    return {answer['text'] for answer in map(json.loads, lines) if 'text' in answer}


def copies(image):
    """A page as a copier or a camera makes it: straight, and askew both ways."""
    yield 'as it is', image, 'PNG', {}
    for angle in (1.3, -2.0):
        slanted = image.rotate(angle, Image.Resampling.BILINEAR, expand=True, fillcolor=255)
        yield f'askew by {angle} degrees, as JPEG', slanted, 'JPEG', {'quality': 30}


def check_copies(place, image, texts):
    for what, copy, kind, options in copies(image):
        copy.save(place / 'copy', kind, **options)
        found = scan(place, 'copy')
        assert found == texts, f'{what}: {len(found & texts)} of {len(texts)} codes, {len(found - texts)} wrong'


def render_pdf(place, name, dots):
    run(place, 'pdftoppm', '-r', str(dots), '-png', '-singlefile', f'{name}.pdf', 'page')
    return Image.open(place / 'page.png').convert('L')


def render_svg(place, name, dots):
    run(place, 'rsvg-convert', '-d', str(dots), '-p', str(dots), '-b', 'white', f'{name}.svg', '-o', 'page.png')
    return Image.open(place / 'page.png').convert('L')


def check_drawn(place, name, ending, render):
    texts = issue(place, name, ending)
    for dots in (300, 150):
        image = render(place, name, dots)
        width, height = (148, 105) if PAGES[name][2] == 'a6' else (210, 297)
        for pixels, length in zip(image.size, (width, height)):
            assert abs(pixels - length / 25.4 * dots) < 2, f'{pixels} pixels for {length} mm at {dots} dpi'
        try:
            check_copies(place, image, texts)
        except AssertionError as problem:
            raise AssertionError(f'{dots} dpi, {problem}') from None


def check_pdf(place, name):
    check_drawn(place, name, '.pdf', render_pdf)


def check_svg(place, name):
    check_drawn(place, name, '.svg', render_svg)


def check_png(place, name):
    texts = issue(place, name, '.png')
    image = Image.open(place / f'{name}.png')
    assert [round(dots) for dots in image.info['dpi']] == [300, 300], image.info
    half = image.convert('L').resize((image.width // 2, image.height // 2), Image.Resampling.BOX)
    check_copies(place, image.convert('L'), texts)
    check_copies(place, half, texts)


def check_text_layer(place, name):
    """What is drawn as a box is text all the same; the digits in the box are none."""
    issue(place, name, '.pdf')
    text = text_of(place, name)
    for letter in PAGES[name][1]['fields']['name']:
        assert letter in text, f'{letter!r} is not in the text'
    for digits in ('30EDE', 'EDE'):
        assert digits not in text, f'{digits} is in the text'


def text_of(place, name):
    return ''.join(run(place, 'pdftotext', f'{name}.pdf', '-').decode().split())


def check_words(place, name):
    """The page says all that the licence does, and codes by their words in both languages."""
    issue(place, name, '.pdf')
    text = text_of(place, name)
    fields = PAGES[name][1]['fields']
    values = [value for record in (fields, *fields['members']) for value in record.values() if isinstance(value, str)]
    words = ['居民户口簿', 'HouseholdRegister', '户主姓名', 'Nameofthehead', 'female', 'married', '新余市某局', '长期', 'long-term',
             '11360500000000019F', '1.2.156.3005.2.', '2026-04-02', '请扫码核验', 'Aprintedcopy']
    for word in values + words:
        assert word in text, f'{word} is not on the page'


def check_veil(place, name):
    """Sensitive fields are printed only when they are asked for."""
    PAGES[name][1]['fields']['members'][0]['religion'] = '某教'
    issue(place, name, '.pdf', '--force')
    assert '******' in text_of(place, name) and '某教' not in text_of(place, name)
    issue(place, name, '.pdf', '--force', '--all')
    assert '******' not in text_of(place, name) and '某教' in text_of(place, name)


def check_portrait(place, name):
    """It is a picture in the page, if sensitive fields are printed."""
    issue(place, name, '.pdf')
    assert len(run(place, 'pdfimages', '-list', f'{name}.pdf').splitlines()) == 3
    issue(place, name, '.pdf', '--force')
    assert len(run(place, 'pdfimages', '-list', f'{name}.pdf').splitlines()) == 2


def check_metadata(place, name):
    """Nothing of the person is outside the page."""
    issue(place, name, '.pdf')
    told = run(place, 'pdfinfo', f'{name}.pdf').decode()
    kind, data, _, _ = PAGES[name]
    assert '居民身份证' in told, told
    for value in data['fields'].values():
        assert value not in told, f'{value} is in the metadata'


def check_paper(place, name):
    """The page has the size of its paper, to a tenth of a millimetre."""
    issue(place, name, '.pdf')
    line = next(line for line in run(place, 'pdfinfo', f'{name}.pdf').decode().splitlines() if line.startswith('Page size'))
    sizes = [float(word) / 72 * 25.4 for word in line.split() if word.replace('.', '').isdigit()]
    wanted = [148, 105] if PAGES[name][2] == 'a6' else [210, 297]
    assert all(abs(got - want) < 0.1 for got, want in zip(sizes, wanted)) and len(sizes) == 2, line


CASES = [(check, name) for name in PAGES for check in (check_pdf, check_svg, check_png)]
CASES += [(check_text_layer, 'card_of_rare_names'), (check_metadata, 'card'), (check_paper, 'card'), (check_paper, 'sheet'),
          (check_words, 'sheet_of_a_family'), (check_veil, 'sheet_of_a_family'), (check_portrait, 'card_with_portrait')]


def main():
    pattern = sys.argv[3] if len(sys.argv) > 3 else '*'
    chosen = [(check, name) for check, name in CASES if fnmatch.fnmatch(f'{check.__name__} {name}', pattern)]
    failed = 0
    print(f'1..{len(chosen)}')
    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder)
        run(place, WALLET, 'key', 'new', 'agency.key', '-i', '11360500000000019F', '--name-zh', '新余市某局')
        for number, (check, name) in enumerate(chosen, 1):
            try:
                check(place, name)
                print(f'ok {number} - {check.__name__} {name}', flush=True)
            except (AssertionError, subprocess.TimeoutExpired) as problem:
                failed += 1
                print(f'not ok {number} - {check.__name__} {name}\n# {problem}', flush=True)
            for file in place.glob(f'{name}.*'):
                file.unlink()
    return 1 if failed or not chosen else 0


sys.exit(main())
