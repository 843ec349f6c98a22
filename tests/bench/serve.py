#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Releases over HTTP, each with grant check, audit entry and durable commit, against the rate of bare durable commits in
the same database and the same run; and what memory the service has after so many.

usage: serve.py WALLET MAKER LOAD TESTS [--calls N] [--connections N] [--held N] [--postgresql]
"""
import argparse
import json
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile

HOLDERS, BATCH, COMMITS = 2000, 10000, 2000
SHARE, LEAST = 0.5, 500  # of the bare commits; releases a second
WARM_UP = 3 * BATCH       # calls until allocator and caches have what they will keep
GROWTH_KIB = 8 * 1024    # between the first and the last quarter of what follows


def load(options, scene, service, count):
    """Posts fresh calls, and tells what the client measured."""
    from serve_scene import CALL
    calls = scene.write_calls(count)
    result = subprocess.run([options.load, str(service.place[1]), CALL, calls, str(count), str(options.connections)],
                            capture_output=True, text=True, check=True)
    measured = json.loads(result.stdout)
    if measured['answered'] != count:
        sys.exit(f'not all calls were answered: {measured}')
    return measured


def check_outcomes(options, scene):
    """What is measured is releases, and no refusals: the bytes of an answer that is known to be one."""
    service = scene.serve()
    measured = load(options, scene, service, 500)
    service.stop()
    outcomes = {outcome for each in service.outcomes.values() for outcome in each}
    if outcomes != {'SUCCESS'}:
        sys.exit(f'these are no releases: {outcomes}')
    return measured['bytes'] / measured['answered']


def rates(options, scene, service, answer_size):
    """In turns, so that whatever else the machine does meets both."""
    bare, released = [], []
    for _ in range(3):
        bare.append(scene.commit_rate(COMMITS))
        measured = load(options, scene, service, BATCH // 2)
        if abs(measured['bytes'] / measured['answered'] - answer_size) > answer_size / 20:
            sys.exit(f'these are no releases: {measured}')
        released.append(measured['rate'])
        print(f'bare durable commits {bare[-1]:7.0f} /s   releases over HTTP {released[-1]:7.0f} /s   '
              f'p50 {measured["p50"]:.1f} ms, p99 {measured["p99"]:.1f} ms', flush=True)
    return sorted(bare)[1], sorted(released)[1]


def hold(service, count):
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return [service.connect() for _ in range(min(count, hard - 500))]


def sample_memory(options, scene, service):
    """What is resident after each batch: [(calls, KiB)]; the calls that went before are not counted."""
    samples = []
    for done in range(BATCH, options.calls + 1, BATCH):
        load(options, scene, service, BATCH)
        samples.append((done, service.resident_kib()))
        if done % (10 * BATCH) == 0 or done <= WARM_UP:
            print(f'after {done:8} calls {samples[-1][1] / 1024:7.1f} MiB', flush=True)
    return samples


def growth(samples):
    """KiB between the medians of the first and the last quarter of the steady state.  One sample tells little: what
    ten thousand connections took is given back to the system at some time, and the allocator's threads take turns."""
    steady = [kib for done, kib in samples if done > WARM_UP]
    if len(steady) < 4:
        sys.exit(f'--calls must be at least {WARM_UP + 4 * BATCH}: memory is looked at after {WARM_UP} calls')
    quarter = len(steady) // 4
    return statistics.median(steady[-quarter:]) - statistics.median(steady[:quarter])


def main():
    parser = argparse.ArgumentParser()
    for name in ('wallet', 'maker', 'load', 'tests'):
        parser.add_argument(name, type=lambda text: pathlib.Path(text).resolve())
    parser.add_argument('--calls', type=int, default=100000)
    parser.add_argument('--connections', type=int, default=128)
    parser.add_argument('--held', type=int, default=10000)
    parser.add_argument('--postgresql', action='store_true', help='the server of tests/support/postgres.py')
    options = parser.parse_args()
    sys.path.insert(0, str(options.tests / 'cli'))
    from serve_scene import Scene

    with tempfile.TemporaryDirectory() as folder:
        database = os.environ['WALLET_TEST_POSTGRESQL'] if options.postgresql else None
        scene = Scene(folder, options.wallet, options.maker, HOLDERS, database)
        answer_size = check_outcomes(options, scene)
        service = scene.serve('--quiet', '--request-seconds', '600', '--queue', '4096')
        bare, released = rates(options, scene, service, answer_size)
        held = hold(service, options.held)
        beside = load(options, scene, service, BATCH // 2)
        print(f'with {len(held)} connections held                      {beside["rate"]:7.0f} /s   '
              f'p50 {beside["p50"]:.1f} ms, p99 {beside["p99"]:.1f} ms   {service.resident_kib() / 1024:.1f} MiB', flush=True)
        for connection in held:
            connection.close()
        grown = growth(sample_memory(options, scene, service))
        service.stop()
        scene.close()

    share = released / bare
    print(f'releases are {share:.2f} of bare commits (at least {SHARE}), {released:.0f} a second (at least {LEAST}); '
          f'grown by {grown / 1024:.1f} MiB after the first {WARM_UP} of {options.calls} (at most {GROWTH_KIB // 1024})')
    return share < SHARE or released < LEAST or grown > GROWTH_KIB


if __name__ == '__main__':
    sys.exit(main())
