// SPDX-License-Identifier: Apache-2.0
// Which key does what in which state; all can be done without a mouse.
import { isAsking } from './dialog.js';
import { goToNextBlank, isBlank } from './form.js';
import { isField } from './intake.js';
import { mayFetch, mayOpen, mayPrint, mayRecord, mayTakeUnchecked } from './state.js';

const always = () => true;
const isFill = (view) => view.state === 'fill' && !view.question;
const isLook = (view) => view.state === 'look' && !view.question;
const isQuestion = (view) => view.question !== null;
const hasFields = (view) => ['accepted', 'look', 'refused', 'unknown', 'fill'].includes(view.state);
const canLeave = (view) => !['start', 'locked', 'ready', 'asking'].includes(view.state) && !view.question;

/** By physical key: for what, when it counts, and what it does; in the order of the help. */
const KEYS = [
  ['KeyY', 'yes', isLook, (commands) => commands.yes()],
  ['KeyN', 'no', isLook, (commands) => commands.no()],
  ['KeyA', 'add', isQuestion, (commands) => commands.addPending()],
  ['KeyN', 'next', isQuestion, (commands) => commands.nextPending()],
  ['KeyU', 'unchecked', mayTakeUnchecked, (commands) => commands.unchecked()],
  ['KeyR', 'record', mayRecord, (commands) => commands.record()],
  ['KeyP', 'print', mayPrint, (commands) => commands.print()],
  ['F2', 'stopAsking', (view) => view.state === 'asking', (commands) => commands.stopAsking()],
  ['Escape', 'stopAsking', (view) => view.state === 'asking', (commands) => commands.stopAsking()],
  ['F2', 'askCode', always, (commands) => commands.askCode()],
  ['F3', 'camera', always, (commands) => commands.camera()],
  ['F4', 'chooseMatter', always, (commands) => commands.chooseMatter()],
  ['F6', 'duty', mayFetch, (commands) => commands.duty()],
  ['F7', 'openCase', mayOpen, (commands) => commands.openCase()],
  ['F8', 'notice', (view) => isFill(view) && !view.ready, (commands) => commands.notice()],
  ['F9', 'decline', isFill, (commands) => commands.decline()],
  ['KeyC', 'copy', hasFields, (commands) => commands.copy()],
  ['KeyL', 'language', always, (commands) => commands.language()],
  ['KeyM', 'sound', always, (commands) => commands.sound()],
  ['Escape', 'leave', isFill, (commands) => commands.leave()],
  ['Escape', 'next', canLeave, (commands) => commands.next()],
  ['Escape', 'goOn', (view) => view.state === 'start', (commands) => commands.next()],
  ['Slash', 'help', always, (commands) => commands.help()],
];

const ENTER = {
  start: (view, commands) => commands.next(),
  ready: (view, commands) => view.case && commands.fill(),
  accepted: (view, commands) => (view.case ? commands.fill() : commands.next()),
  refused: (view, commands) => view.case && commands.fill(),
  unknown: (view, commands) => view.case && commands.fill(),
  fill: (view, commands) => commands.accept(),
  done: (view, commands) => commands.next(),
  locked: (view, commands) => !view.desk.has_pin && commands.unlock(''),
};

const isEnter = (event) => ['Enter', 'NumpadEnter'].includes(event.code);
const isFunction = (event) => /^F[0-9]+$/.test(event.code);

const NAMES = { Escape: 'Esc', Slash: '?' };

/** What the keys do now, as [key, word]: the first of each that counts. */
export function keysFor(view) {
  const now = KEYS.filter(([code, , may], index) => may(view) && KEYS.findIndex(([same, , can]) => same === code && can(view)) === index);
  return now.map(([code, word]) => [NAMES[code] ?? code.replace('Key', ''), word]);
}

/** A button takes these itself; what is held with Ctrl is the browser's. */
function isForOther(event) {
  const isButton = event.target instanceof HTMLButtonElement && (isEnter(event) || event.code === 'Space');
  return isButton || event.ctrlKey || event.metaKey || event.altKey || (event.repeat && !isField(event.target));
}

/** In a field of the form Enter goes on to the next that is empty: what is sent is sent from outside of them. */
function pressEnter(event, view, commands) {
  if (view.question) {
    return;
  }
  if (isBlank(event.target)) {
    event.preventDefault();
    goToNextBlank(event.target);
  } else {
    ENTER[view.state]?.(view, commands);
  }
}

function press(event, view, commands) {
  if (isEnter(event)) {
    pressEnter(event, view, commands);
  } else if (!isField(event.target) || isFunction(event) || event.code === 'Escape') {
    KEYS.find(([code, , may]) => code === event.code && may(view))?.[3](commands);
  }
}

/** A key of a person. */
export function typeKey(event, view, commands) {
  if (isAsking() || isForOther(event)) {
    return;
  }
  if ((isFunction(event) || event.code === 'Escape') && KEYS.some(([code]) => code === event.code)) {
    event.preventDefault(); // Escape would close the question that it has just opened
  }
  if (view.state === 'done' && view.done.clears_seconds && !isEnter(event) && event.code !== 'Escape') {
    commands.hold();
  }
  press(event, view, commands);
}
