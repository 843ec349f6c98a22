// SPDX-License-Identifier: Apache-2.0
// Other people's libraries behind lines of JSON, for mdoc.py: {peer, verb, ...} in, {made} or {why} out.
import * as auth0 from './mdoc_auth0.mjs';
import * as owf from './mdoc_owf.mjs';
import * as sphereon from './mdoc_sphereon.mjs';
import readline from 'node:readline';

const peers = { auth0, owf, sphereon };
const write = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write = () => true; // what a library prints is no answer

for await (const line of readline.createInterface({ input: process.stdin })) {
  const { peer, verb, ...fields } = JSON.parse(line);
  let answer;
  try {
    answer = { made: await peers[peer][verb](fields) };
  } catch (error) {
    answer = { why: String(error?.message ?? error).slice(0, 300) || 'no reason' };
  }
  write(`${JSON.stringify(answer)}\n`);
}
