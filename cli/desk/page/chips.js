// SPDX-License-Identifier: Apache-2.0
// The matter's materials as chips: what is there, how it came, and what can be done about what is missing.
import { askLine } from './dialog.js';
import { make, value } from './dom.js';
import { pick, say } from './words.js';

const SIGNS = { licence: '✔', unchecked: '?', paper: '▤', deferred: '…', missing: '○', 'not-needed': '–' };
const WORDS = {
  licence: 'chipLicence', unchecked: 'chipUnchecked', paper: 'chipPaper', deferred: 'chipDeferred',
  missing: 'chipMissing', 'not-needed': 'chipNotNeeded',
};

async function takePaper(chip, act) {
  const note = await askLine(`${pick(chip.title)}${say('colon')}${say('paperNote')}`);
  if (note) {
    await act('paper', { material: chip.material, note });
  }
}

async function defer(chip, act) {
  const day = await askLine(`${pick(chip.title)}${say('colon')}${say('deferDay')}`, 'date');
  if (day) {
    await act('defer', { material: chip.material, day });
  }
}

/** When and by whom it was taken before. */
function reused(chip) {
  const [first] = chip.reusable;
  return `${first.submitted.slice(0, 10)} ${first.clerk}`;
}

function buttons(chip, act) {
  const takers = {
    paper: () => takePaper(chip, act),
    defer: () => defer(chip, act),
    reuse: () => act('reuse', { material: chip.material, source: chip.reusable[0].source }),
    'reuse-unchecked': () => act('reuse', { material: chip.material, source: chip.reusable[0].source, unchecked: true }),
  };
  return chip.may.filter((what) => takers[what]).map((what) => make('button', { type: 'button', id: `${what}-${chip.material}`,
    'aria-label': `${say(what)}${say('colon')}${pick(chip.title)}`, title: what.startsWith('reuse') ? reused(chip) : null, click: takers[what] }, say(what)));
}

function chipOf(chip, act, canAct) {
  const day = chip.day ? ` ${chip.day}` : '';
  return make('li', { class: `chip ${chip.state}` },
    make('span', { class: 'sign', 'aria-hidden': 'true' }, SIGNS[chip.state]),
    make('span', { class: 'name' }, value(pick(chip.title))),
    make('small', {}, say(WORDS[chip.state]) + day),
    ...(canAct ? buttons(chip, act) : []));
}

/** "2 of 3 needed, missing: household register". */
export function summary(view) {
  const missing = view.chips.filter((chip) => chip.state === 'missing' && chip.necessity !== 2).map((chip) => pick(chip.title));
  return say('needed', view.have, view.needed) + (missing.length > 0 ? say('missing', missing.join(say('join'))) : '');
}

/** What can be done about them is offered where the case is looked at as a whole. */
export function chipList(view, act) {
  return view.chips.length === 0 ? null : make('section', { class: 'chips', 'aria-label': summary(view) },
    make('p', { class: 'summary' }, value(summary(view))),
    make('ul', {}, ...view.chips.map((chip) => chipOf(chip, act, view.state === 'fill'))));
}
