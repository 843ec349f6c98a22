// SPDX-License-Identifier: Apache-2.0
// @owf/mdoc behind a few functions: hex in, hex out.  It leaves all cryptography to its caller.
import { setClock } from './mdoc_clock.mjs';
import { bytes, checkChain, hex, isSigned, jwkOf, sign, withoutSecret } from './mdoc_node.mjs';
import crypto, { X509Certificate } from 'node:crypto';
import * as mdoc from '@owf/mdoc';

const { CoseKey, DeviceRequest, DeviceResponse, DocRequest, Holder, Issuer, ItemsRequest, ReaderAuth, SessionTranscript,
  Verifier } = mdoc;

const NAMES = { [-7]: 'ES256', [-35]: 'ES384', [-36]: 'ES512', [-8]: 'EdDSA' };
const NUMBERS = Object.fromEntries(Object.entries(NAMES).map(([number, name]) => [name, Number(number)]));

function hmac(key, message) {
  return new Uint8Array(crypto.createHmac('sha256', key).update(message).digest());
}

/** For a device's MAC keys are given as COSE_Keys, for a reader's raw. */
function macKey({ privateKey, publicKey, sessionTranscriptBytes, info }) {
  const secret = privateKey.length > 66 ? CoseKey.decode(privateKey).privateKey : privateKey;
  const point = privateKey.length > 66 ? CoseKey.decode(publicKey).publicKey : publicKey;
  const ecdh = crypto.createECDH({ 32: 'prime256v1', 48: 'secp384r1', 66: 'secp521r1' }[secret.length]);
  ecdh.setPrivateKey(secret);
  const salt = crypto.createHash('sha256').update(sessionTranscriptBytes).digest();
  const key = crypto.hkdfSync('sha256', ecdh.computeSecret(point), salt, info, 32);
  return CoseKey.create({ keyType: mdoc.KeyType.Oct, k: new Uint8Array(key) });
}

function field(certificate, name) {
  const lines = new X509Certificate(certificate).subject.split('\n');
  return lines.filter((line) => line.startsWith(`${name}=`)).map((line) => line.slice(name.length + 1));
}

/** Its JWKs of the larger curves are "p-384" and "p-521", where RFC 7518 section 6.2.1.1 has a capital letter. */
const theirs = (jwk) => ({ ...jwk, crv: jwk.crv.replace(/^P-(?=384|521)/, 'p-') });
const ours = (jwk) => ({ ...jwk, crv: jwk.crv.replace(/^p-/, 'P-') });
const keyOf = (pem, alg) => CoseKey.fromJwk({ ...theirs(jwkOf(pem)), ...(alg ? { alg } : {}) });

const context = {
  crypto: {
    random: (size) => new Uint8Array(crypto.randomBytes(size)),
    digest: ({ digestAlgorithm, bytes: data }) =>
      new Uint8Array(crypto.createHash(digestAlgorithm.replace('-', '')).update(data).digest()),
    calculateEphemeralMacKey: macKey,
  },
  cose: {
    sign1: {
      sign: ({ key, toBeSigned, algorithm }) => sign(NAMES[algorithm], ours(key.jwk), toBeSigned),
      verify: ({ key, sign1 }) => isSigned(sign1.signatureAlgorithmName, ours(key.jwk), sign1.toBeSigned, sign1.signature),
    },
    mac0: {
      sign: ({ key, toBeAuthenticated }) => hmac(key.privateKey, toBeAuthenticated),
      verify: ({ key, mac0 }) => Buffer.compare(hmac(key.privateKey, mac0.toBeAuthenticated), mac0.tag) === 0,
    },
  },
  x509: {
    getIssuerNameField: ({ certificate, field: name }) => field(certificate, name),
    getPublicKey: ({ certificate }) =>
      CoseKey.fromJwk(theirs(new X509Certificate(certificate).publicKey.export({ format: 'jwk' }))),
    verifyCertificateChain: ({ trustedCertificates, x5chain }) => void checkChain(x5chain, trustedCertificates),
    getCertificateData: ({ certificate }) => {
      const one = new X509Certificate(certificate);
      return { issuerName: one.issuer, subjectName: one.subject, serialNumber: one.serialNumber, pem: one.toString(),
        thumbprint: one.fingerprint, notBefore: new Date(one.validFrom), notAfter: new Date(one.validTo) };
    },
  },
};


export async function verify({ input, transcript, reader, rootsDer, at }) {
  setClock(at);
  const deviceResponse = DeviceResponse.decode(bytes(input));
  await Verifier.verifyDeviceResponse({
    deviceResponse,
    sessionTranscript: SessionTranscript.decode(bytes(transcript)),
    ephemeralReaderKey: reader ? keyOf(reader) : undefined,
    trustedCertificates: rootsDer.map(bytes),
    now: new Date(),
  }, context);
  return (deviceResponse.documents ?? []).map((one) => one.docType);
}

