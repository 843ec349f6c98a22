// SPDX-License-Identifier: Apache-2.0
// Guns and people at the same keyboard: a code is read whatever the input method, and what a person types is lost never.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { openBrowser, openDesk, scan } from './browser.mjs';
import { StandIn } from './stand_in.mjs';
import { VIEWS } from './views.mjs';

const CODE = 'EL1:6BF%JHNC0/AS$SUD*9O.GEB2-X+TY:Q7';

let browser;
let standIn;
let page;
let keys;

before(async () => { browser = await openBrowser(); });
after(async () => { await browser?.close(); });

beforeEach(async () => {
  standIn = await new StandIn(VIEWS.ready).open();
  page = await openDesk(browser, standIn.url);
  keys = await page.context().newCDPSession(page);
});

afterEach(async () => {
  assert.deepEqual(page.complaints, []);
  await page.context().close();
  await standIn.close();
});

const told = (count) => standIn.told(count);

async function show(name) {
  standIn.show(VIEWS[name]);
  await page.waitForFunction((version) => document.body.dataset.version === String(version), standIn.view.version);
}

/** Keys right behind each other, as [code, key, modifiers]. */
function burst(...all) {
  return Promise.all(all.flatMap(([code, key, modifiers = 0]) => ['rawKeyDown', 'keyUp'].map(
    (type) => keys.send('Input.dispatchKeyEvent', { type, code, key, modifiers }))));
}

const field = '#blank-phone';

test('a gun is read by physical key, under an input method as without', async () => {
  await scan(page, CODE, { isComposing: true });
  await told(1);
  await scan(page, CODE, { isComposing: false });
  assert.deepEqual(await told(2), [1, 2].map(() => ({ name: 'code', body: { text: CODE, from: 'gun' } })));
});

test('a gun that ends with Tab, or with nothing, is read too', async () => {
  await scan(page, CODE, { end: 'Tab' });
  await told(1);
  await scan(page, `]Q1${CODE}`, { end: '' });
  assert.deepEqual((await told(2)).map((act) => act.body.text), [CODE, `]Q1${CODE}`]);
});

test('lower case, as CapsLock makes it, comes as it was typed', async () => {
  await scan(page, CODE.toLowerCase());
  assert.equal((await told(1))[0].body.text, CODE.toLowerCase());
});

test('a gun that types numbers on the keypad with Alt held is read', async () => {
  const events = [...CODE].flatMap((character) => {
    const digits = [...String(character.charCodeAt(0)).padStart(4, '0')];
    return [{ type: 'rawKeyDown', code: 'AltLeft', key: 'Alt', modifiers: 1 },
      ...digits.map((digit) => ({ type: 'rawKeyDown', code: `Numpad${digit}`, key: digit, modifiers: 1 })),
      { type: 'keyUp', code: 'AltLeft', key: 'Alt', modifiers: 0 }];
  });
  await Promise.all([...events, { type: 'rawKeyDown', code: 'Enter', key: 'Enter' }].map((event) => keys.send('Input.dispatchKeyEvent', event)));
  assert.equal((await told(1))[0].body.text, CODE);
});

test('the first keys of a gun, however late, are of the code, and press nothing', async () => {
  await show('accepted');
  for (const key of ['Shift+E', 'Shift+L']) {
    await page.keyboard.press(key, { delay: 60 }); // slower than a gun
  }
  await scan(page, CODE.slice(2));
  assert.deepEqual((await told(1))[0].body.text, CODE);
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'zh');
});

test('a code that the machine held up in the middle is told once more as a whole', async () => {
  await scan(page, CODE.slice(0, 20), { end: [] });
  assert.equal((await told(1))[0].body.text, CODE.slice(0, 20));
  await scan(page, CODE.slice(20));
  assert.equal((await told(2))[1].body.text, CODE);
  await scan(page, '1234567890123456'); // behind a whole code what comes is by itself
  assert.equal((await told(3))[2].body.text, '1234567890123456');
});

