// SPDX-License-Identifier: Apache-2.0
// What the applicant is handed, on paper of 80 mm or A4: in both languages, whatever the clerk's is.
import { byId, make, replace, value } from './dom.js';
import { allWords, pick, say } from './words.js';

const both = (key) => `${allWords[key][0]} ${allWords[key][1]}`;
const bothOf = (text) => make('span', {}, value(text.zh), ' ', value(text.en));

function line(key, ...content) {
  return make('div', {}, make('dt', {}, both(key)), make('dd', {}, ...content));
}

function materialOf(material) {
  return make('li', {}, bothOf(material.title), ': ', bothOf(material.state), material.day ? ` ${material.day}` : '');
}

/** What a slip is about, by its word. */
function gistOf(slip) {
  if (slip.reason) {
    return 'reason';
  }
  return slip.lacks.length > 0 ? 'lacks' : 'materials';
}

/** On paper: in both languages. */
const PRINTED = {
  reason: (slip) => make('p', {}, value(slip.reason)),
  lacks: (slip) => make('ol', {}, ...slip.lacks.map((lack) => make('li', {}, bothOf(lack.text)))),
  materials: (slip) => make('ul', {}, ...slip.materials.map(materialOf)),
};

/** On the screen: lines in the clerk's. */
const SHOWN = {
  reason: (slip) => [slip.reason],
  lacks: (slip) => slip.lacks.map((lack) => pick(lack.text)),
  materials: (slip) => slip.materials.map((material) => [pick(material.title), pick(material.state), material.day].filter(Boolean).join(' · ')),
};

/** What is handed over, for the clerk to read out. */
export function slipCard(slip) {
  const gist = gistOf(slip);
  return make('article', { class: 'card handed' }, make('h2', {}, value(pick(slip.title))), make('p', {}, say(gist)),
    make('ul', {}, ...SHOWN[gist](slip).map((text) => make('li', {}, value(text)))));
}

/** Puts a slip where only the printer sees it. */
export function setSlip(slip) {
  const place = byId('slip');
  if (!slip) {
    replace(place);
    return;
  }
  const gist = gistOf(slip);
  const days = slip.days > 0 ? `${slip.days} ${both('workingDays')}` : both('onTheSpot');
  replace(place,
    make('h1', {}, bothOf(slip.title)),
    make('dl', {},
      line('number', value(slip.number)),
      line('matterName', bothOf(slip.matter)),
      line('department', bothOf(slip.department)),
      line('counter', value(slip.counter)),
      slip.window ? line('window', value(slip.window)) : null,
      line('clerk', value(slip.clerk)),
      line('time', value(new Date(slip.at).toLocaleString('zh-CN'))),
      slip.state === 'ACCEPTED' ? line('within', days) : null),
    make('section', {}, make('h2', {}, both(gist)), PRINTED[gist](slip)));
}
