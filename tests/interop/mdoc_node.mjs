// SPDX-License-Identifier: Apache-2.0
// What two of the libraries leave to their caller, by Node's own crypto: signatures, and a chain of certificates.
import crypto, { X509Certificate } from 'node:crypto';

globalThis.crypto ??= crypto.webcrypto; // Node 18 has it there by a flag only

const HASHES = { ES256: 'sha256', ES384: 'sha384', ES512: 'sha512', EdDSA: null };
const CURVES = { ES256: 'prime256v1', ES384: 'secp384r1', ES512: 'secp521r1' };

export const bytes = (hex) => Uint8Array.from(Buffer.from(hex, 'hex'));
export const hex = (data) => Buffer.from(data).toString('hex');
export const jwkOf = (pem) => crypto.createPrivateKey(Buffer.from(pem, 'hex')).export({ format: 'jwk' });

export function withoutSecret({ d, ...jwk }) {
  return jwk;
}

export function sign(name, jwk, message) {
  const key = crypto.createPrivateKey({ key: jwk, format: 'jwk' });
  return new Uint8Array(crypto.sign(HASHES[name], message, { key, dsaEncoding: 'ieee-p1363' }));
}

export function isSigned(name, jwk, message, signature) {
  const key = crypto.createPublicKey({ key: jwk, format: 'jwk' });
  if (!(name in HASHES) || key.asymmetricKeyDetails?.namedCurve !== CURVES[name]) {
    throw new Error(`a key that is not for ${name}`);
  }
  return crypto.verify(HASHES[name], message, { key, dsaEncoding: 'ieee-p1363' }, signature);
}

/** Throws unless the chain, leaf first, leads to a root, all of it in its time.  Nothing of Annex B's profile. */
export function checkChain(chain, roots) {
  const certificates = chain.map((der) => new X509Certificate(der));
  const anchors = roots.map((der) => new X509Certificate(der));
  const now = Date.now();
  certificates.forEach((certificate, index) => {
    if (now < Date.parse(certificate.validFrom) || now > Date.parse(certificate.validTo)) {
      throw new Error('a certificate that is not in its time');
    }
    const above = index + 1 < certificates.length ? [certificates[index + 1]] : anchors;
    if (!above.some((one) => certificate.checkIssued(one) && certificate.verify(one.publicKey))) {
      throw new Error('a chain that leads to no root');
    }
  });
  return certificates[0];
}
