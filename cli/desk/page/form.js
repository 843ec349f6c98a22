// SPDX-License-Identifier: Apache-2.0
// The form: each value with where it is from, which is lost when it is edited and comes back when that is undone.
import { isRedrawing, make, value } from './dom.js';
import { dayAndTime, pick, say } from './words.js';

const BADGES = { licence: 'fromLicence', typed: 'typed', edited: 'edited', empty: 'empty' };
const TYPES = { date: 'date', number: 'text', phone: 'tel' };
const MODES = { number: 'decimal', phone: 'tel' };

function inputOf(blank, write) {
  const common = {
    id: `blank-${blank.name}`,
    'aria-describedby': `badge-${blank.name}`,
    required: blank.required,
    'aria-invalid': blank.problem ? 'true' : null,
    blur: (event) => !isRedrawing() && event.target.value !== blank.value && write(blank.name, event.target.value),
  };
  if (blank.kind === 'choice') {
    return make('select', { ...common, blur: null, change: (event) => write(blank.name, event.target.value) }, make('option', { value: '' }, say('choose')),
      ...blank.choices.map((choice) => make('option', { value: choice.zh, selected: choice.zh === blank.value }, pick(choice))));
  }
  const isDay = blank.kind === 'date' && /^(\d{4}-\d{2}-\d{2})?$/.test(blank.value);
  return make('input', { ...common, type: isDay ? 'date' : TYPES[blank.kind] === 'tel' ? 'tel' : 'text', value: blank.value,
    inputmode: MODES[blank.kind] ?? null, autocomplete: 'off', spellcheck: 'false', maxlength: 1000 });
}

function badgeOf(blank) {
  const source = blank.provenance === 'licence' && blank.from
    ? `${say('fromLicence')}${say('colon')}${pick(blank.from)}` : say(BADGES[blank.provenance]);
  const needs = blank.provenance === 'empty' && blank.required ? `${source} · ${say('required')}` : source;
  return make('span', { class: `badge ${blank.provenance}${blank.required ? ' required' : ''}`, id: `badge-${blank.name}` },
    value(blank.problem ? pick(blank.problem) : needs));
}

function rowOf(blank, { write, undo }) {
  return make('div', { class: 'blank' },
    make('label', { for: `blank-${blank.name}` }, value(pick(blank.title))),
    inputOf(blank, write),
    badgeOf(blank),
    blank.provenance === 'edited'
      ? make('button', { type: 'button', class: 'small', id: `undo-${blank.name}`, title: say('undo'), 'aria-label': `${say('undo')}${say('colon')}${pick(blank.title)}`,
        click: () => undo(blank.name) }, '↶')
      : null);
}

export function formOf(view, acts) {
  return make('form', { class: 'blanks', 'aria-label': say('form'), submit: (event) => event.preventDefault() },
    ...view.form.map((blank) => rowOf(blank, acts)));
}

/** What a rule came to; where it is for the clerk to decide, with yes and no. */
function ruleOf(rule, decide) {
  const isOpen = rule.result !== 'none' && rule.result !== 'same' && (rule.advisory || rule.result === 'cannot-compare');
  const answer = (holds, label) => make('button', { type: 'button', id: `rule-${rule.name}-${holds}`,
    'aria-label': `${pick(rule.title)}${say('colon')}${label}`, 'aria-pressed': String(rule.decided && rule.holds === holds),
    click: () => decide(rule.name, holds) }, label);
  const sign = rule.result === 'none' ? '…' : rule.holds ? '✔' : rule.result === 'different' ? '✘' : '?';
  return make('li', { class: `rule ${rule.holds ? 'holds' : rule.result}` },
    make('span', { class: 'sign', 'aria-hidden': 'true' }, sign),
    make('span', { class: 'name' }, value(pick(rule.title))),
    make('small', {}, value(pick(rule.label))),
    ...(isOpen ? [answer(true, say('ruleYes')), answer(false, say('ruleNo'))] : []));
}

export function ruleList(view, decide) {
  return view.rules.length === 0 ? null : make('section', { class: 'rules' }, make('h2', {}, say('rules')),
    make('ul', {}, ...view.rules.map((rule) => ruleOf(rule, decide))));
}

/** What lacks; where it is a field, one can go there. */
function lackOf(lack) {
  const text = value(pick(lack.text));
  return make('li', {}, lack.kind === 'blank'
    ? make('button', { type: 'button', class: 'link', id: `lack-${lack.name}`, click: () => document.getElementById(`blank-${lack.name}`)?.focus() }, text)
    : text);
}

export function lackList(view) {
  return make('section', { class: 'lacks' },
    make('h2', {}, view.ready ? say('nothingLacks') : say('lacks')),
    view.lacks.length > 0 ? make('ol', {}, ...view.lacks.map(lackOf)) : null);
}

/** What the same person came for before, with this very matter. */
export function earlierList(view) {
  return view.earlier.length === 0 ? null : make('section', { class: 'earlier' }, make('h2', {}, say('earlier')),
    make('ul', {}, ...view.earlier.map((one) => make('li', {}, value(`${one.number} · ${pick(one.label)} · ${dayAndTime(one.changed)}`)))));
}

export const isBlank = (node) => node.id?.startsWith('blank-') ?? false;

/** From a field to the next one that must be filled and is empty; where none is, to what sends the form. */
export function goToNextBlank(field) {
  const all = [...document.querySelectorAll('[id^="blank-"]')];
  const next = all.slice(all.indexOf(field) + 1).find((one) => one.required && one.value === '') ?? document.getElementById('do-accept');
  next?.focus();
}

/** Writes what is still in a field. */
export function leaveField() {
  if (isBlank(document.activeElement)) {
    document.activeElement.blur();
  }
}
