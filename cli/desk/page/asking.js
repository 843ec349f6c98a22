// SPDX-License-Identifier: Apache-2.0
// The counter's own code, with the time that is left for it, and what it asks for.
import { make, value } from './dom.js';
import { ring } from './shape.js';
import { pick, say } from './words.js';

/** The code as a picture: what is drawn is an image to the browser, and no part of the page. */
function pictureOf(svg, name) {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  const picture = make('img', { src: address, alt: say(name) });
  picture.addEventListener('load', () => URL.revokeObjectURL(address));
  return picture;
}

export function askedList(asked) {
  return asked.map((item) => make('li', {}, make('strong', {}, value(pick(item.type))), say('colon'),
    value(item.fields.map(pick).join(say('join')))));
}

/** For a phone that has no wallet: the code of a page, and whose page that is. */
function phonesOf(phones) {
  return phones
    ? make('div', { class: 'phones' }, pictureOf(phones.code, 'phonesCode'), make('p', {}, say('phones')), make('p', {}, value(phones.host)))
    : null;
}

function frameOf(ask) {
  return make('div', { class: 'code-frame' }, pictureOf(ask.code, 'codePicture'),
    make('div', { id: 'countdown', 'data-until': ask.until, 'data-seconds': ask.seconds }));
}

export function codeOf(ask) {
  return make('div', { class: 'codes' }, frameOf(ask), phonesOf(ask.phones));
}

export function askingOf(ask) {
  const kept = ask.kept ?? [];
  return make('div', { class: 'asking' }, frameOf(ask), phonesOf(ask.phones),
    make('div', { class: 'asked' }, make('h2', {}, say('asks')), make('ul', {}, ...askedList(ask.asked ?? [])),
      kept.length > 0 ? make('h2', {}, say('asksNot')) : null,
      kept.length > 0 ? make('p', {}, value(kept.map(pick).join(say('join')))) : null));
}

/** Draws the ring anew; called once a second while there is one. */
export function tick() {
  const place = document.getElementById('countdown');
  if (place) {
    const total = Number(place.dataset.seconds);
    const left = Math.max(0, Math.round((Date.parse(place.dataset.until) - Date.now()) / 1000));
    place.replaceChildren(ring(total > 0 ? Math.min(1, left / total) : 0), make('span', { class: 'left' }, `${left} ${say('seconds')}`));
  }
}
