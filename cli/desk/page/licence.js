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

/** The portrait is asked for once, and lives as long as the view. */
async function portraitOf(index) {
  const picture = make('img', { alt: say('portrait') });
  try {
    const address = URL.createObjectURL(await ask('portrait', { licence: index }));
    picture.addEventListener('load', () => URL.revokeObjectURL(address));
    picture.src = address;
  } catch {
    return null;
  }
  return picture;
}

function portraits(index, live) {
  const frame = make('figure', { class: 'portraits' });
  portraitOf(index).then((picture) => {
    if (picture) {
      frame.append(make('div', {}, picture, make('figcaption', {}, say('portrait'))));
      if (live) {
        frame.append(make('div', {}, live, make('figcaption', {}, say('live'))));
      }
    }
  });
  return frame;
}

export function licenceCard(licence, index, live) {
  return make('article', { class: 'licence' },
    make('h2', {}, value(titleOf(licence))),
    licence.has_portrait ? portraits(index, live) : null,
    make('dl', {},
      ...licence.fields.filter((field) => pick(field.value) !== '').map(fieldRow),
      row(say('issuer'), value(pick(licence.issuer.name) || licence.issuer.id)),
      row(say('identifier'), value(licence.identifier))),
    make('p', { class: 'note' }, licence.bound ? say('bound') : say('unbound')));
}
