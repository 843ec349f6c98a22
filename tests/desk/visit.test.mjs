// SPDX-License-Identifier: Apache-2.0
// Visits at a real desk: the command itself, real codes, and a browser with a gun, a camera, a mouse and a clipboard.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { atState, drop, openBrowser, openDesk, paste, scan } from './browser.mjs';
import { MATTER, REPOSITORY, Scene } from './scene.mjs';

let scene;
let browser;

before(async () => {
  scene = new Scene();
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  await scene?.close();
});

/** A desk with its page, for one test. */
async function open(t, words = [], options = {}) {
  const desk = await scene.desk('--audience', '360500', ...words);
  const page = await openDesk(browser, desk.url, options);
  t.after(async () => {
    await page.context().close();
    await scene.stop(desk);
  });
  await page.keyboard.press('Enter');
  await atState(page, 'ready');
  return { desk, page };
}

const withCase = ['--store', 'cases', '--matter', MATTER];

/** The picture of a licence's own code, which is good for a while. */
function picture(name) {
  scene.run('issue', name, '-d', path.join(scene.data, `${name}.json`), '-k', 'agency.key', '-o', `${name}.png`, '--force');
  return fs.readFileSync(scene.file(`${name}.png`));
}

/** Answers what the page asks of the clerk until all that is required stands in the form. */
async function fillForm(page) {
  for (;;) {
    const id = await page.evaluate(() => document.querySelector('.badge.empty.required')?.id.replace('badge-', 'blank-'));
    if (!id) {
      return;
    }
    const tag = await page.evaluate((one) => [document.getElementById(one).tagName, document.getElementById(one).type], id);
    const badge = `#${id.replace('blank-', 'badge-')}.empty`;
    if (tag[0] === 'SELECT') {
      await page.selectOption(`#${id}`, { index: 1 });
    } else {
      await page.fill(`#${id}`, { date: '2026-01-31', tel: '13900000000' }[tag[1]] ?? '新余市渝水区');
      await page.locator(`#${id}`).blur();
    }
    await page.waitForSelector(badge, { state: 'detached' });
  }
}

test('a person comes, shows a code, and is accepted: nothing but the gun and Enter until the form', async (t) => {
  const { page, desk } = await open(t, withCase);
  await scan(page, scene.showCard());
  await atState(page, /accepted|look/);
  if (await page.evaluate(() => document.body.dataset.state === 'look')) {
    await page.keyboard.press('y', { delay: 60 });
    await atState(page, 'accepted');
  }
  assert.match(await page.textContent('#content'), /居民身份证/);
  await page.keyboard.press('Enter');
  await atState(page, 'fill');
  assert.match(await page.textContent('.badge.licence'), /居民身份证/);
  const name = await page.evaluate(() => document.querySelector('.badge.licence').id.replace('badge-', ''));
  const said = await page.inputValue(`#blank-${name}`);
  await page.fill(`#blank-${name}`, '江篱');
  await page.keyboard.press('Tab');
  await page.waitForSelector(`#badge-${name}.edited`);
  await page.click(`#undo-${name}`);
  await page.waitForSelector(`#badge-${name}.licence`);
  assert.equal(await page.inputValue(`#blank-${name}`), said);
  await page.keyboard.press('F8');
  await atState(page, 'done');
  assert.match(await page.textContent('#slip'), /补正告知书/);
  assert.match(await page.textContent('#detail'), /办件编号：\d{20}/);
  await page.keyboard.press('Enter');
  await atState(page, 'ready');
  assert.doesNotMatch(await page.textContent('body'), new RegExp(said));
  assert.match(await page.textContent('#help'), /今日 1 人/);
  assert.doesNotMatch(desk.log, new RegExp(said));
  assert.deepEqual(page.complaints, []);
});

test('what lacks is taken on paper, the form is completed, and the case is accepted', async (t) => {
  const { page } = await open(t, withCase);
  await scan(page, scene.showCard());
  await atState(page, /accepted|look/);
  if (await page.evaluate(() => document.body.dataset.state === 'look')) {
    await page.keyboard.press('y', { delay: 60 });
    await atState(page, 'accepted');
  }
  await page.keyboard.press('Enter');
  await atState(page, 'fill');
  for (let left = await page.locator('.chip.missing [id^="paper-"]').count(); left > 0; left -= 1) {
    await page.locator('.chip.missing [id^="paper-"]').first().click();
    await page.fill('dialog input', '看过原件');
    await page.keyboard.press('Enter');
    await page.waitForFunction((count) => document.querySelectorAll('.chip.missing [id^="paper-"]').length < count, left);
  }
  await fillForm(page);
  for (const yes of await page.locator('[id^="rule-"][id$="-true"]').evaluateAll((all) => all.map((one) => one.id))) {
    await page.click(`#${yes}`);
    await page.waitForSelector(`#${yes}[aria-pressed="true"]`);
  }
  await page.click('#do-accept');
  await atState(page, 'done');
  assert.match(await page.textContent('#slip'), /受理回执/);
});

