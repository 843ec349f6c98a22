#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How fast `wallet batch issue` fills a repository beside what bounds it, in one run:

    signing     libsodium's Ed25519 alone, on messages of a licence's size, in one process a core
    database    the rows that the batch wrote, copied by SQLite alone into a database of the same schema, in
                transactions of the same size: what storing them costs without making, sealing and logging
    bound       both on these cores at once: each row costs one signature and one storing
    batch       the command

each by the clock, and as processor time a row, which other work on the machine disturbs less.  The
memory is told for a tenth of the rows and for all: it must not grow with them.

usage: batch.py WALLET [ROWS]       ROWS: 100000 by default, 1000000 for the acceptance
"""
import ctypes
import ctypes.util
import multiprocessing
import os
import pathlib
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

MESSAGE, SIGNATURES, GROUP = 900, 20000, 1024
SETTINGS = ['synchronous = FULL', 'cache_size = -32768', 'wal_autocheckpoint = 50000', 'temp_store = MEMORY']
COPIES = ['licence SELECT * FROM old.licence WHERE id BETWEEN ? AND ?',
          'licence_body SELECT * FROM old.licence_body WHERE licence BETWEEN ? AND ?',
          'licence_name SELECT n.* FROM old.licence l JOIN old.licence_name n USING (name, version) WHERE id BETWEEN ? AND ?',
          'audit_entry SELECT * FROM old.audit_entry WHERE number BETWEEN ? - 1 AND ? - 1']
wallet = pathlib.Path(sys.argv[1]).resolve()
rows = int(sys.argv[2]) if len(sys.argv) > 2 else 100000
rows_py = pathlib.Path(__file__).with_name('batch_rows.py')


def cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def sign_many(_):
    sodium = ctypes.CDLL(ctypes.util.find_library('sodium'))
    public, secret = ctypes.create_string_buffer(32), ctypes.create_string_buffer(64)
    signature, message = ctypes.create_string_buffer(64), bytes(MESSAGE)
    sodium.sodium_init()
    sodium.crypto_sign_keypair(public, secret)
    length, before = ctypes.c_ulonglong(MESSAGE), cpu()
    for _ in range(SIGNATURES):
        sodium.crypto_sign_detached(signature, None, message, length, secret)
    return (cpu() - before) / SIGNATURES


def time_signing(cores):
    """(signatures a second on all cores, processor time of one)"""
    with multiprocessing.Pool(cores) as pool:
        pool.map(len, [''] * cores)
        start = time.monotonic()
        each = pool.map(sign_many, range(cores), chunksize=1)
        return cores * SIGNATURES / (time.monotonic() - start), sum(each) / cores


def time_database(old, new):
    """(rows a second, processor time of one): what the batch stored, stored again."""
    database = sqlite3.connect(new, isolation_level=None)
    database.execute('PRAGMA journal_mode = WAL')
    for setting in SETTINGS:
        database.execute(f'PRAGMA {setting}')
    database.execute('ATTACH ? AS old', (str(old),))
    for sql, in database.execute('SELECT sql FROM old.sqlite_master WHERE sql NOT NULL').fetchall():
        database.execute(sql)
    first, last = database.execute('SELECT min(id), max(id) FROM old.licence').fetchone()
    start, before = time.monotonic(), cpu()
    for group in range(first, last + 1, GROUP):
        database.execute('BEGIN IMMEDIATE')
        for copy in COPIES:
            database.execute(f'INSERT INTO {copy}', (group, min(group + GROUP - 1, last)))
        database.execute('COMMIT')
    count = last - first + 1
    return count / (time.monotonic() - start), (cpu() - before) / count


def issue(folder, count):
    """(rows a second, processor time of one, peak memory in MiB, the database)"""
    place = folder / f'{count}'
    with open(folder / f'{count}.csv', 'w') as table:
        subprocess.run([sys.executable, rows_py, str(count)], stdout=table, check=True)
    subprocess.run([wallet, 'repository', 'init', '--repository', place, '--id', '11360500000000019F'], check=True,
                   capture_output=True)
    start = time.monotonic()
    process = subprocess.Popen([wallet, 'batch', 'issue', 'id-card', '--in', table.name, '--key', folder / 'key',
                                '--repository', place, '-q'])
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    if status != 0:
        sys.exit(f'batch issue: {status}')
    return (count / seconds, (usage.ru_utime + usage.ru_stime) / count, usage.ru_maxrss / 1024,
            place / 'licences.db')


def main():
    cores = os.cpu_count()
    folder = pathlib.Path(tempfile.mkdtemp(dir=os.environ.get('BENCH_FOLDER')))
    try:
        subprocess.run([wallet, 'key', 'new', folder / 'key', '--issuer', '11360500000000019F'], check=True,
                       capture_output=True)
        _, _, memory_of_few, _ = issue(folder, rows // 10)
        signing, signing_cpu = time_signing(cores)
        batch, batch_cpu, memory, database = issue(folder, rows)
        storing, storing_cpu = time_database(database, folder / 'copy.db')
    finally:
        shutil.rmtree(folder)
    bound = min(storing, 1 / (1 / signing + 1 / (cores * storing)))
    print(f'{rows} rows, {cores} cores, load {os.getloadavg()[0]:.1f}')
    print(f'signing   {signing:9.0f} a second on all cores   {signing_cpu * 1e6:6.1f} us of processor time each')
    print(f'database  {storing:9.0f} rows a second            {storing_cpu * 1e6:6.1f} us')
    print(f'bound     {bound:9.0f} rows a second            {(signing_cpu + storing_cpu) * 1e6:6.1f} us')
    print(f'batch     {batch:9.0f} rows a second            {batch_cpu * 1e6:6.1f} us')
    print(f'ratio     {batch / bound:9.2f} by the clock, {(signing_cpu + storing_cpu) / batch_cpu:.2f} by processor time '
          '(wanted: 0.7)')
    print(f'memory    {memory_of_few:9.0f} MiB for {rows // 10} rows, {memory:.0f} MiB for {rows} (limit: 256)')


if __name__ == '__main__':
    main()
