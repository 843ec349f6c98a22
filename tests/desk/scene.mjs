// SPDX-License-Identifier: Apache-2.0
// A region with an agency, a counter, a citizen and running desks, all in one folder that goes when the test ends.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export const AGENCY = '11360500000000019F';
export const COUNTER = '913605020000000194';
export const REPOSITORY = '11360503000000019T';
const CARD_FIELDS = 'name,sex,ethnic_group,birth_date,address,citizen_number,valid_until';
const IDENTITY_SERVICE = '923605020000000191';
export const MATTER = 'residence-permit-issue';
/** The counter may ask for portraits, too, which are in no entry that does not name them. */
const ASKED = ['household-register', 'business-licence', 'real-estate-certificate',
  'id-card:name+sex+ethnic_group+birth_date+address+citizen_number+valid_until+portrait'].join(',');
const KEPT = /^(ASAN_|UBSAN_|LSAN_|LLVM_|GCOV_|LD_|WALLET_SCANNER|WALLET_CATALOGUE|WALLET_DESK)/;
const LIMIT_MS = 60000;

export class Scene {
  constructor() {
    this.wallet = process.env.WALLET;
    this.data = path.join(process.env.WALLET_ROOT, 'examples', 'data');
    this.folder = fs.mkdtempSync(path.join(os.tmpdir(), 'wallet-desk-'));
    this.environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => KEPT.test(name)));
    Object.assign(this.environment, { HOME: this.folder, LC_ALL: 'C.UTF-8', PATH: '/usr/bin:/bin', WALLET_CLERK: '兰芷' });
    this.desks = [];
    this.setUp();
  }

  run(...words) {
    return execFileSync(this.wallet, words, { cwd: this.folder, env: this.environment, encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'], timeout: LIMIT_MS }).trim();
  }

  /** The same where it fails; tells what it said. */
  fail(...words) {
    try {
      this.run(...words);
    } catch (error) {
      return String(error.stderr);
    }
    throw new Error(`${words} did not fail`);
  }

  file(name) {
    return path.join(this.folder, name);
  }

  read(name) {
    return fs.readFileSync(this.file(name), 'utf8').trim();
  }

  setUp() {
    this.run('trust', 'init', 'region', '--root-issuer', '11100000000013127D');
    for (const [name, id] of [['agency', AGENCY], ['counter', COUNTER]]) {
      this.run('key', 'new', `${name}.key`, '-i', id, '--name-zh', name === 'agency' ? '新余市某局' : '新余市某窗口',
        '--name-en', name === 'agency' ? 'Example Bureau' : 'Example counter');
      this.run('key', 'export', `${name}.key`, '-o', `${name}.pub`);
      this.run('trust', 'add', 'region', '--role', name === 'agency' ? 'issuer' : 'counter', '--key', `${name}.pub`, '--types', name === 'agency' ? '*' : ASKED);
    }
    this.run('trust', 'publish', 'region', '-o', 'list.cbor');
    this.run('trust', 'import', 'list.cbor', '--root', 'region/root.pub');
    fs.writeFileSync(this.file('pw'), 'correct horse battery\n', { mode: 0o600 });
    this.run('vault', 'init', '--cost', 'low', '--passphrase-file', 'pw', '-o', 'holder.pub');
    this.run('case', 'init', 'cases', '--id', COUNTER, '--division', '360500');
    for (const type of ['id-card', 'household-register', 'business-licence']) {
      const words = [type, '-d', path.join(this.data, `${type}.json`), '-k', 'agency.key'];
      this.run('issue', ...words, '--holder', 'holder.pub', '-o', `${type}.cbor`);
      this.run('issue', ...words, '-o', `${type}.txt`);
      this.run('add', '--passphrase-file', 'pw', `${type}.cbor`);
    }
    this.ids = Object.fromEntries(this.run('list', '--passphrase-file', 'pw', '--lang', 'zh').split('\n')
      .map((line) => line.split(/\s+/)).map(([id, title]) => [title, id]));
  }

  /** The text of a code that the citizen shows, good once. */
  show(title, fields = '') {
    this.run('present', this.ids[title], '--passphrase-file', 'pw', '--yes', '--force', '-o', 'shown.txt',
      ...(fields ? ['--fields', fields] : []));
    return this.read('shown.txt');
  }

  /** All that the shipped matter wants of the citizen's card. */
  showCard() {
    return this.show('居民身份证', CARD_FIELDS);
  }

  /** A repository that has the citizen's licences, and whose address is in `repository.url`; the region trusts it. */
  async serveRepository(matter) {
    const { code } = JSON.parse(this.run('matter', 'show', matter, '--json'));
    this.run('repository', 'init', 'store', '--id', REPOSITORY);
    this.run('trust', 'add', 'region', '--role', 'repository', '--key', 'store/repository.pub');
    this.run('trust', 'publish', 'region', '-o', 'list.cbor', '--force');
    this.run('trust', 'import', 'list.cbor', '--root', 'region/root.pub');
    for (const type of ['id-card', 'household-register', 'business-licence']) {
      this.run('repository', 'load', '--repository', 'store', `${type}.cbor`);
    }
    for (const type of ['id-card', 'household-register', 'business-licence', 'real-estate-certificate']) {
      this.run('repository', 'share', 'add', '--repository', 'store', '-d', COUNTER, '-t', type, '-m', code, '-u', '2099-12-31');
    }
    const repository = await this.start('repository', 'serve', '--repository', 'store', '--listen', '127.0.0.1:0', '--quiet', '--json');
    repository.url = JSON.parse(repository.line).url;
    return repository;
  }

  /** The code of a grant that the citizen shows, good once. */
  grant(matter, ...items) {
    const { code, title_zh: title } = JSON.parse(this.run('matter', 'show', matter, '--json'));
    this.run('grant', ...items, '--to', COUNTER, '--matter', title, '--matter-code', code, '--passphrase-file', 'pw', '--yes', '--force', '-o', 'grant.txt');
    return this.read('grant.txt');
  }

  /** What the citizen's wallet answers to the counter's code, a picture: a grant, as text. */
  answer(asked) {
    this.run('answer', asked, '--grant', '--fields', CARD_FIELDS, '--passphrase-file', 'pw', '--yes', '--force', '-o', 'answer.txt');
    return this.read('answer.txt');
  }

  /** An identity service that the region trusts; its matcher finds the same person. */
  addIdentityService() {
    this.run('key', 'new', 'service.key', '-i', IDENTITY_SERVICE, '--name-zh', '身份核验', '--name-en', 'Identity');
    this.run('key', 'export', 'service.key', '-o', 'service.pub');
    this.run('trust', 'add', 'region', '--role', 'identity-service', '--key', 'service.pub');
    this.run('trust', 'publish', 'region', '-o', 'list.cbor', '--force');
    this.run('trust', 'import', 'list.cbor', '--root', 'region/root.pub');
    fs.writeFileSync(this.file('same'), '#!/bin/sh\necho \'{"v":1,"model":"person","decision":"same"}\'\n', { mode: 0o755 });
    ['card.jpg', 'now.jpg'].forEach((name) => fs.writeFileSync(this.file(name), name));
  }

  /** What it says of a face before the counter whose code was `asked`. */
  face(asked, number) {
    this.run('face-assert', '--request', asked, '--portrait', 'card.jpg', '--live', 'now.jpg', '--matcher', './same',
      '--holder', `111:${number}`, '--key', 'service.key', '--force', '-o', 'face.cbor');
    return fs.readFileSync(this.file('face.cbor'));
  }

  async desk(...words) {
    const desk = await this.start('desk', '--key', 'counter.key', '--window', '7', '--clerk', '兰芷', ...words);
    desk.url = desk.line;
    return desk;
  }

  /** A part that runs until it is stopped; its first line is `line`. */
  start(...words) {
    const child = spawn(this.wallet, words, { cwd: this.folder, env: this.environment, stdio: ['ignore', 'pipe', 'pipe'] });
    const desk = { child, log: '' };
    this.desks.push(desk);
    child.stderr.on('data', (piece) => { desk.log += piece; });
    return new Promise((resolve, reject) => {
      child.once('exit', () => reject(new Error(`the desk ended: ${desk.log}`)));
      child.stdout.once('data', (line) => {
        desk.line = String(line).trim();
        resolve(desk);
      });
    });
  }

  async stop(desk) {
    const ended = new Promise((resolve) => { desk.child.once('exit', resolve); });
    desk.child.removeAllListeners('exit');
    desk.child.once('exit', () => {});
    desk.child.kill('SIGTERM');
    if (desk.child.exitCode === null) {
      await Promise.race([ended, new Promise((resolve) => { desk.child.once('close', resolve); })]);
    }
  }

  async close() {
    for (const desk of this.desks) {
      await this.stop(desk);
    }
    fs.rmSync(this.folder, { recursive: true });
  }
}
