// SPDX-License-Identifier: Apache-2.0
// The page of citizens' phones, at a real desk with a door: what is shown, handed in and told, by keyboard and by touch.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { HALL, LIMIT_MS, PHONE, atState, openBrowser, openDesk } from './browser.mjs';
import { MATTER, Scene } from './scene.mjs';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const EXPECTED = /status of (409|410)/; // what the browser itself tells of an answer that is none
const TITLE = '向窗口提交证照 Hand in a licence';

let scene;
let browser;

before(async () => {
  scene = new Scene();
  execFileSync('/usr/bin/openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', '/CN=door',
    '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2', '-keyout', scene.file('door.key'), '-out', scene.file('door.pem')], { stdio: 'ignore' });
  const card = path.join(scene.data, 'id-card.json');
  scene.run('issue', 'id-card', '-d', card, '-k', 'agency.key', '-o', 'card.png');
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  await scene?.close();
});

/** A desk that asks, and the address that its second code leads to. */
async function openCounter(t) {
  const desk = await scene.desk('--json', '--quiet', '--audience', '360500', '--matter', MATTER, '--phones-listen', '127.0.0.1:0',
    '--phones-tls-cert', 'door.pem', '--phones-tls-key', 'door.key');
  const clerk = await openDesk(browser, JSON.parse(desk.url).url);
  t.after(async () => {
    await clerk.context().close();
    await scene.stop(desk);
  });
  await clerk.keyboard.press('Enter');
  await atState(clerk, 'ready');
  return { clerk, address: await askWith(clerk) };
}

/** Puts the counter's code up; the request in it says where the door is. */
async function askWith(clerk) {
  await clerk.keyboard.press('F2');
  await clerk.waitForSelector('.phones img');
  await clerk.locator('.code-frame img').screenshot({ path: scene.file('asked.png') });
  const { claims } = JSON.parse(scene.run('inspect', '--json', 'asked.png'));
  return claims.reply_channel.replace('/A/', '/P/');
}

async function openPhone(t, address, { viewport = PHONE, language = 'zh', bypassCSP = false } = {}) {
  const context = await browser.newContext({ viewport, locale: language === 'zh' ? 'zh-CN' : 'en-GB', ignoreHTTPSErrors: true, bypassCSP });
  const page = await context.newPage();
  page.setDefaultTimeout(LIMIT_MS);
  page.complaints = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && page.complaints.push(message.text()));
  page.on('pageerror', (error) => page.complaints.push(String(error)));
  t.after(() => context.close());
  await page.goto(address);
  return page;
}

/** Nothing was complained of, nothing is kept, and the title says nothing about anybody. */
async function isQuiet(page) {
  assert.deepEqual(page.complaints.filter((complaint) => !EXPECTED.test(complaint)), []);
  assert.deepEqual(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie, document.title]), [0, 0, '', TITLE]);
}

async function choose(page, id, file, how = (place) => page.click(place)) {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), how(`#${id}`)]);
  await chooser.setFiles(file);
  await atState(page, 'confirm');
}

async function pressOn(page, place) {
  await page.focus(place);
  await page.keyboard.press('Enter');
}

test('a picture is handed in by keyboard alone, and the clerk\'s word reaches the phone', async (t) => {
  const { clerk, address } = await openCounter(t);
  const page = await openPhone(t, address);
  await atState(page, 'form');
  assert.match(await page.textContent('.facts'), /新余市某窗口.*居住证.*居民身份证：.*不需要/s);
  assert.match(await page.textContent('#left'), /还有约 5 分钟/);
  await choose(page, 'photo', scene.file('card.png'), (place) => pressOn(page, place));
  assert.match(await page.textContent('#content'), /提交给新余市某窗口.*码里的全部内容.*不含拍摄地点/s);
  await pressOn(page, '#give');
  await atState(page, 'looking');
  await atState(clerk, 'look');
  await clerk.keyboard.press('y', { delay: 60 });
  await atState(page, 'accepted');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'headline');
  assert.doesNotMatch(await page.textContent('body'), /钟望舒/);
  await isQuiet(page);
});

test('what is no licence is told with what to do; a pasted code and a file are taken', async (t) => {
  const { clerk, address } = await openCounter(t);
  const page = await openPhone(t, address, { language: 'en' });
  await atState(page, 'form');
  await page.click('#text');
  await page.click('#use');
  assert.match(await page.textContent('.told'), /Paste the text of the code first/);
  await page.fill('#pasted', 'https://example.com/');
  await page.click('#use');
  await page.click('#give');
  await page.waitForSelector('.told:has-text("show the licence to the clerk")');
  assert.equal(await clerk.evaluate(() => document.body.dataset.state), 'asking');
  await page.fill('#pasted', scene.read('id-card.txt'));
  await page.click('#use');
  assert.match(await page.textContent('.facts'), /Text of a code: \d+ characters/);
  await page.click('#other');
  await choose(page, 'file', scene.file('id-card.txt'));
  assert.match(await page.textContent('.facts'), /File: id-card\.txt/);
  await page.click('#give');
  await atState(page, 'looking');
  await clerk.keyboard.press('n', { delay: 60 });
  await atState(page, 'refused');
  assert.match(await page.textContent('#content'), /scan the new code/);
  await isQuiet(page);
});

test('what was put away, or never was, says that it is over', async (t) => {
  const { clerk, address } = await openCounter(t);
  const page = await openPhone(t, address);
  await atState(page, 'form');
  await clerk.keyboard.press('Escape');
  await atState(clerk, 'ready');
  await choose(page, 'photo', scene.file('card.png'));
  await page.click('#give');
  await atState(page, 'over');
  await page.goto(address.replace(/.{26}$/, 'A'.repeat(26)));
  await atState(page, 'over');
  assert.match(await page.textContent('#content'), /请扫描窗口屏幕上现在的码/);
  assert.equal(await clerk.evaluate(() => document.body.dataset.state), 'ready');
  await isQuiet(page);
});

async function violations(page) {
  await page.addScriptTag({ path: AXE });
  return page.evaluate(async () => {
    const { violations: all } = await window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
    return all.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`);
  });
}

for (const [name, viewport] of [['phone', PHONE], ['screen', HALL]]) {
  for (const language of ['zh', 'en']) {
    test(`each state is within reach of everybody: ${name}, ${language}`, async (t) => {
      const { clerk, address } = await openCounter(t);
      const page = await openPhone(t, address, { viewport, language, bypassCSP: true });
      const look = async (state) => {
        await atState(page, state);
        assert.deepEqual(await violations(page), [], state);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${state} is no wider than the screen`);
        const small = await page.locator('button:visible').evaluateAll((all) => all.filter((one) => one.offsetHeight < 44 || one.offsetWidth < 44).length);
        assert.equal(small, 0, `${state}: what is touched is large`);
        assert.equal(await page.evaluate(() => document.documentElement.lang), language);
      };
      await look('form');
      await page.click('#text');
      await look('form');
      await choose(page, 'photo', scene.file('card.png'));
      await look('confirm');
      await page.click('#give');
      await look('looking');
      await clerk.keyboard.press('y', { delay: 60 });
      await look('accepted');
      await page.reload();
      await look('over');
      await page.click('#language');
      assert.equal(await page.evaluate(() => document.documentElement.lang), language === 'zh' ? 'en' : 'zh');
    });
  }
}
