// SPDX-License-Identifier: Apache-2.0
// A licence as the clerk reads it: what it is, who issued it, until when, its fields, its portrait.
import { ask } from './api.js';
import { make, value } from './dom.js';
import { pick, say } from './words.js';

/** "business licence, valid to 2027-05-01": what the verdict is about. */
export function titleOf(licence) {
  const until = licence.until ? `${say('validTo')} ${licence.until}` : say('longTerm');
  return `${pick(licence.type.title)} · ${until}`;
}

function row(title, ...content) {
  return make('div', { class: 'field' }, make('dt', {}, value(title)), make('dd', {}, ...content));
}

function fieldRow(field) {
  const member = field.member > 0 ? `${say('member')} ${field.member} · ` : '';
  const finding = field.finding ? make('em', { class: 'finding' }, value(pick(field.finding))) : null;
  return row(member + pick(field.title), value(pick(field.value)), finding);
}

const pictures = new Map(); // by licence, as promises of bytes

/** Portraits live as long as their licences are in the view. */
export function keepPortraits(licences) {
  const shown = licences.map((licence) => licence.identifier);
  [...pictures.keys()].filter((identifier) => !shown.includes(identifier)).forEach((identifier) => pictures.delete(identifier));
}

function bytesOf(licence, index) {
  if (!pictures.has(licence.identifier)) {
    pictures.set(licence.identifier, ask('portrait', { licence: index }).catch(() => null));
  }
  return pictures.get(licence.identifier);
}

function pictureOf(bytes) {
  const address = URL.createObjectURL(bytes);
  const picture = make('img', { src: address, alt: say('portrait') });
  picture.addEventListener('load', () => URL.revokeObjectURL(address));
  return picture;
}

const figure = (picture, caption) => make('figure', {}, picture, make('figcaption', {}, caption));

function portraits(licence, index, { isCompared, live }) {
  const row = make('div', { class: 'portraits' });
  bytesOf(licence, index).then((bytes) => {
    if (!bytes) {
      row.append(make('p', {}, say('noPortrait')));
      return;
    }
    row.append(figure(pictureOf(bytes), say('portrait')));
    if (live) {
      row.append(figure(live, say('live')));
      live.play().catch(() => {});
    }
    row.append(isCompared ? make('p', {}, make('strong', {}, say('same')), live ? '' : make('small', {}, say('liveHint'))) : '');
  });
  return row;
}

export function licenceCard(licence, index, comparison) {
  return make('article', { class: licence.has_portrait ? 'card pictured' : 'card' },
    make('h2', {}, value(titleOf(licence))),
    licence.has_portrait ? portraits(licence, index, comparison) : null,
    make('dl', {},
      ...licence.fields.filter((field) => pick(field.value) !== '').map(fieldRow),
      row(say('issuer'), value(pick(licence.issuer.name) || licence.issuer.id)),
      row(say('identifier'), value(licence.identifier))),
    make('p', { class: 'note' }, licence.bound ? say('bound') : say('unbound')));
}
