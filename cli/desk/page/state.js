// SPDX-License-Identifier: Apache-2.0
// The left half: shape, word, one sentence, and what the clerk can do.
import { byId, make, replace, value } from './dom.js';
import { earlierList } from './form.js';
import { titleOf } from './licence.js';
import { shapeOf } from './shape.js';
import { pick, say } from './words.js';

const took = (view) => `${say('took')} ${view.done.seconds} ${say('seconds')}`;

const SENTENCES = {
  start: (view) => say(isAllWell(view) ? 'startSentence' : 'startBadSentence'),
  ready: () => say('readySentence'),
  accepted: (view) => view.verdict.licences.map(titleOf).join(say('joinTitles')),
  look: (view) => view.verdict.licences.map(titleOf).join(say('joinTitles')),
  refused: (view) => pick(view.verdict.sentence),
  unknown: (view) => pick(view.verdict.sentence),
  other: (view) => pick(view.other.text),
  asking: () => say('askingSentence'),
  checking: () => say('checkingSentence'),
  fill: (view) => pick(view.matter.title),
  done: (view) => (view.done.slip ? pick(view.done.slip.matter) : took(view)),
  locked: () => say('lockedSentence'),
};

const OLD_SECONDS = 3 * 86400;

/** Of the trust list and the status data. */
export const isOld = (age) => age?.age_seconds >= OLD_SECONDS;

/** Whether nothing that the verdicts rest on is old, gone or missing. */
const isAllWell = ({ desk }) => typeof desk.trust?.age_seconds === 'number' && desk.gun !== 'gone' && desk.repository !== 'gone' && !isOld(desk.trust) && !isOld(desk.status);

/** How much of the whole is there. */
const barOf = (have, of, label) => make('progress', { max: of, value: have, 'aria-label': label });

const line = (text) => make('p', {}, value(text));

const DETAILS = {
  fill: (view) => [earlierList(view)],
  look: (view) => [make('ul', { class: 'looks' }, ...view.verdict.looks.map((look) => make('li', {}, value(pick(look.text))))),
    make('p', { class: 'asked-now' }, say('lookQuestion'))],
  refused: (view) => [line(pick(view.verdict.remedy)), view.verdict.reason ? make('p', { class: 'code' }, view.verdict.reason) : null,
    view.refusal?.recorded ? line(`✔ ${say('recorded')}`) : null],
  unknown: (view) => [line(pick(view.verdict.remedy)), view.verdict.reason ? make('p', { class: 'code' }, view.verdict.reason) : null],
  other: (view) => [line(pick(view.other.hint)), view.other.of ? barOf(view.other.have, view.other.of, say('characters')) : null],
  done: (view) => [view.done.number ? make('p', { class: 'number' }, say('number'), say('colon'), value(view.done.number)) : null,
    view.done.slip ? line(took(view)) : null,
    view.done.clears_seconds
      ? make('div', {}, make('progress', { id: 'clearing', max: view.done.clears_seconds * 1000, value: 0, 'aria-label': say('clears') }),
        make('small', {}, say('clears')))
      : make('small', {}, say('held'))],
};

/** One of the page's commands as a button that names its key. */
export function button(label, key, click, isMain = false) {
  return make('button', { type: 'button', class: isMain ? 'main' : null, id: `do-${click.name}`, click },
    label, key ? make('kbd', {}, key) : null);
}

/** What a repository may have: materials that are missing, and that a licence stands for. */
export const fetchable = (view) => view.chips.filter((chip) => chip.may.includes('fetch'));

/** Whether the clerk may fetch by duty. */
export const mayFetch = (view) => view.desk.repository !== 'none' && view.matter !== null
  && ['ready', 'accepted', 'fill'].includes(view.state) && !view.question && fetchable(view).length > 0;

/** Whether the clerk may go on with a case that is there already. */
export const mayOpen = (view) => view.desk.has_store && view.case === null && ['start', 'ready'].includes(view.state) && !view.question;

/** What can be printed: what is handed over now, or was last. */
export const slipOf = (view) => view.done?.slip ?? (['start', 'ready'].includes(view.state) ? view.last_slip : null);
export const mayPrint = (view) => Boolean(slipOf(view));

export const mayRecord = (view) => Boolean(view.refusal?.can_record);

/** What there is, and nobody can tell whether it holds. */
export const mayTakeUnchecked = (view) => view.state === 'unknown' && view.desk.has_store && view.matter !== null
  && view.verdict.licences.length > 0;

