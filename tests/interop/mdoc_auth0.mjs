// SPDX-License-Identifier: Apache-2.0
// @auth0/mdl behind a few functions: hex in, hex out.
import { setClock } from './mdoc_clock.mjs';
import { bytes, hex, jwkOf, withoutSecret } from './mdoc_node.mjs';
import mdl from '@auth0/mdl';

const { DeviceResponse, Document, MDoc, Verifier } = mdl;

/** Its transcript is the encoded one in its tag 24. */
function tagged(transcript) {
  const content = bytes(transcript);
  const size = content.length;
  const head = size < 24 ? [0x40 | size] : size < 256 ? [0x58, size] : [0x59, size >> 8, size & 255];
  return Uint8Array.from([0xd8, 0x18, ...head, ...content]);
}

export async function verify({ input, transcript, readerCose, roots, at }) {
  setClock(at);
  const mdoc = await new Verifier(roots).verify(bytes(input), {
    encodedSessionTranscript: transcript ? tagged(transcript) : undefined,
    ephemeralReaderKey: readerCose ? bytes(readerCose) : undefined,
  });
  return mdoc.documents.map((one) => one.docType);
}

/** Issues a document, and shows some of it. */
export async function make({ docType, elements, signer, chain, alg, digest, device, readerPublic, transcript, shown, signed, until, at }) {
  setClock(at);
  const document = new Document(docType);
  for (const [nameSpace, values] of Object.entries(elements)) {
    document.addIssuerNameSpace(nameSpace, values);
  }
  const issued = await document
    .useDigestAlgorithm(digest)
    .addValidityInfo({ signed: new Date(signed * 1000), validUntil: new Date(until * 1000) })
    .addDeviceKeyInfo({ deviceKey: withoutSecret(jwkOf(device)) })
    .sign({ issuerPrivateKey: jwkOf(signer), issuerCertificate: chain, alg });
  const whole = new MDoc([issued]);
  const fields = shown.map(([nameSpace, name]) => ({ path: [`$['${nameSpace}']['${name}']`], intent_to_retain: false }));
  const answer = DeviceResponse.from(whole)
    .usingPresentationDefinition({ id: 'all', input_descriptors: [{ id: docType, constraints: { fields } }] })
    .usingSessionTranscriptBytes(tagged(transcript));
  if (readerPublic) {
    answer.authenticateWithMAC(jwkOf(device), bytes(readerPublic), 'HS256');
  } else {
    answer.authenticateWithSignature(jwkOf(device), alg);
  }
  const response = await answer.sign();
  return { issued: hex(whole.encode()), response: hex(response.encode()) };
}
