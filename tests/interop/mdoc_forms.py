# SPDX-License-Identifier: Apache-2.0
"""Other forms of the same CBOR, and small faults in it.  For mdoc_cases.py."""
import cbor2

from mdoc_cose import Raw, encode, raw_map


def long_head(item, key_of=encode):
    """Encoded with heads of three bytes for maps, arrays, texts and byte strings, but for keys of maps."""
    if isinstance(item, Raw):
        return item
    if isinstance(item, dict):
        return Raw(b'\xb9' + len(item).to_bytes(2, 'big') + b''.join(key_of(key) + long_head(value, key_of)
                                                                     for key, value in item.items()))
    if isinstance(item, (list, tuple)):
        return Raw(b'\x99' + len(item).to_bytes(2, 'big') + b''.join(long_head(one, key_of) for one in item))
    if isinstance(item, (str, bytes)):
        content = item.encode() if isinstance(item, str) else item
        return Raw((b'\x79' if isinstance(item, str) else b'\x59') + len(content).to_bytes(2, 'big') + content)
    return Raw(encode(item))


def long_keys(item):
    return long_head(item, long_head)


def long_embed(encoded):
    return Raw(b'\xd8\x18' + long_head(bytes(encoded)))


def indefinite(item):
    return Raw(b'\xbf' + b''.join(encode(key) + encode(value) for key, value in item.items()) + b'\xff')


def backwards(item):
    return raw_map(*reversed(item.items()))


def twice(name):
    return lambda item: raw_map(*item.items(), (name, item[name]))


def without(*names):
    return lambda item, *_: {key: value for key, value in item.items() if key not in names}


def put(**members):
    return lambda item, *_: {**item, **members}


def spoilt(part, at=-1):
    copy = bytearray(part)
    copy[at] ^= 1
    return bytes(copy)