function actionsOf(view, commands) {
  const next = button(say('next'), say('keyEsc'), commands.next);
  const canFill = view.case !== null;
  const duty = mayFetch(view) ? button(say('duty'), 'F6', commands.duty) : null;
  switch (view.state) {
    case 'start': return [button(say('ok'), say('keyEnter'), commands.next, true)];
    case 'ready': return [view.desk.has_key && view.matter ? button(say('askCode'), 'F2', commands.askCode) : null,
      duty, mayOpen(view) ? button(say('openCase'), 'F7', commands.openCase) : null,
      mayPrint(view) ? button(say('printLast'), 'P', commands.print) : null, canFill ? button(say('goFill'), say('keyEnter'), commands.fill, true) : null];
    case 'checking': return [next];
    case 'accepted': return canFill
      ? [button(say('goFill'), say('keyEnter'), commands.fill, true), duty, next]
      : [button(say('next'), say('keyEnter'), commands.next, true)];
    case 'look': return [button(say('yes'), 'Y', commands.yes, true), button(say('no'), 'N', commands.no)];
    case 'unknown': return [mayTakeUnchecked(view) ? button(say('unchecked'), 'U', commands.unchecked) : null,
      canFill ? button(say('goFill'), say('keyEnter'), commands.fill) : null, next];
    case 'refused': return [canFill ? button(say('goFill'), say('keyEnter'), commands.fill) : null,
      mayRecord(view) ? button(say('record'), 'R', commands.record) : null, next];
    case 'asking': return [button(say('stopAsking'), say('keyEsc'), commands.stopAsking)];
    case 'fill': return [button(say('accept'), say('keyEnter'), commands.accept, view.ready),
      view.ready ? null : button(say('notice'), 'F8', commands.notice), duty, button(say('decline'), 'F9', commands.decline),
      button(say('leave'), say('keyEsc'), commands.leave)];
    case 'done': return [view.done.slip ? button(say('print'), 'P', commands.print) : null,
      button(say('next'), say('keyEnter'), commands.next, true)];
    default: return [];
  }
}

function questionOf(view, commands) {
  const titles = view.question.licences.map(pick).join(say('join'));
  return make('div', { class: 'question', role: 'alertdialog', 'aria-label': say('whoseQuestion') },
    make('p', {}, value(say('whose', titles))), make('p', {}, say('whoseQuestion')),
    make('div', { class: 'row' }, button(say('add'), 'A', commands.addPending, true), button(say('next'), 'N', commands.nextPending)));
}

function lockOf(view, commands) {
  const field = make('input', { type: 'password', id: 'pin', 'aria-label': say('pin'), autocomplete: 'off', inputmode: 'numeric' });
  return make('form', { class: 'row', submit: (event) => { event.preventDefault(); commands.unlock(field.value); } },
    view.desk.has_pin ? field : null, make('button', { type: 'submit', id: 'do-unlock', class: 'main' }, say('unlock')));
}

/** What was not taken or not done, and why; it stays until the next act. */
function toldOf(view, complaint) {
  const text = complaint ? `${pick(complaint.what)}${say('joinTitles')}${pick(complaint.hint)}` : pick(view.told);
  return text ? make('p', { class: 'told' }, value(text)) : null;
}

/** Codes that come in several pictures. */
function partsOf(view) {
  const { parts } = view;
  return parts ? make('div', { class: 'parts' }, make('p', {}, say('partsRead', parts.have, parts.of)),
    barOf(parts.have, parts.of, say('partsRead', parts.have, parts.of))) : null;
}

/** How a visit ended: accepted, told what is missing, or not accepted. */
const ENDS = {
  ACCEPTED: { tone: 'done', word: 'doneAccepted' },
  CORRECTING: { tone: 'look', word: 'doneNotice' },
  NOT_ACCEPTED: { tone: 'refused', word: 'doneDeclined' },
};

const endOf = (view) => ENDS[view.done?.slip?.state];

/** What the state looks and sounds like. */
export const toneOf = (view) => endOf(view)?.tone ?? view.state;

export function headlineOf(view) {
  return say(endOf(view)?.word ?? view.state);
}

export function drawState(view, commands, complaint) {
  document.body.dataset.state = view.state;
  document.body.dataset.tone = toneOf(view);
  replace(byId('shape'), shapeOf(toneOf(view)));
  replace(byId('headline'), headlineOf(view));
  replace(byId('sentence'), value((SENTENCES[view.state] ?? (() => ''))(view)));
  replace(byId('detail'), ...(DETAILS[view.state]?.(view) ?? []), partsOf(view), toldOf(view, complaint),
    view.state === 'locked' ? lockOf(view, commands) : null, view.question ? questionOf(view, commands) : null);
  replace(byId('actions'), ...(view.question ? [] : actionsOf(view, commands)));
}