test('what a held-up code goes on with presses nothing, be it a key or two', async () => {
  await show('refused');
  const began = Date.now() / 1000;
  await scan(page, CODE.slice(0, -2), { end: [], at: began });
  await told(1);
  await scan(page, 'RL', { at: began + 0.01 }); // pressed at once, and handed on late
  assert.deepEqual((await told(2)).map((act) => [act.name, act.body.text]), [['code', CODE.slice(0, -2)], ['code', `${CODE.slice(0, -2)}RL`]]);
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'zh');
});

test('a gun that ends with two keys does nothing else', async () => {
  await show('accepted');
  await scan(page, CODE, { end: ['Enter', 'Enter', 'Tab', 'Enter'] });
  await told(1);
  await page.keyboard.press('c'); // what follows is the clerk's, and comes after all of it
  await page.waitForSelector('dialog');
  assert.deepEqual(standIn.acts.map((act) => act.name), ['code']);
});

test('a code that presses Ctrl and a letter is told as what it is', async () => {
  const letters = [...'ABCDEFGH'].map((letter) => [`Key${letter}`, letter, 8]);
  await burst(...letters, ['KeyJ', 'j', 2], ...letters, ['Enter', 'Enter']);
  assert.deepEqual((await told(1))[0].body, { text: '\u0000', from: 'gun' });
});

test('a code scanned into a field leaves the field as it was', async () => {
  await show('fill');
  await page.click(field);
  await page.keyboard.press('End');
  await scan(page, CODE);
  assert.equal((await told(1))[0].body.text, CODE);
  assert.equal(await page.inputValue(field), '0790-0000000');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'blank-phone');
});

test("a short number scanned into a field is the field's", async () => {
  await show('fill');
  await page.click(field);
  await page.keyboard.press('ControlOrMeta+a', { delay: 60 });
  await page.keyboard.press('Delete', { delay: 200 }); // a person's key, long before the gun's
  await scan(page, '1234567890');
  await page.waitForFunction((wanted) => document.querySelector(wanted).value === '1234567890', field);
  await page.locator(field).blur();
  await standIn.until((acts) => acts.some((act) => act.name === 'blank' && act.body.name === 'phone' && act.body.value === '1234567890'));
  assert.ok(standIn.acts.every((act) => act.name === 'blank'));
});

test('what a person types stays: letters, held keys, what is typed while the page is drawn anew', async () => {
  await show('fill');
  await page.click('#blank-note');
  await page.keyboard.type('an ordinary remark', { delay: 55 });
  for (let i = 0; i < 12; i += 1) {
    await keys.send('Input.dispatchKeyEvent', { type: 'keyDown', code: 'KeyX', key: 'x', text: 'x', autoRepeat: i > 0 });
  }
  await keys.send('Input.dispatchKeyEvent', { type: 'keyUp', code: 'KeyX', key: 'x' });
  await show('fill');
  await page.keyboard.type('!', { delay: 55 });
  assert.equal(await page.inputValue('#blank-note'), `an ordinary remark${'x'.repeat(12)}!`);
  await page.keyboard.press('Tab');
  assert.deepEqual((await told(1))[0], { name: 'blank', body: { name: 'note', value: `an ordinary remark${'x'.repeat(12)}!` } });
});

test('what takes a while shows how much is there', async () => {
  const seen = page.waitForFunction(() => /正在读取… \d+ 个字符/.test(document.getElementById('sentence').textContent));
  await page.evaluate(() => {
    const text = 'EL1'.padEnd(64, 'A');
    let at = 0;
    const timer = setInterval(() => {
      document.body.dispatchEvent(new KeyboardEvent('keydown', { code: `Key${/[A-Z]/.test(text[at]) ? text[at] : 'A'}`, key: 'Process', shiftKey: true, bubbles: true }));
      at += 1;
      if (at === text.length) {
        clearInterval(timer);
      }
    }, 8);
  });
  await seen;
  await told(1);
  assert.match(await page.textContent('#sentence'), /无须点击/);
});
