// SPDX-License-Identifier: Apache-2.0
// Every state of the desk in both languages, on a hall's screen and on a phone's: all of it is seen, said and reached.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { HALL, PHONE, openBrowser, openDesk } from './browser.mjs';
import { StandIn } from './stand_in.mjs';
import { PORTRAIT, VIEWS } from './views.mjs';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const SHOTS = process.env.DESK_SHOTS; // where somebody wants to look at them

let browser;
let standIn;

before(async () => {
  browser = await openBrowser();
  standIn = await new StandIn(VIEWS.ready, (name) => (name === 'portrait' ? PORTRAIT : null)).open();
});

after(async () => {
  await browser?.close();
  await standIn?.close();
});

async function shown(page, name) {
  standIn.show(VIEWS[name]);
  await page.waitForFunction((version) => document.body.dataset.version === String(version), standIn.view.version);
}

/** What axe finds, by rule and place. */
async function violations(page) {
  const found = await page.evaluate(async () => {
    const { violations: all } = await window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
    return all.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ').slice(0, 400)}`);
  });
  return found;
}

/** Elements that a finger would miss, and how far the page is wider or higher than the screen. */
function measure(page) {
  return page.evaluate(() => {
    const { scrollWidth, scrollHeight } = document.documentElement;
    const small = [...document.querySelectorAll('button, input, select')].filter((one) => {
      const { width, height } = one.getBoundingClientRect();
      return width > 0 && (width < 44 || height < 44);
    });
    return { wider: scrollWidth - innerWidth, higher: scrollHeight - innerHeight, small: small.map((one) => one.outerHTML.slice(0, 120)) };
  });
}

/** The contrast of a text with the page's white. */
function contrast(page, selector) {
  return page.evaluate((wanted) => {
    const light = (text) => {
      const [r, g, b] = text.match(/\d+/g).map(Number).map((one) => one / 255).map((one) => (one <= 0.03928 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    return 1.05 / (light(getComputedStyle(document.querySelector(wanted)).color) + 0.05);
  }, selector);
}

for (const language of ['zh', 'en']) {
  for (const [screen, viewport] of Object.entries({ hall: HALL, phone: PHONE })) {
    test(`all states in ${language} on a ${screen}'s screen`, async (t) => {
      const page = await openDesk(browser, standIn.url, { viewport, language });
      await page.evaluate(fs.readFileSync(AXE, 'utf8'));
      for (const name of Object.keys(VIEWS)) {
        await t.test(name, async () => {
          await shown(page, name);
          const size = await measure(page);
          assert.ok(size.wider <= 0, `${size.wider} px too wide`);
          assert.ok(screen === 'phone' || size.higher <= 0, `${size.higher} px too high`);
          assert.deepEqual(size.small, []);
          assert.ok(await contrast(page, '#headline') >= 7);
          assert.notEqual(await page.textContent('#headline'), '');
          assert.deepEqual(await violations(page), []);
          if (SHOTS) {
            await page.screenshot({ path: path.join(SHOTS, `${screen}-${language}-${name}.png`), fullPage: screen === 'phone' });
          }
        });
      }
      assert.deepEqual(page.complaints, []);
      await page.context().close();
    });
  }
}

test('verdicts differ by shape and word, not by colour alone', async () => {
  const page = await openDesk(browser, standIn.url);
  const seen = [];
  for (const name of ['accepted', 'look', 'refused', 'other', 'unknown']) {
    await shown(page, name);
    seen.push(await page.evaluate(() => [...document.querySelectorAll('#shape svg > *')].map((one) => one.outerHTML).join('')));
    seen.push(await page.textContent('#headline'));
    assert.match(await page.textContent('#status'), new RegExp(await page.textContent('#headline')));
  }
  assert.equal(new Set(seen).size, seen.length);
  await page.context().close();
});

test('all can be read at 200 %, in large letters and without movement', async () => {
  const page = await openDesk(browser, standIn.url, { viewport: { width: HALL.width / 2, height: HALL.height / 2 } });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.click('#tool-large');
  for (const name of Object.keys(VIEWS)) {
    await shown(page, name);
    assert.ok((await measure(page)).wider <= 0, name);
    assert.deepEqual(await page.evaluate(() => document.getAnimations().length), 0);
  }
  await page.context().close();
});

test("the citizen's window shows the code, what it asks for and the outcome", async () => {
  const context = await browser.newContext({ locale: 'zh-CN' });
  const page = await context.newPage();
  const { ask } = VIEWS.asking;
  standIn.show({ v: 1, state: 'asking', ask, decision: null, asked: ask.asked, receipt: null });
  await page.goto(standIn.url.replace('/#', '/citizen#'));
  await page.waitForSelector('.code-frame img');
  await page.evaluate(fs.readFileSync(AXE, 'utf8'));
  assert.match(await page.textContent('#content'), /居民身份证：姓名、公民身份号码、住址/);
  assert.deepEqual(await violations(page), []);
  standIn.show({ v: 1, state: 'refused', ask: null, decision: 'refused', asked: [], receipt: null });
  await page.waitForFunction(() => document.body.dataset.state === 'refused');
  assert.match(await page.textContent('#headline'), /未通过/);
  assert.deepEqual(await violations(page), []);
  assert.equal(new URL(page.url()).hash, '');
  await context.close();
});

test('the slip fits a roll of 80 mm and a sheet of A4', async () => {
  standIn.show(VIEWS.ready);
  const page = await openDesk(browser, standIn.url);
  await shown(page, 'done');
  await page.emulateMedia({ media: 'print' });
  for (const width of [300, 790]) {
    await page.setViewportSize({ width, height: 1100 });
    assert.ok((await measure(page)).wider <= 0);
    const text = await page.innerText('body');
    assert.match(text, /受理回执.*913605020000000194-2026-000017/s);
    assert.doesNotMatch(text, /今日|F2/);
    if (SHOTS) {
      await page.screenshot({ path: path.join(SHOTS, `slip-${width}.png`) });
    }
  }
  await page.context().close();
});
