// SPDX-License-Identifier: Apache-2.0
// What a clerk does at the page, and what the desk is told of it; and what the page does when the desk will not or cannot.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { openBrowser, openDesk } from './browser.mjs';
import { StandIn } from './stand_in.mjs';
import { CASES, PORTRAIT, VIEWS } from './views.mjs';

let browser;
let standIn;
let page;
let answer;

before(async () => { browser = await openBrowser(); });
after(async () => { await browser?.close(); });

beforeEach(async () => {
  answer = (name) => (name === 'portrait' ? PORTRAIT : null);
  standIn = await new StandIn(VIEWS.ready, (name, body) => answer(name, body)).open();
  page = await openDesk(browser, standIn.url);
});

afterEach(async () => {
  await page.context().close();
  await standIn.close();
});

async function show(name) {
  standIn.show(VIEWS[name] ?? name);
  await page.waitForFunction((version) => document.body.dataset.version === String(version), standIn.view.version);
}

async function told(count) {
  await standIn.told(count);
  return standIn.acts.splice(0);
}

const KEYS = [
  ['start', 'Enter', 'next', {}], ['ready', 'F2', 'ask', {}], ['asking', 'F2', 'ask-stop', {}], ['asking', 'Escape', 'ask-stop', {}],
  ['accepted', 'Enter', 'fill', {}], ['accepted-only', 'Enter', 'next', {}], ['accepted', 'Escape', 'next', {}],
  ['look', 'y', 'look', { answer: 'yes' }], ['look', 'n', 'look', { answer: 'no' }], ['refused', 'Escape', 'next', {}], ['unknown', 'u', 'unchecked', {}],
  ['question', 'a', 'answer', { choice: 'add' }], ['question', 'n', 'answer', { choice: 'next' }],
  ['fill', 'F8', 'notice', {}], ['fill-ready', 'Enter', 'accept', {}], ['done', 'Enter', 'next', {}], ['done', 'x', 'hold', {}],
];

for (const [state, key, name, body] of KEYS) {
  test(`${key} in state ${state}`, async () => {
    await show(state);
    await page.keyboard.press(key);
    assert.deepEqual(await told(1), [{ name, body }]);
  });
}

test('keys held with Ctrl are the browser\'s, and keys that mean nothing here do nothing', async () => {
  await show('look');
  for (const key of ['Control+y', 'Alt+n', 'a', 'u', 'F8', 'Enter', 'y']) {
    await page.keyboard.press(key, { delay: 60 });
  }
  assert.deepEqual(await told(1), [{ name: 'look', body: { answer: 'yes' } }]);
});

test('what is still being typed is written before the form is accepted', async () => {
  await show('fill-ready');
  await page.fill('#blank-since', '2026-01-31');
  await page.click('#do-accept');
  assert.deepEqual((await told(2)).map((act) => act.name), ['blank', 'accept']);
});

test('a button pressed while the page is drawn anew is clicked', async () => {
  await show('fill-ready');
  await page.fill('#blank-phone', '0790-1111111');
  const { x, y, width, height } = await page.locator('#do-accept').boundingBox();
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  assert.equal((await told(1))[0].name, 'blank');
  standIn.show(VIEWS['fill-ready']);
  await page.waitForResponse((response) => response.url().endsWith('/wait'));
  await page.evaluate(() => fetch('/icon.svg').then((answer) => answer.text())); // what came before it was shown
  await page.mouse.up();
  assert.equal((await told(1))[0].name, 'accept');
});

test('what was clicked keeps no hold of the keyboard', async () => {
  await show('accepted');
  await page.click('#tool-sound');
  await page.keyboard.press('Enter');
  assert.deepEqual(await told(1), [{ name: 'fill', body: {} }]);
});

test('Enter goes to what is lacking as long as something is', async () => {
  await show('fill');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.id === 'blank-since');
  assert.deepEqual(standIn.acts, []);
});

test('Enter in a field goes on to the next that is empty, and then to what sends the form', async () => {
  await show('fill-ready');
  await page.fill('#blank-phone', '0790-1111111');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.id === 'blank-since');
  assert.equal((await told(1))[0].name, 'blank');
  await page.focus('#blank-reason');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.id === 'do-accept');
  assert.deepEqual(standIn.acts, []);
  await page.keyboard.press('Enter');
  assert.deepEqual(await told(1), [{ name: 'accept', body: {} }]);
});

test('what lacks leads to its field', async () => {
  await show('fill');
  await page.click('#lack-since');
  await page.waitForFunction(() => document.activeElement.id === 'blank-since');
});

