// SPDX-License-Identifier: Apache-2.0
// @sphereon/kmp-mdoc-core, Kotlin compiled to JavaScript.  It leaves signatures and certificates to its caller.
import { setClock } from './mdoc_clock.mjs';
import { bytes, checkChain, isSigned } from './mdoc_node.mjs';
import { X509Certificate } from 'node:crypto';
import kmp from '@sphereon/kmp-mdoc-core';

const { crypto, mdoc } = kmp.com.sphereon;
const NAMES = { [-7]: 'ES256', [-35]: 'ES384', [-36]: 'ES512', [-8]: 'EdDSA' };
let trusted = [];

const result = (name, error, message) => ({ name, error, critical: error, message, verificationTime: 'now' });

crypto.DefaultCallbacks.setX509Default({
  getTrustedCerts: () => trusted,
  async verifyCertificateChainJS(chain) {
    try {
      checkChain(chain.map((one) => Uint8Array.from(one)), trusted);
      return result('chain', false, '');
    } catch (error) {
      return result('chain', true, error.message);
    }
  },
});

crypto.DefaultCallbacks.setCoseCryptoDefault({
  async verify1Async(input) {
    const toBeSigned = input.toSignature1Structure().cborEncode();
    const certificate = input.unprotectedHeader.x5chain.value.asJsReadonlyArrayView()[0].value;
    const jwk = new X509Certificate(Uint8Array.from(certificate)).publicKey.export({ format: 'jwk' });
    const good = isSigned(NAMES[input.protectedHeader.alg.value], jwk, Uint8Array.from(toBeSigned),
      Uint8Array.from(input.signature.value));
    return result('signature', !good, '');
  },
  async resolvePublicKeyAsync(keyInfo) {
    return keyInfo;
  },
});

export async function verify({ input, roots, at }) {
  setClock(at);
  trusted = roots;
  const response = mdoc.data.device.DeviceResponseCbor.Static.cborDecode(Int8Array.from(bytes(input)));
  const types = [];
  for (const document of response.documents ?? []) {
    const found = await mdoc.data.MdocValidations.fromDocumentAsync(document, null, roots);
    const wrong = found.verifications.filter((one) => one.error);
    if (wrong.length > 0) {
      throw new Error(wrong.map((one) => one.message).join('; '));
    }
    types.push(document.docType.value);
  }
  return types;
}
