// SPDX-License-Identifier: Apache-2.0
// The page that a phone without a wallet opens by the counter's second code: who asks for what, then a picture, a file
// or a code is chosen, looked at once more, handed over, and answered.  Nothing is kept.
import { byId, make, replace, value } from './dom.js';
import { redraw } from './phone_picture.js';
import { changeLanguage, currentLanguage, pick, word } from './phone_words.js';
import { shapeOf } from './shape.js';

const SIZE_MAX = 8 * 1024 * 1024;
const FOLLOW_MS = 2000;
const MINUTE = 60;
const NAME = location.pathname.split('/').pop();
const SHAPES = { accepted: 'accepted', looking: 'ready', refused: 'refused', unknown: 'unknown', over: 'other', trouble: 'trouble' };

let request = null;
let endsAt = 0; // by a clock that nobody sets
let chosen = null;
let result = null;
let told = []; // what was not taken and why, a line each
let pasted = null; // null: nobody wants to paste
let state = 'loading';

function go(next, ...why) {
  state = next;
  told = why;
  show();
  byId('headline').focus();
}

const leftSeconds = () => Math.max(0, (endsAt - performance.now()) / 1000);

function leftText() {
  const left = leftSeconds();
  return left < MINUTE ? word('lastMinute') : `${word('about')} ${Math.round(left / MINUTE)} ${word('minutes')}`;
}

function fact(title, ...content) {
  return make('div', {}, make('dt', {}, word(title)), ...content);
}

function askedOf(item) {
  return make('li', {}, value(pick(item.type)), word('colon'), value(item.fields.map(pick).join(word('comma'))));
}

function factsOf() {
  const kept = [...new Set(request.kept.map(pick))].join(word('comma'));
  return make('dl', { class: 'facts' },
    fact('who', make('dd', {}, value(pick(request.counter)))),
    fact('matter', make('dd', {}, value(pick(request.matter)))),
    fact('asks', make('dd', {}, make('ul', {}, ...request.asked.map(askedOf)))),
    kept ? fact('asksNot', make('dd', { class: 'kept' }, value(kept))) : null,
    fact('until', make('dd', { class: 'until' }, make('span', { id: 'left' }, leftText()), make('br'), word('renewed'))));
}

const toldOf = () => (told.length > 0 ? make('div', { class: 'told', role: 'alert' }, ...told.map((line) => make('p', {}, value(line)))) : null);

function wayOf(key, click, isMain = false) {
  return make('button', { type: 'button', id: key, class: isMain ? 'main' : null, click }, word(key), make('small', {}, word(`${key}Note`)));
}

function inputOf(accept) {
  const input = make('input', { type: 'file', accept, 'aria-hidden': 'true', tabindex: '-1',
    change: () => input.files[0] && choose(input.files[0]) });
  return input;
}

function textOf() {
  const area = make('textarea', { id: 'pasted', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false',
    input: () => { pasted = area.value; } }, pasted ?? '');
  const use = () => {
    const text = area.value.trim();
    if (text) {
      chosen = { kind: 'aText', bytes: new Blob([text]), note: `${text.length} ${word('characters')}` };
      go('confirm');
    } else {
      go('form', word('noText'));
    }
  };
  return make('div', { class: 'text ways', id: 'paste', hidden: pasted === null }, make('label', { for: 'pasted' }, word('textLabel')), area,
    make('button', { type: 'button', id: 'use', click: use }, word('useText')));
}

function formOf() {
  const [picture, file, text] = [inputOf('image/*'), inputOf(null), textOf()];
  const paste = () => { pasted ??= ''; text.hidden = false; byId('pasted').focus(); };
  return [toldOf(), factsOf(),
    make('div', { class: 'ways' }, wayOf('photo', () => picture.click(), true), wayOf('file', () => file.click()), wayOf('text', paste),
      text, picture, file),
    make('p', {}, word('elsewhere'))];
}

function previewOf() {
  const address = URL.createObjectURL(chosen.bytes);
  const picture = make('img', { class: 'preview', src: address, alt: word('preview') });
  const release = () => URL.revokeObjectURL(address);
  picture.addEventListener('load', release);
  picture.addEventListener('error', () => { release(); picture.remove(); });
  return picture;
}

function confirmOf() {
  return [chosen.kind === 'picture' ? previewOf() : null,
    make('dl', { class: 'facts' },
      fact('what', make('dd', {}, word(chosen.kind), chosen.note ? word('colon') : '', value(chosen.note))),
      fact('to', make('dd', {}, value(pick(request.counter)))), fact('matter', make('dd', {}, value(pick(request.matter))))),
    make('p', { class: 'note' }, word('all'), chosen.isRedrawn ? ` ${word('redrawn')}` : ''),
    make('div', { class: 'ways' }, make('button', { type: 'button', id: 'give', class: 'main', click: send }, word('give')),
      make('button', { type: 'button', id: 'other', click: () => go('form') }, word('other')))];
}