export async function received({ input, rootsDer, at }) {
  setClock(at);
  await Holder.verifyIssuerSigned({ issuerSigned: bytes(input), trustedCertificates: rootsDer.map(bytes) }, context);
  return [];
}

function requestOf(docType, shown) {
  const namespaces = {};
  for (const [nameSpace, name, isRetained] of shown) {
    (namespaces[nameSpace] ??= {})[name] = Boolean(isRetained);
  }
  return ItemsRequest.create({ docType, namespaces });
}

export async function make({ docType, elements, signer, chainDer, alg, digest, device, readerPublic, transcript, shown, signed, until, at }) {
  setClock(at);
  const issuer = new Issuer(docType, context);
  for (const [nameSpace, values] of Object.entries(elements)) {
    issuer.addIssuerNamespace(nameSpace, values);
  }
  const from = new Date(signed * 1000);
  const issuerSigned = await issuer.sign({
    signingKey: keyOf(signer, alg),
    algorithm: NUMBERS[alg],
    digestAlgorithm: digest,
    validityInfo: { signed: from, validFrom: from, validUntil: new Date(until * 1000) },
    deviceKeyInfo: { deviceKey: mdoc.DeviceKey.fromJwk(theirs(withoutSecret(jwkOf(device)))) },
    certificates: chainDer.map(bytes),
  });
  const docRequests = [DocRequest.create({ itemsRequest: requestOf(docType, shown) })];
  const response = await Holder.createDeviceResponseForDeviceRequest({
    deviceRequest: DeviceRequest.create({ docRequests }),
    issuerSigned: [issuerSigned],
    sessionTranscript: SessionTranscript.decode(bytes(transcript)),
    ...(readerPublic
      ? { mac: { signingKey: keyOf(device, 'HS256'), ephemeralKey: CoseKey.decode(bytes(readerPublic)) } }
      : { signature: { signingKey: keyOf(device, alg) } }),
  }, context);
  return { issued: hex(issuerSigned.encode()), response: hex(response.encode()) };
}

export async function request({ docType, shown, signer, chainDer, alg, transcript, at }) {
  setClock(at);
  const itemsRequest = requestOf(docType, shown);
  const sessionTranscript = SessionTranscript.decode(bytes(transcript));
  const readerAuth = await ReaderAuth.create({
    signingKey: keyOf(signer, alg),
    algorithm: NUMBERS[alg],
    protectedHeaders: mdoc.ProtectedHeaders.create({ protectedHeaders: new Map([[1, NUMBERS[alg]]]) }),
    unprotectedHeaders: mdoc.UnprotectedHeaders.create({ unprotectedHeaders: new Map([[33, bytes(chainDer[0])]]) }),
    detachedPayload: authentication(sessionTranscript, itemsRequest),
  }, context);
  return hex(DeviceRequest.create({ docRequests: [DocRequest.create({ itemsRequest, readerAuth })] }).encode());
}

/** It has this for itself, and exports it not. */
function authentication(sessionTranscript, itemsRequest) {
  const items = mdoc.DataItem.fromData(itemsRequest.encodedStructure);
  const parts = ['ReaderAuthentication', sessionTranscript.encodedStructure, items];
  return mdoc.cborEncode(mdoc.DataItem.fromData(parts));
}

export async function readRequest({ input, transcript, at }) {
  setClock(at);
  await Holder.verifyDeviceRequest({ deviceRequest: bytes(input), sessionTranscript: bytes(transcript) }, context);
  return DeviceRequest.decode(bytes(input)).docRequests.map((one) => one.itemsRequest.docType);
}

const text = (value) => Buffer.from(value, 'hex').toString();

export async function transcript({ kind, fields }) {
  const thumbprint = fields[2] ? bytes(fields[2]) : undefined;
  const made = {
    redirect: () => SessionTranscript.forOid4Vp({ clientId: text(fields[0]), nonce: text(fields[1]),
      jwkThumbprint: thumbprint, responseUri: text(fields[3]) }, context),
    'dc-api': () => SessionTranscript.forOid4VpDcApi({ origin: text(fields[0]), nonce: text(fields[1]),
      jwkThumbprint: thumbprint }, context),
    qr: () => SessionTranscript.forQrHandover({ deviceEngagement: mdoc.DeviceEngagement.decode(bytes(fields[0])),
      eReaderKey: mdoc.EReaderKey.decode(bytes(fields[1])) }),
    nfc: () => SessionTranscript.create({ deviceEngagement: mdoc.DeviceEngagement.decode(bytes(fields[0])),
      eReaderKey: mdoc.EReaderKey.decode(bytes(fields[1])), handover: mdoc.NfcHandover.create({ selectMessage: bytes(fields[2]),
        ...(fields[3] ? { requestMessage: bytes(fields[3]) } : {}) }) }),
  };
  return hex((await made[kind]()).encode());
}
