// SPDX-License-Identifier: Apache-2.0
// What the page's files may hold: nothing that reads text as HTML, nothing inline, nothing from elsewhere.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { PAGE_FOLDER } from './stand_in.mjs';

const NAMESPACE = 'http://www.w3.org/2000/svg'; // a name, not an address
const FORBIDDEN = [/innerHTML|outerHTML|insertAdjacentHTML|srcdoc|document\.write|createContextualFragment|DOMParser/, /\beval\(|new Function|setTimeout\(\s*['"`]/,
  /https?:\/\//, /\son[a-z]+\s*=\s*["']/, /<style|style\s*=|\.style\b|javascript:/, /document\.title|\.cookie|indexedDB/];
const HTML_ONLY = [/<script(?![^>]*\ssrc=)/, /<script[^>]*>[^<]/];

const names = fs.readdirSync(PAGE_FOLDER).filter((name) => name !== 'meson.build').sort();
const read = (name) => fs.readFileSync(path.join(PAGE_FOLDER, name), 'utf8');

for (const name of names) {
  test(`${name} holds nothing that could be a way in`, () => {
    const text = read(name).replaceAll(NAMESPACE, '');
    for (const pattern of [...FORBIDDEN, ...(name.endsWith('.html') ? HTML_ONLY : [])]) {
      assert.doesNotMatch(text, pattern);
    }
  });
}

test('all that is in the folder is installed, and all that is installed is there', () => {
  const listed = [...read('meson.build').matchAll(/^ {4}'([^']+)',$/gm)].map((match) => match[1]);
  assert.deepEqual(listed, names);
});

test('only what is about the desk itself is stored', () => {
  const stored = names.flatMap((name) => [...read(name).matchAll(/(local|session)Storage\.setItem\(([^,]+),/g)].map((match) => match[2]));
  assert.deepEqual([...new Set(stored)].sort(), ["'camera'", "'language'", "'large'", "'volume'", 'KEY']);
});

test('each word is there in both languages, and each that is used is there', async () => {
  globalThis.localStorage = { getItem: () => null };
  const { allWords } = await import(path.join(PAGE_FOLDER, 'words.js'));
  const used = names.flatMap((name) => [...read(name).matchAll(/\b(?:say|both)\('(\w+)'/g)].map((match) => match[1]));
  assert.ok(used.length > 50);
  for (const key of used) {
    assert.ok(key in allWords, key);
  }
  for (const [key, both] of Object.entries(allWords)) {
    const places = both.map((text) => (text.match(/\{\d\}/g) ?? []).sort().join());
    assert.ok(both.length === 2 && both.every((text) => text.trim() !== ''), key);
    assert.equal(places[0], places[1], key);
  }
});
