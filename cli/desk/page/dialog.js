// SPDX-License-Identifier: Apache-2.0
// A question that needs more than a key: a note, a day, a matter.
import { make } from './dom.js';
import { say } from './words.js';

function show(dialog) {
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue || null);
    });
  });
}

/** Asks for one line; null where it was cancelled. */
export async function askLine(title, type = 'text', initial = '') {
  const lines = await ask(title, [make('input', { type, value: initial, required: true, 'aria-label': title, maxlength: 200 })]);
  return lines && lines[0];
}

/** Asks whether something is to be done; Escape and `no` say that it is not. */
export async function confirm(question, yes, no) {
  const dialog = make('dialog', { 'aria-label': question }, make('p', {}, make('bdi', {}, question)),
    make('div', { class: 'row' },
      make('button', { type: 'button', class: 'main', id: 'confirm-yes', click: () => dialog.close('yes') }, yes),
      make('button', { type: 'button', id: 'confirm-no', click: () => dialog.close('') }, no)));
  return await show(dialog) === 'yes';
}

/** Asks for several, as { label } or with choices as { value, label }; null where it was cancelled. */
export function askLines(title, wanted) {
  return ask(title, wanted.map(({ label, choices }) => (choices
    ? make('select', { 'aria-label': label }, ...choices.map((one) => make('option', { value: one.value }, one.label)))
    : make('input', { type: 'text', required: true, 'aria-label': label, maxlength: 200 }))));
}

async function ask(title, fields) {
  const labelled = fields.length > 1 ? fields.map((field) => make('label', {}, field.getAttribute('aria-label'), field)) : fields;
  const form = make('form', { method: 'dialog', submit: () => dialog.close('ok') },
    make('h2', {}, title), ...labelled,
    make('div', { class: 'row' },
      make('button', { type: 'submit', class: 'main' }, say('ok')),
      make('button', { type: 'button', click: () => dialog.close('') }, say('cancel'))));
  const dialog = make('dialog', { 'aria-label': title }, form);
  return await show(dialog) ? fields.map((field) => field.value.trim()) : null;
}

/** Lets one of many be chosen; `find` gives those for a text as { value, label, more }. */
export async function choose(title, hint, find, extra) {
  const list = make('ul', { class: 'choices' });
  const pick = (value) => dialog.close(value);
  const item = ({ value, label, more }, index) => make('li', {},
    make('button', { type: 'button', class: index === 0 ? 'first' : null, click: () => pick(value) },
      make('bdi', {}, label), make('small', {}, make('bdi', {}, more)), index === 0 ? make('kbd', {}, say('keyEnter')) : null));
  const update = async () => {
    const found = await find(field.value);
    list.replaceChildren(...(found.length > 0 ? found.map(item) : [make('li', {}, say('nothingFound'))]));
  };
  const field = make('input', { type: 'search', 'aria-label': hint, placeholder: hint, input: update });
  const dialog = make('dialog', { 'aria-label': title, class: 'wide' }, make('h2', {}, title), field, list,
    make('div', { class: 'row' },
      ...extra.map(({ value, label }) => make('button', { type: 'button', click: () => pick(value) }, label)),
      make('button', { type: 'button', click: () => pick('') }, say('cancel'))));
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      list.querySelector('button')?.click();
    }
  });
  await update();
  return show(dialog);
}

export const isAsking = () => document.querySelector('dialog[open]') !== null;