test('the same code at a second desk is told, not taken', async (t) => {
  const { page: first } = await open(t, ['--memory', 'codes.db']);
  const { page: second } = await open(t, ['--memory', 'codes.db']);
  const text = scene.showCard();
  await paste(first, text);
  await atState(first, /accepted|look/);
  await paste(second, text);
  await atState(second, /unknown|refused/);
  assert.match(await second.textContent('#detail'), /REPLAY|USED|REPEAT/);
});

test('what is no licence is named, and the desk is ready again by itself', async (t) => {
  const { page } = await open(t, [], { language: 'en' });
  for (const [text, said] of [['https://example.com/a/long/address', /link|address/i], [scene.showCard().slice(0, -40), /cut off|not a complete/i]]) {
    await paste(page, text);
    await page.waitForFunction((wanted) => new RegExp(wanted, 'i').test(document.getElementById('state').textContent), said.source);
    assert.equal(await page.evaluate(() => document.body.dataset.state), 'other');
  }
});

test('a dropped picture is read by the scanner that is locked in', async (t) => {
  const { page } = await open(t);
  await drop(page, 'code.png', picture('id-card'), 'image/png');
  await atState(page, /accepted|look/);
  assert.match(await page.textContent('#content'), /居民身份证/);
});

test('the counter asks by its own code, and the citizen sees it on the second window', async (t) => {
  const { page } = await open(t, withCase);
  const popup = page.context().waitForEvent('page');
  await page.click('#tool-citizen');
  const citizen = await popup;
  await page.keyboard.press('F2');
  await atState(page, 'asking');
  await citizen.waitForSelector('.code-frame img');
  assert.match(await citizen.textContent('#content'), /居民身份证/);
  assert.match(await page.textContent('#countdown'), /\d+ 秒/);
  await page.keyboard.press('Escape');
  await atState(page, 'ready');
  await citizen.waitForSelector('.code-frame', { state: 'detached' });
});

test('a locked desk shows nothing, and opens for its PIN alone', async (t) => {
  fs.writeFileSync(scene.file('pin'), '246810\n', { mode: 0o600 });
  const { page } = await open(t, ['--lock-pin-file', 'pin']);
  await paste(page, scene.showCard());
  await atState(page, /accepted|look/);
  await page.click('#tool-lock');
  await atState(page, 'locked');
  assert.equal((await page.textContent('#content')).trim(), '');
  await page.keyboard.type('000000', { delay: 60 });
  await page.keyboard.press('Enter');
  await page.waitForSelector('.told');
  await page.fill('#pin', '246810');
  await page.keyboard.press('Enter');
  await atState(page, 'ready');
});

test('a locked desk without a PIN opens by Enter', async (t) => {
  const { page } = await open(t);
  await page.click('#tool-lock');
  await atState(page, 'locked');
  await page.keyboard.press('Enter');
  await atState(page, 'ready');
});

test('a desk that ends is told of', async (t) => {
  const { page, desk } = await open(t);
  await scene.stop(desk);
  await page.waitForSelector('#trouble:not([hidden])');
  assert.match(await page.textContent('#trouble'), /没有应答/);
});