test('a case is left only by whoever means it', async () => {
  await show('fill');
  await page.keyboard.press('Escape');
  await page.waitForSelector('dialog[open]');
  assert.match(await page.textContent('dialog'), /000017.*F7/s);
  await page.keyboard.press('Escape');
  await page.waitForSelector('dialog', { state: 'detached' });
  assert.deepEqual(standIn.acts, []);
  await page.keyboard.press('Escape');
  await page.waitForSelector('dialog[open]');
  await page.keyboard.press('Enter');
  assert.deepEqual(await told(1), [{ name: 'next', body: {} }]);
});

test('a case that is there is gone on with', async () => {
  answer = (name) => (name === 'cases' ? { v: 1, cases: CASES } : null);
  await show('ready');
  await page.keyboard.press('F7');
  await page.fill('dialog input', '000009');
  await page.keyboard.press('Enter');
  assert.deepEqual(await told(1), [{ name: 'open', body: { number: CASES[0].number } }]);
});

test('the keys that are told of are those that do something now', async () => {
  const keys = () => page.locator('#help .keys kbd').allTextContents();
  await show('ready');
  assert.ok(!(await keys()).includes('F8') && (await keys()).includes('F7'));
  await show('fill');
  assert.ok((await keys()).includes('F8') && !(await keys()).includes('Y'));
  await show('look');
  assert.ok((await keys()).includes('Y'));
});

test('an edited field is restored, a choice and a day are written', async () => {
  await show('fill');
  await page.click('#undo-address');
  await page.selectOption('#blank-reason', '就学');
  assert.deepEqual(await told(2), [{ name: 'blank', body: { name: 'address', undo: true } }, { name: 'blank', body: { name: 'reason', value: '就学' } }]);
});

test('materials on paper, later, again; rules that are the clerk\'s to decide', async () => {
  await show('fill');
  await page.click('#paper-household');
  await page.fill('dialog input', '户口簿原件');
  await page.keyboard.press('Enter');
  assert.deepEqual(await told(1), [{ name: 'paper', body: { material: 'household', note: '户口簿原件' } }]);
  await page.click('#defer-household');
  await page.fill('dialog input', '2026-12-31');
  await page.click('dialog button.main');
  assert.deepEqual(await told(1), [{ name: 'defer', body: { material: 'household', day: '2026-12-31' } }]);
  await page.click('#paper-household');
  await page.keyboard.press('Escape');
  await page.click('#reuse-household');
  await page.click('#rule-member-true');
  assert.deepEqual(await told(2), [{ name: 'reuse', body: { material: 'household', source: '913605020000000194-2026-000003' } },
    { name: 'decide', body: { rule: 'member', holds: true, note: '' } }]);
});

test('a refusal is recorded once, and a case is declined with a reason', async () => {
  await show('refused');
  await page.keyboard.press('r');
  assert.deepEqual(await told(1), [{ name: 'refusal', body: {} }]);
  await show('recorded');
  assert.match(await page.textContent('#detail'), /已记录/);
  await page.keyboard.press('r');
  await show('fill');
  await page.keyboard.press('F9');
  await page.waitForSelector('dialog[open]');
  await page.keyboard.press('Enter');
  await page.fill('dialog input', '不属于本辖区');
  await page.keyboard.press('Enter');
  assert.deepEqual(await told(1), [{ name: 'decline', body: { note: '不属于本辖区' } }]);
});

test('what was handed over last can be printed again', async () => {
  await page.evaluate(() => { window.print = () => { document.body.dataset.printed = document.getElementById('slip').textContent; }; });
  await show('ready-again');
  await page.keyboard.press('p');
  await page.waitForFunction(() => document.body.dataset.printed);
  assert.match(await page.evaluate(() => document.body.dataset.printed), /受理回执.*000017/s);
  await show('ready');
  assert.equal(await page.textContent('#slip'), '');
});

test('the end of a visit says how it ended', async () => {
  for (const [name, headline, tone, content] of [['done', '已受理', 'done', /近期照片.*2026-12-31/s],
    ['done-notice', '已一次性告知', 'look', /居住起始日/], ['done-declined', '不予受理', 'refused', /不予受理通知书.*不属于本辖区/s]]) {
    await show(name);
    assert.equal(await page.textContent('#headline'), headline);
    assert.equal(await page.evaluate(() => document.body.dataset.tone), tone);
    assert.match(await page.textContent('#content'), content);
  }
});

test('a matter is found by a part of its name', async () => {
  answer = (name, body) => (name === 'matters' ? { v: 1, matters: [{ name: `m-${body.query}`, code: '1', title: { zh: body.query, en: 'permit' }, department: { zh: '公安局', en: 'police' } }] } : null);
  await page.keyboard.press('F4');
  await page.fill('dialog input', '居住');
  await page.waitForFunction(() => document.querySelector('dialog li bdi')?.textContent === '居住');
  await page.keyboard.press('Enter');
  assert.deepEqual((await told(1))[0], { name: 'matter', body: { name: 'm-居住' } });
});

