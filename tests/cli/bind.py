#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Binds a printed licence to a holder's key: puts the claim `cnf` in, and signs again.

usage: bind.py LICENCE.cbor AGENCY.key HOLDER.pub OUT.cbor
"""
import pathlib
import sys

import cbor2
from cryptography.hazmat.primitives import serialization

CNF, COSE_KEY = 8, 1
licence, agency, holder, out = map(pathlib.Path, sys.argv[1:])

signer = serialization.load_pem_private_key(agency.read_bytes(), None)
point = serialization.load_pem_public_key(holder.read_bytes()).public_bytes(
    serialization.Encoding.Raw, serialization.PublicFormat.Raw)
protected, unprotected, payload, _ = cbor2.loads(licence.read_bytes()).value
claims = cbor2.loads(payload)
claims[CNF] = {COSE_KEY: {1: 1, -1: 6, -2: point}}
payload = cbor2.dumps(claims, canonical=True)
signature = signer.sign(cbor2.dumps(['Signature1', protected, b'', payload]))
out.write_bytes(cbor2.dumps(cbor2.CBORTag(18, [protected, unprotected, payload, signature])))