test('the camera reads a code that is held before it', async (t) => {
  picture('id-card');
  const maker = path.join(process.env.WALLET_ROOT, 'tests', 'cli', 'recording.py');
  execFileSync('/usr/bin/python3', [maker, scene.file('view.y4m'), '30', scene.file('id-card.png')]);
  const seeing = await openBrowser('--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${scene.file('view.y4m')}`);
  t.after(() => seeing.close());
  const desk = await scene.desk('--audience', '360500');
  t.after(() => scene.stop(desk));
  const page = await openDesk(seeing, desk.url);
  await page.keyboard.press('F3');
  await atState(page, /accepted|look/);
  assert.match(await page.textContent('#content'), /居民身份证/);
  assert.match(await page.textContent('#lamps'), /摄像头：开启/);
  assert.deepEqual(page.complaints, []);
});

/** Leaves the case, as somebody who means it. */
async function leave(page) {
  await page.keyboard.press('Escape');
  await page.waitForSelector('dialog #confirm-yes');
  await page.keyboard.press('Enter');
  await atState(page, 'ready');
}

test('a grant brings the licences from the repository; where that is down, the page says so and goes on', async (t) => {
  const repository = await scene.serveRepository(MATTER);
  const { page } = await open(t, [...withCase, '--repository', repository.url, '--repository-id', REPOSITORY]);
  await scan(page, scene.grant(MATTER, 'id-card'));
  await atState(page, 'look');
  assert.match(await page.textContent('#content'), /居民身份证/);
  await page.keyboard.press('y');
  await atState(page, 'accepted');
  await page.keyboard.press('Enter');
  await atState(page, 'fill');
  assert.match(await page.textContent('.badge.licence'), /居民身份证/);
  await leave(page);

  await page.keyboard.press('F7');
  await page.waitForSelector('dialog .first');
  await page.keyboard.press('Enter');
  await atState(page, 'fill');
  assert.match(await page.textContent('.badge.licence'), /居民身份证/);
  await leave(page);

  await scene.stop(repository);
  await scan(page, scene.grant(MATTER, 'id-card'));
  await atState(page, 'unknown');
  assert.match(await page.textContent('#state'), /证照库没有答复/);
  assert.match(await page.textContent('#lamps'), /没有答复/);
  assert.equal(await page.locator('#do-unchecked').count(), 0);
  await scan(page, scene.showCard());
  await atState(page, 'look');
});

/** The counter's own code, as somebody's phone takes it off the screen. */
async function photograph(page) {
  await page.keyboard.press('F2');
  await atState(page, 'asking');
  await page.waitForSelector('.code-frame img');
  await page.locator('.code-frame img').screenshot({ path: scene.file('asked.png') });
  return 'asked.png';
}

/** What was fetched is looked at, and its case has the way in which it came. */
async function isFetched(page, way) {
  await atState(page, 'look');
  assert.match(await page.textContent('#content'), /居民身份证/);
  await page.keyboard.press('y', { delay: 60 });
  await atState(page, 'accepted');
  await page.keyboard.press('Enter');
  await atState(page, 'fill');
  assert.match(await page.textContent('.badge.licence'), /居民身份证/);
  await leave(page);
  const [{ number }] = scene.run('case', 'list', '--store', 'cases', '--json').split('\n').map((line) => JSON.parse(line));
  assert.deepEqual(JSON.parse(scene.run('case', 'show', number, '--store', 'cases', '--json')).licences.map((one) => one.way), [way]);
}

test('the counter\'s code is answered by a phone, or by a face, and the repository gives what was asked for', async (t) => {
  fs.rmSync(scene.file('store'), { recursive: true, force: true });
  scene.addIdentityService(); // known before the repository looks whom to trust
  const repository = await scene.serveRepository(MATTER);
  const { page } = await open(t, [...withCase, '--repository', repository.url, '--repository-id', REPOSITORY]);
  await scan(page, scene.answer(await photograph(page)));
  await isFetched(page, 'scan');
  await drop(page, 'face.cbor', scene.face(await photograph(page), '360502199003070024'), 'application/octet-stream');
  await isFetched(page, 'face');
});

test('the clerk fetches by duty, with a reason, and a slip in the number fetches nothing', async (t) => {
  fs.rmSync(scene.file('store'), { recursive: true, force: true });
  const repository = await scene.serveRepository(MATTER);
  const { page } = await open(t, [...withCase, '--repository', repository.url, '--repository-id', REPOSITORY]);
  for (const [number, shown] of [['360502199003070025', /不是有效的公民身份号码/], ['360502199003070024', null]]) {
    await page.keyboard.press('F6');
    await page.getByLabel('取哪份材料').selectOption('identity');
    await page.getByLabel('公民身份号码或统一社会信用代码').fill(number);
    await page.getByLabel('用证事由（持证人可查知）').fill('核查居住登记');
    await page.keyboard.press('Enter');
    if (shown) {
      await page.waitForFunction((pattern) => new RegExp(pattern).test(document.querySelector('.told')?.textContent), shown.source);
    }
  }
  await atState(page, 'look');
  assert.match(await page.textContent('#content'), /360502199003070024/);
});
