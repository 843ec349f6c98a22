// SPDX-License-Identifier: Apache-2.0
// Chromium as a clerk has it, and hands that type, scan and drop.
import { chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export async function openBrowser(...more) {
  const { existsSync } = await import('node:fs');
  const executablePath = process.env.CHROMIUM ?? PLACES.find(existsSync);
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--use-fake-ui-for-media-stream', ...more] });
}

export const LIMIT_MS = 60000; // of a busy machine; nobody waits so long otherwise

export const HALL = { width: 1366, height: 768 };
export const PHONE = { width: 400, height: 800 };

/** A page of a desk, in a language; whatever its console complains of is kept in `page.complaints`. */
export async function openDesk(browser, url, { viewport = HALL, language = 'zh' } = {}) {
  const context = await browser.newContext({ viewport, locale: language === 'zh' ? 'zh-CN' : 'en-GB', permissions: ['camera', 'clipboard-read', 'clipboard-write'] });
  await context.addInitScript((wanted) => { localStorage.setItem('language', wanted); }, language);
  const page = await context.newPage();
  page.setDefaultTimeout(LIMIT_MS);
  page.complaints = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && page.complaints.push(message.text()));
  page.on('pageerror', (error) => page.complaints.push(String(error)));
  await page.goto(url);
  await atState(page, /./);
  return page;
}

/** Waits for a state; where it does not come, says what the page shows instead. */
export async function atState(page, state) {
  const wanted = state instanceof RegExp ? state.source : `^${state}$`;
  try {
    await page.waitForFunction((pattern) => new RegExp(pattern).test(document.body.dataset.state ?? ''), wanted);
  } catch (error) {
    const shown = await page.evaluate(() => [document.body.dataset.state, document.querySelector('main')?.innerText].join(': '));
    throw new Error(`not ${wanted}, but ${shown}`, { cause: error });
  }
}

const SHIFTED = { '!': 'Digit1', '@': 'Digit2', '#': 'Digit3', $: 'Digit4', '%': 'Digit5', '^': 'Digit6', '&': 'Digit7', '*': 'Digit8',
  '(': 'Digit9', ')': 'Digit0', _: 'Minus', '+': 'Equal', ':': 'Semicolon', '"': 'Quote', '<': 'Comma', '>': 'Period', '?': 'Slash' };
const PLAIN = { '-': 'Minus', '=': 'Equal', ';': 'Semicolon', "'": 'Quote', ',': 'Comma', '.': 'Period', '/': 'Slash', ' ': 'Space',
  '[': 'BracketLeft', ']': 'BracketRight' };

function keyOf(character) {
  if (/[A-Z]/.test(character)) {
    return { code: `Key${character}`, shift: true };
  }
  if (/[a-z]/.test(character)) {
    return { code: `Key${character.toUpperCase()}`, shift: false };
  }
  if (/[0-9]/.test(character)) {
    return { code: `Digit${character}`, shift: false };
  }
  return SHIFTED[character] ? { code: SHIFTED[character], shift: true } : { code: PLAIN[character], shift: false };
}

const KEY_SECONDS = 0.001; // between two reports of a gun; its time, not that of a busy machine

/**
 * Types as a scanner gun does: physical keys, one right behind the other. Under an input method the browser gives
 * key "Process" for all of them.
 */
export async function scan(page, text, { isComposing = true, end = 'Enter', at = Date.now() / 1000 } = {}) {
  const session = await page.context().newCDPSession(page);
  const began = at - 2 * text.length * KEY_SECONDS; // the last one is now
  const send = (type, { code, shift }, key) => session.send('Input.dispatchKeyEvent',
    { type, code, key, timestamp: began + pending.length * KEY_SECONDS, modifiers: shift ? 8 : 0, windowsVirtualKeyCode: isComposing ? 229 : 0 });
  const pending = [];
  for (const character of text) {
    const key = keyOf(character);
    pending.push(send('rawKeyDown', key, isComposing ? 'Process' : character), send('keyUp', key, isComposing ? 'Process' : character));
  }
  for (const code of [end].flat().filter(Boolean)) {
    pending.push(send('rawKeyDown', { code, shift: false }, code), send('keyUp', { code, shift: false }, code));
  }
  await Promise.all(pending);
  await session.detach();
}

/** Drops a file on the page. */
export async function drop(page, name, bytes, type) {
  const transfer = await page.evaluateHandle(([fileName, content, fileType]) => {
    const data = new DataTransfer();
    data.items.add(new File([Uint8Array.from(atob(content), (one) => one.charCodeAt(0))], fileName, { type: fileType }));
    return data;
  }, [name, bytes.toString('base64'), type]);
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}

/** Pastes a text on the page, as the keyboard's shortcut does. */
export async function paste(page, text) {
  await page.evaluate((content) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', content);
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}
