// SPDX-License-Identifier: Apache-2.0
// How many driving licences a library of others verifies in a second of this process's time, its own threads included.
//
// usage: mdoc_rate.mjs ADAPTER FOLDER UNIX-TIME    ends with 77 where the library is not there
import { X509Certificate } from 'node:crypto';
import fs from 'node:fs';
import { pathToFileURL } from 'node:url';

const WARM_UP = 300; // verifications until the compiler has seen what it will
const ROUNDS = 60;
const PER_ROUND = 10;
const ABSENT = 77;

async function load(adapter) {
  try {
    return await import(pathToFileURL(adapter));
  } catch (error) {
    if (error.code === 'ERR_MODULE_NOT_FOUND') {
      process.exit(ABSENT);
    }
    throw error;
  }
}

function busySeconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

const [adapter, folder, time] = process.argv.slice(2);
const read = (name) => fs.readFileSync(`${folder}/${name}`);
const root = read('root.der');
const { verify } = await load(adapter);
const asked = {
  input: read('response.cbor').toString('hex'),
  transcript: read('transcript.cbor').toString('hex'),
  rootsDer: [root.toString('hex')],
  roots: [new X509Certificate(root).toString()],
  at: Number(time),
};

async function verifyOne() {
  const types = await verify(asked);
  if (types.length !== 1 || types[0] !== 'org.iso.18013.5.1.mDL') {
    throw new Error(`this is no verification: ${types}`);
  }
}

for (let i = 0; i < WARM_UP; i++) {
  await verifyOne();
}

// As in job.c: the fastest tenth of the rounds says what the work itself takes.
const rounds = [];
for (let i = 0; i < ROUNDS; i++) {
  const start = busySeconds();
  for (let k = 0; k < PER_ROUND; k++) {
    await verifyOne();
  }
  rounds.push(busySeconds() - start);
}

const fastest = rounds.sort((a, b) => a - b).slice(0, ROUNDS / 10);
console.log(((PER_ROUND * fastest.length) / fastest.reduce((a, b) => a + b)).toFixed(1));
