# SPDX-License-Identifier: Apache-2.0
"""The matrix of README.md: who accepts what.  For mdoc.py."""
from mdoc_explained import DIFFERENCES, PEERS

BEGIN, END = '<!-- mdoc matrix: written by mdoc.py --write -->', '<!-- mdoc matrix ends -->'


def note(what, who):
    """The number of the difference that explains this mark."""
    for number, difference in enumerate(DIFFERENCES.values(), 1):
        if what in difference.cases.get(who, ()):
            return f' [{number}]'
    return ''


def cell(what, who, row):
    return (row.get(who) or '·') + note(what, who)


def lines_of(matrix):
    columns = ['us', 'Python', *PEERS]
    group = None
    for what, (its_group, wanted, row) in matrix.items():
        if its_group != group:
            group = its_group
            yield from ('', f'### {group}', '', f'| case | {" | ".join(columns)} | our reason |',
                        '|---|' + ':-:|' * len(columns) + '---|')
        reason = wanted.split()[-1]
        cells = ' | '.join(cell(what, who, row) for who in columns)
        yield f'| {what} | {cells} | {"" if reason == "NONE" else reason} |'
    yield from ('', '### Where others differ', '')
    for number, (name, difference) in enumerate(DIFFERENCES.items(), 1):
        yield f'{number}. **{name}**: {difference.text}'
    yield ''


def parts_of(text):
    before, _, rest = text.partition(BEGIN + '\n')
    inside, _, after = rest.partition(END)
    return before, inside, after


def write_readme(path, matrix, _):
    before, _, after = parts_of(path.read_text())
    path.write_text(f'{before}{BEGIN}\n' + '\n'.join(lines_of(matrix)) + f'\n{END}{after}')


def first_columns(line):
    return [one.split(' [')[0] for one in line.split(' | ')[:3]]


def check_readme(path, matrix, check):
    """What is published is what was measured; without npm, of our column and Python's."""
    published, measured = parts_of(path.read_text())[1].split('\n'), list(lines_of(matrix))
    if any(who in row for _, _, row in matrix.values() for who in PEERS):
        different = set(measured) ^ set(published[:-1] if published[-1] == '' else published)
        check(not different, 'README.md is not what was measured; refresh it with --write:', sorted(different)[:4])
        return
    known = [first_columns(line) for line in published]
    for line in measured:
        check(not line.startswith('| ') or first_columns(line) in known, 'README.md is not what was measured:', line)
