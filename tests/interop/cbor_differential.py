#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Our CBOR reader against two others: a small model of RFC 8949, and python3-cbor2.

All inputs of up to two bytes and 100,000 random ones, always the same.  The model knows our rules and
must agree on every input, down to the kind of refusal.  cbor2 does not know them: where it disagrees, a
named rule must explain it (see EXPLAINED), or the test fails.
"""
import collections
import io
import itertools
import random
import subprocess
import sys

import cbor2
import cbor2.decoder
import cbor2.encoder

RANDOM_COUNT, SEED = 100_000, 20261123
DEPTH_MAX, UNSORTED_KEYS_MAX = 16, 256

# Tags are handed on, never interpreted: neither by us nor by the oracle.
cbor2.decoder.semantic_decoders.clear()


class Refused(Exception):
    """A rule that an input breaks, and the status by which the C code reports it."""

    def __init__(self, rule, status='MALFORMED'):
        super().__init__(rule)
        self.rule, self.status = rule, status


# ---- The model: RFC 8949 in the words of its appendix C, with our rules beside it --------------------

class Model:
    def __init__(self, data, strict):
        self.data, self.at, self.strict, self.in_key = data, 0, strict, 0

    def take(self, count):
        if count > len(self.data) - self.at:
            raise Refused('truncated', 'TRUNCATED')
        self.at += count
        return self.data[self.at - count:self.at]

    def head(self):
        first = self.take(1)[0]
        major, info = first >> 5, first & 31
        if info < 24:
            return major, info, info, True
        if info < 28:
            value = int.from_bytes(self.take(1 << (info - 24)), 'big')
            needs = {24: 24, 25: 1 << 8, 26: 1 << 16, 27: 1 << 32}[info]
            return major, info, value, value >= needs
        if info < 31:
            raise Refused('reserved')
        return major, info, None, True

    def item(self, depth=0):
        major, info, value, shortest = self.head()
        if info == 31 and major in (2, 3):
            raise Refused('chunked-string')
        if info == 31 and major == 7:
            raise Refused('lone-break')
        if info == 31 and major not in (4, 5):
            raise Refused('indefinite-number')
        if major == 7 and info == 24 and value < 32:
            raise Refused('simple-below-32')
        self.deterministic(major, info, shortest)
        if major in (2, 3):
            content = self.take(value)
            if major == 3:
                try:
                    content.decode('utf-8')
                except UnicodeDecodeError:
                    raise Refused('utf-8') from None
        elif major in (4, 5, 6):
            if depth == DEPTH_MAX:
                raise Refused('depth', 'TOO_LARGE')
            if major != 6 and value is not None and value > len(self.data) - self.at:
                raise Refused('announced-too-much', 'TRUNCATED')
            (self.array, self.map, self.tag)[major - 4](value, depth + 1)

    def deterministic(self, major, info, shortest):
        if not (self.strict or self.in_key):
            return
        rule = 'float' if major == 7 and info in (25, 26, 27) else \
            'indefinite-length' if info == 31 else None if shortest or major == 7 else 'long-form'
        if rule:
            raise Refused(rule if self.strict else 'key-' + rule)

    def elements(self, count):
        """Yields once for each element there is."""
        for _ in itertools.count() if count is None else range(count):
            if count is None and self.data[self.at:self.at + 1] == b'\xff':
                self.at += 1
                return
            yield

    def array(self, count, depth):
        for _ in self.elements(count):
            self.item(depth)

    def tag(self, _, depth):
        self.item(depth)

    def map(self, count, depth):
        seen, is_sorted, last = set(), True, None
        for _ in self.elements(count):
            start = self.at
            self.in_key += 1
            self.item(depth)
            self.in_key -= 1
            key = bytes(self.data[start:self.at])
            if key == last:
                raise Refused('key-twice')
            is_sorted = is_sorted and (last is None or last < key)
            if not is_sorted and (self.strict or self.in_key):
                raise Refused('key-order')
            if not is_sorted and len(seen) >= UNSORTED_KEYS_MAX:
                raise Refused('many-keys-unsorted', 'TOO_LARGE')
            if key in seen:
                raise Refused('key-twice')
            seen.add(key)
            last = key
            self.item(depth)

    def verdict(self):
        """The rule that is broken and its status, or ('', 'OK')."""
        try:
            self.item()
            if self.at != len(self.data):
                raise Refused('more-behind', 'STRUCTURE')
        except Refused as refused:
            return refused.rule, refused.status
        return '', 'OK'


# ---- The oracle --------------------------------------------------------------------------------------

# Why cbor2 accepts what we refuse.  The first four are our limits on well-formed CBOR, for which see
# lib/cbor/check.h; the others are cbor2 being lax about what RFC 8949 does not allow.
EXPLAINED = {
    'chunked-string': 'strings come in one piece',
    'key-twice': 'cbor2 keeps the last of equal keys',
    'key-float': 'keys are deterministic',
    'key-long-form': 'keys are deterministic',
    'key-indefinite-length': 'keys are deterministic',
    'key-order': 'keys are deterministic, maps within keys too',
    'depth': 'at most 16 levels',
    'many-keys-unsorted': 'at most 256 keys out of order',
    'simple-below-32': 'cbor2 reads the form that RFC 8949 section 3.3 took back',
    'lone-break': 'cbor2 takes a break for a value',
}


def oracle(data):
    """Whether cbor2 takes the input as one item, and the value."""
    stream = io.BytesIO(data)
    try:
        value = cbor2.decoder.CBORDecoder(stream).decode()
    except Exception:  # cbor2 raises whatever its Python code stumbles over
        return False, None
    return stream.tell() == len(data), value


def merges_keys(value):
    """Whether Python may take different keys in `value` for one: 1 == True == 1.0."""
    if isinstance(value, (list, tuple)):
        return any(map(merges_keys, value))
    if isinstance(value, cbor2.types.CBORTag):
        return merges_keys(value.value)
    if isinstance(value, collections.abc.Mapping):
        return any(isinstance(key, (bool, int)) and key in (0, 1) or not isinstance(key, (str, bytes, int))
                   for key in value) or any(merges_keys(part) for part in value.values())
    return False


def compare(data, strict, lenient, tally):
    """The complaint about one input, or None."""
    rule, wanted = Model(data, False).verdict()
    strict_rule, strict_wanted = Model(data, True).verdict()
    if (strict, lenient) != (strict_wanted, wanted):
        return f'the model says {strict_wanted} ({strict_rule}), {wanted} ({rule})'
    accepted, value = oracle(data)
    if accepted and rule:
        tally[rule] += 1
        return None if rule in EXPLAINED else f'cbor2 accepts it in spite of {rule}'
    if not accepted and not rule:
        return 'cbor2 refuses it'
    if accepted and not strict_rule and not merges_keys(value) and cbor2.encoder.dumps(value) != data:
        return 'deterministic, but cbor2 writes it differently'
    tally['agreed: refused' if rule else 'agreed: lenient only' if strict_rule else 'agreed: strict'] += 1
    return None


# ---- Inputs ------------------------------------------------------------------------------------------

class Maker:
    """Random items, mostly deterministic, with every liberty that an encoder may take, and some it may not."""

    def __init__(self, chance):
        self.chance = chance
        self.freedom = 0

    def head(self, major, value):
        size = next(s for s, end in ((0, 24), (1, 1 << 8), (2, 1 << 16), (4, 1 << 32), (8, 1 << 64)) if value < end)
        if self.chance.random() < self.freedom:
            size = max(size, self.chance.choice((1, 2, 4, 8)))
        if size == 0:
            return bytes([major << 5 | value])
        return bytes([major << 5 | 23 + size.bit_length()]) + value.to_bytes(size, 'big')

    def integer(self):
        value = self.chance.choice((0, 1, 23, 24, 255, 256, 65535, 65536, (1 << 32) - 1, 1 << 32, (1 << 64) - 1,
                                    self.chance.getrandbits(64), self.chance.getrandbits(8)))
        return self.head(self.chance.randrange(2), value)

    def text(self):
        letters = ''.join(self.chance.choice('aZ9 ü证😀\0') for _ in range(self.chance.randrange(5)))
        content = bytearray(letters.encode())
        if content and self.chance.random() < self.freedom / 2:
            content[self.chance.randrange(len(content))] = self.chance.choice((0x80, 0xc0, 0xed, 0xf4, 0xff))
        return self.head(3, len(content)) + content

    def string(self):
        return self.head(2, size := self.chance.choice((0, 1, 2, 23, 24, 40))) + self.chance.randbytes(size)

    def simple(self):
        return self.chance.choice((b'\xf4', b'\xf5', b'\xf6', b'\xf7', b'\xe0', b'\xf0', b'\xf8\x3b', b'\xf8\xff'))

    def real(self):
        size = self.chance.choice((2, 4, 8))
        return bytes([0xf8 + size.bit_length() - 1]) + self.chance.randbytes(size)

    def wrap(self, major, items, count):
        if self.chance.random() < self.freedom:
            return bytes([major << 5 | 31]) + b''.join(items) + b'\xff'
        return self.head(major, count) + b''.join(items)

    def array(self, depth):
        items = [self.item(depth + 1) for _ in range(self.chance.randrange(5))]
        return self.wrap(4, items, len(items))

    def map(self, depth):
        keys = [self.chance.choice((self.integer, self.text, self.string, self.simple))()
                if self.chance.random() < 0.9 else self.item(depth + 1) for _ in range(self.chance.randrange(5))]
        if self.chance.random() >= self.freedom:
            keys = sorted(set(keys))
        elif keys:
            keys.append(self.chance.choice(keys)) if self.chance.random() < 0.3 else self.chance.shuffle(keys)
        return self.wrap(5, [part for key in keys for part in (key, self.item(depth + 1))], len(keys))

    def wide_map(self):
        keys = [self.head(0, n) for n in range(1000, 1000 + self.chance.choice((255, 256, 257, 300)))]
        if self.chance.random() < 0.7:
            first, second = self.chance.sample(range(len(keys)), 2)
            keys[first], keys[second] = keys[second], keys[self.chance.choice((first, second))]
        return self.wrap(5, [key + b'\0' for key in keys], len(keys))

    def nest(self, depth):
        levels = self.chance.choice((2, 14, 15, 16, 17))
        return b''.join(self.chance.choice((b'\x81', b'\xd2', b'\xa1\x00')) for _ in range(levels)) + self.item(depth + levels)

    def item(self, depth=0):
        kinds = [self.integer, self.integer, self.text, self.string, self.simple]
        if self.chance.random() < self.freedom:
            kinds += [self.real] * 3
        if depth < 6:
            kinds += [lambda: self.array(depth), lambda: self.map(depth),
                      lambda: self.head(6, self.chance.choice((0, 1, 18, 24, 61, 273))) + self.item(depth + 1)] * 2
        if depth == 0 and self.chance.random() < 0.05:
            kinds = [lambda: self.nest(0)] * 4 + [self.wide_map]
        return bytes(self.chance.choice(kinds)())

    def mutated(self, data):
        """Cuts, flips, inserts or swaps at a random place."""
        data = bytearray(data)
        at = self.chance.randrange(len(data))
        kind = self.chance.randrange(5)
        if kind == 0:
            del data[at:]
        elif kind == 1:
            data[at] ^= 1 << self.chance.randrange(8)
        elif kind == 2:
            data[at:at] = self.chance.choice((b'\xff', b'\x00', b'\x1c', b'\xf8\x18', b'\x5f\x41\x00\xff', b'\x9f', b'\x80'))
        elif kind == 3:
            del data[at]
        else:
            data[at] = self.chance.choice((0x1b, 0x3f, 0x5b, 0x5f, 0x7f, 0x9b, 0x9f, 0xbb, 0xbf, 0xdb, 0xf8, 0xff))
        return bytes(data)


def inputs():
    yield b''
    for size in (1, 2):
        yield from map(bytes, itertools.product(range(256), repeat=size))
    chance = random.Random(SEED)
    maker = Maker(chance)
    for number in range(RANDOM_COUNT):
        if number % 10 == 0:
            yield chance.randbytes(chance.randrange(3, 40))
            continue
        maker.freedom = (0, 0.02, 0.3)[number % 3]
        data = maker.item()
        yield maker.mutated(data) if number % 10 > 6 else data


def main():
    data = list(inputs())
    answers = subprocess.run([sys.argv[1]], input='\n'.join(d.hex() for d in data) + '\n',
                             capture_output=True, text=True, check=True).stdout.splitlines()
    assert len(answers) == len(data), f'{len(data)} questions, {len(answers)} answers'

    tally, complaints = collections.Counter(), []
    for item, answer in zip(data, answers):
        complaint = compare(item, *answer.split(), tally)
        if complaint:
            complaints.append(f'{item.hex()}: {answer}: {complaint}')

    for rule, count in sorted(tally.items()):
        print(f'{count:7} {rule}' + (f': {EXPLAINED[rule]}' if rule in EXPLAINED else ''))
    unused = [rule for rule in EXPLAINED if not tally[rule]]
    complaints += [f'no input shows the rule {rule}' for rule in unused]
    print(f'{len(data)} inputs, {len(complaints)} disagreements without an explanation')
    print('\n'.join(complaints[:20]))
    return bool(complaints)


if __name__ == '__main__':
    sys.exit(main())