test('a field is copied without a mouse', async () => {
  await show('accepted');
  await page.keyboard.press('c');
  await page.fill('dialog input', '身份号码');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.getElementById('status').textContent === '已复制');
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), '360502199001010027');
});

test('what the desk would not do is told until the next thing that it does', async () => {
  const error = { what: { zh: 'PIN 不对', en: 'wrong PIN' }, hint: { zh: '请重新输入', en: 'type it again' } };
  answer = (name) => (name === 'unlock' ? { status: 403, body: { v: 1, error } } : null);
  await show('locked');
  await page.keyboard.type('1234', { delay: 60 });
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => /PIN 不对；请重新输入/.test(document.querySelector('.told')?.textContent));
  assert.deepEqual(await told(1), [{ name: 'unlock', body: { pin: '1234' } }]);
  assert.match(await page.textContent('#status'), /PIN 不对/);
  answer = () => null;
  standIn.view = { ...VIEWS.ready, version: standIn.view.version + 1 };
  await page.keyboard.type('4321', { delay: 60 });
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.body.dataset.state === 'ready' && !document.querySelector('.told'));
});

test('what a state does not allow is told, with the state that it is', async () => {
  answer = (name) => (name === 'fill' ? { status: 409, body: { v: 1, view: standIn.view, error: { what: { zh: '现在不行', en: 'not now' }, hint: { zh: '请先回答', en: 'answer first' } } } } : null);
  await show('accepted');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => /现在不行/.test(document.querySelector('.told')?.textContent));
});

test('a line that is cut is told, and heals by itself', async () => {
  const { port } = standIn.server.address();
  await standIn.close();
  await page.waitForSelector('#trouble:not([hidden]) .wrench');
  assert.match(await page.textContent('#trouble'), /没有应答/);
  const again = new StandIn({ ...VIEWS.ready }, () => null);
  again.view.version = 9;
  await again.open(port);
  await page.waitForSelector('#trouble', { state: 'hidden' });
  await again.close();
});

test('a session that is over says so, and asks no more', async () => {
  standIn.token = 'another';
  standIn.show(VIEWS.ready);
  await page.waitForFunction(() => /会话已失效/.test(document.getElementById('trouble').textContent));
});

test('a clerk who reads is warned before the lock, and any key keeps what is there', async () => {
  await show({ ...VIEWS.accepted, desk: { ...VIEWS.accepted.desk, idle_seconds: 3 } });
  await page.waitForFunction(() => /秒后锁定/.test(document.getElementById('idle').textContent));
  await page.keyboard.press('Shift');
  assert.deepEqual(await told(1), [{ name: 'hold', body: {} }]);
});

test('nothing about a person is in address, title or storage, and the token only where it must be', async () => {
  for (const name of Object.keys(VIEWS)) {
    await show(name);
  }
  const { title, stores, address } = await page.evaluate(() => (
    { title: document.title, stores: JSON.stringify([Object.entries(localStorage).sort(), { ...sessionStorage }]), address: location.href }));
  assert.equal(title, '窗口 Counter');
  assert.equal(address, standIn.url.split('#')[0]);
  assert.equal(stores, JSON.stringify([[['language', 'zh'], ['large', 'false']], { 'desk-token': standIn.token }]));
});

test('the language, the sound and the letters change at any time, by key and by button', async () => {
  await show('fill');
  await page.keyboard.press('l');
  await page.waitForFunction(() => document.documentElement.lang === 'en' && document.getElementById('headline').textContent === 'Check the form');
  await page.keyboard.press('m');
  await page.waitForSelector('#tool-sound:has-text("Sound: soft")');
  await page.keyboard.press('m');
  await page.waitForSelector('#tool-sound:has-text("Muted")');
  await page.keyboard.press('?');
  await page.waitForFunction(() => /Do not accept/.test(document.getElementById('help').textContent));
  await page.reload();
  await page.waitForSelector('#tool-sound');
  assert.equal(await page.textContent('#tool-sound'), '静音');
});

test('a visit without a mouse: everything that can be done is reached by Tab', async () => {
  await show('fill');
  const wanted = await page.evaluate(() => [...document.querySelectorAll('button, input, select')].filter((one) => one.offsetParent).map((one) => one.id));
  assert.ok(wanted.length > 20 && wanted.every((id) => id !== ''));
  const reached = new Set();
  for (let i = 0; i < wanted.length + 8; i += 1) {
    await page.keyboard.press('Tab');
    reached.add(await page.evaluate(() => document.activeElement.id));
  }
  assert.deepEqual(wanted.filter((id) => !reached.has(id)), []);
});
