// SPDX-License-Identifier: Apache-2.0
// Which key does what in which state; all can be done without a mouse.
import { isAsking } from './dialog.js';
import { isField } from './intake.js';
import { mayFetch, mayTakeUnchecked } from './state.js';

const VERDICTS = ['accepted', 'look', 'refused', 'unknown'];

const KEYS = {
  F2: (view, commands) => (view.state === 'asking' ? commands.stopAsking() : commands.askCode()),
  F3: (view, commands) => commands.camera(),
  F4: (view, commands) => commands.chooseMatter(),
  F6: (view, commands) => mayFetch(view) && commands.duty(),
  F8: (view, commands) => view.state === 'fill' && commands.notice(),
  F9: (view, commands) => view.state === 'fill' && commands.decline(),
  KeyA: (view, commands) => view.question && commands.addPending(),
  KeyC: (view, commands) => [...VERDICTS, 'fill'].includes(view.state) && commands.copy(),
  KeyL: (view, commands) => commands.language(),
  KeyM: (view, commands) => commands.sound(),
  KeyN: (view, commands) => (view.question ? commands.nextPending() : view.state === 'look' && commands.no()),
  KeyP: (view, commands) => view.done?.slip && commands.print(),
  KeyR: (view, commands) => view.state === 'refused' && view.case && commands.decline(),
  KeyU: (view, commands) => mayTakeUnchecked(view) && commands.unchecked(),
  KeyY: (view, commands) => view.state === 'look' && !view.question && commands.yes(),
  Slash: (view, commands) => commands.help(),
  Escape: (view, commands) => (view.state === 'asking' ? commands.stopAsking()
    : !['locked', 'ready'].includes(view.state) && !view.question && commands.next()),
};

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

/** A button takes these itself; what is held with Ctrl is the browser's. */
function isForOther(event) {
  const isButton = event.target instanceof HTMLButtonElement && (isEnter(event) || event.code === 'Space');
  return isButton || event.ctrlKey || event.metaKey || event.altKey || (event.repeat && !isField(event.target));
}

function press(event, view, commands) {
  if (isEnter(event)) {
    if (!view.question) {
      ENTER[view.state]?.(view, commands);
    }
  } else if (!isField(event.target) || isFunction(event) || event.code === 'Escape') {
    KEYS[event.code]?.(view, commands);
  }
}

/** A key of a person. */
export function typeKey(event, view, commands) {
  if (isAsking() || isForOther(event)) {
    return;
  }
  if (isFunction(event) && KEYS[event.code]) {
    event.preventDefault();
  }
  if (view.state === 'done' && view.done.clears_seconds && !isEnter(event) && event.code !== 'Escape') {
    commands.hold();
  }
  press(event, view, commands);
}