function resultOf() {
  const more = { refused: 'newTry', looking: result.ticket ? 'stays' : null }[result.result];
  return [make('p', { class: 'sentence' }, value(pick(result.sentence))),
    make('p', {}, value(pick(result.hint)), more ? ` ${word(more)}` : '')];
}

const again = (act) => make('button', { type: 'button', id: 'again', class: 'main', click: act }, word('again'));

const CONTENTS = {
  loading: () => [],
  form: formOf,
  confirm: confirmOf,
  sending: () => [make('progress', { 'aria-label': word('sending') })],
  accepted: resultOf,
  looking: resultOf,
  refused: resultOf,
  unknown: resultOf,
  over: () => (result ? resultOf() : [make('p', { class: 'sentence' }, word('overSentence')), make('p', {}, word('overHint'))]),
  trouble: () => [make('p', { class: 'sentence' }, word('notThrough')), again(chosen ? send : load)],
};

function show() {
  document.documentElement.lang = currentLanguage();
  document.body.dataset.state = state;
  replace(byId('language'), word('language'));
  replace(byId('shape'), SHAPES[state] ? shapeOf(SHAPES[state]) : null);
  replace(byId('headline'), word(state));
  replace(byId('content'), ...CONTENTS[state]());
  replace(byId('status'), word(state));
}

/** What was chosen, as it will go. */
async function choose(file) {
  const anew = file.type.startsWith('image/') ? await redraw(file) : null;
  const bytes = anew ?? file;
  if (bytes.size > SIZE_MAX) {
    go('form', word('tooLarge'));
    return;
  }
  chosen = { kind: file.type.startsWith('image/') ? 'picture' : 'aFile', bytes, isRedrawn: anew !== null,
    note: file.type.startsWith('image/') ? '' : file.name };
  go('confirm');
}

/** What was handed in and is no licence, or not all of it, does not end the request. */
function tryAgain(body) {
  const count = body.of ? [`${word('have')} ${body.have}${word('comma')}${word('of')} ${body.of}`] : [];
  go('form', pick(body.sentence), ...count, pick(body.hint));
}

function take(body) {
  if (['other', 'part', 'busy'].includes(body.result)) {
    tryAgain(body);
    return;
  }
  result = body;
  go(body.result);
  if (body.ticket) {
    setTimeout(() => follow(body.ticket), FOLLOW_MS);
  }
}

const FAILURES = { 413: 'tooLarge', 503: 'isBusy' };

async function send() {
  go('sending');
  try {
    const answer = await fetch(`../F/${NAME}`, { method: 'POST', headers: { 'Content-Type': 'application/octet-stream' },
      body: chosen.bytes, cache: 'no-store' });
    if (answer.status === 410) {
      go('over');
    } else if (answer.ok || answer.status === 409) {
      take(await answer.json());
    } else {
      go('form', word(FAILURES[answer.status] ?? 'notThrough'));
    }
  } catch {
    go('trouble');
  }
}

/** Until the clerk has looked. */
async function follow(ticket) {
  try {
    const answer = await fetch(`../R/${ticket}`, { cache: 'no-store' });
    const body = answer.ok ? await answer.json() : null;
    if (body && body.result !== 'looking') {
      take(body);
      return;
    }
    if (answer.status === 410) {
      result = null;
      go('over');
      return;
    }
  } catch {
    // The network comes back, or the citizen is told at the counter.
  }
  setTimeout(() => follow(ticket), FOLLOW_MS);
}

async function load() {
  try {
    const answer = await fetch(`../V/${NAME}`, { cache: 'no-store' });
    if (!answer.ok) {
      go(answer.status === 410 ? 'over' : 'trouble');
      return;
    }
    const body = await answer.json();
    request = body.request;
    endsAt = performance.now() + body.left_seconds * 1000;
    go('form');
  } catch {
    go('trouble');
  }
}

function tick() {
  const isOpen = state === 'form' || state === 'confirm';
  const left = document.getElementById('left');
  if (isOpen && leftSeconds() === 0) {
    go('over');
  } else if (left && left.textContent !== leftText()) {
    replace(left, leftText());
  }
}

byId('language').addEventListener('click', () => { changeLanguage(); show(); });
setInterval(tick, 1000);
show();
load();
