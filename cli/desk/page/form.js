// SPDX-License-Identifier: Apache-2.0
// The form: each value with where it is from, which is lost when it is edited and comes back when that is undone.
import { make, value } from './dom.js';
import { pick, say } from './words.js';

const BADGES = { licence: 'fromLicence', typed: 'typed', edited: 'edited', empty: 'empty' };
const TYPES = { date: 'date', number: 'text', phone: 'tel' };
const MODES = { number: 'decimal', phone: 'tel' };

function inputOf(blank, write) {
  const common = {
    id: `blank-${blank.name}`,
    'aria-describedby': `badge-${blank.name}`,
    required: blank.required,
    change: (event) => write(blank.name, event.target.value),
  };
  if (blank.kind === 'choice') {
    return make('select', common, make('option', { value: '' }, say('choose')),
      ...blank.choices.map((choice) => make('option', { value: choice.zh, selected: choice.zh === blank.value }, pick(choice))));
  }
  const isDay = blank.kind === 'date' && /^(\d{4}-\d{2}-\d{2})?$/.test(blank.value);
  return make('input', { ...common, type: isDay ? 'date' : TYPES[blank.kind] === 'tel' ? 'tel' : 'text', value: blank.value,
    inputmode: MODES[blank.kind] ?? null, autocomplete: 'off', spellcheck: 'false', maxlength: 1000 });
}

function badgeOf(blank) {
  const source = blank.provenance === 'licence' && blank.from ? `${say('fromLicence')}: ${pick(blank.from)}` : say(BADGES[blank.provenance]);
  const needs = blank.provenance === 'empty' && blank.required ? `${source} · ${say('required')}` : source;
  return make('span', { class: `badge ${blank.provenance}${blank.required ? ' required' : ''}`, id: `badge-${blank.name}` }, value(needs));
}

function rowOf(blank, { write, undo }) {
  return make('div', { class: 'blank' },
    make('label', { for: `blank-${blank.name}` }, value(pick(blank.title))),
    inputOf(blank, write),
    badgeOf(blank),
    blank.provenance === 'edited'
      ? make('button', { type: 'button', class: 'small', title: say('undo'), 'aria-label': `${say('undo')}: ${pick(blank.title)}`,
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
  const answer = (holds, label) => make('button', { type: 'button', 'aria-pressed': String(rule.decided && rule.holds === holds),
    click: () => decide(rule.name, holds) }, label);
  const sign = rule.result === 'none' ? '…' : rule.holds ? '✔' : rule.result === 'different' ? '✘' : '?';
  return make('li', { class: `rule ${rule.holds ? 'holds' : rule.result}` },
    make('span', { class: 'sign', 'aria-hidden': 'true' }, sign),
    make('span', { class: 'name' }, value(pick(rule.title))),
    make('small', {}, value(pick(rule.label))),
    ...(isOpen ? [answer(true, say('yes')), answer(false, say('no'))] : []));
}

export function ruleList(view, decide) {
  return view.rules.length === 0 ? null : make('section', { class: 'rules' }, make('h2', {}, say('rules')),
    make('ul', {}, ...view.rules.map((rule) => ruleOf(rule, decide))));
}

export function lackList(view) {
  return make('section', { class: 'lacks' },
    make('h2', {}, view.ready ? say('nothingLacks') : say('lacks')),
    view.lacks.length > 0 ? make('ol', {}, ...view.lacks.map((lack) => make('li', {}, value(pick(lack.text))))) : null);
}

/** The place that somebody was at stays theirs when the form is drawn anew. */
export function keepFocus(draw) {
  const active = document.activeElement;
  const id = active?.id;
  const text = active && 'value' in active && active.tagName === 'INPUT' ? active.value : null;
  draw();
  const again = id ? document.getElementById(id) : null;
  if (again && again !== document.activeElement) {
    again.focus();
    if (text !== null && again.value !== text && again === active) {
      again.value = text;
    }
  }
}
