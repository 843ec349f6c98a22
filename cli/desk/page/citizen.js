// SPDX-License-Identifier: Apache-2.0
// The citizen's window: the counter's code, what it asks for, and one word on the outcome; nothing about anybody.
import { Refusal, ask, takeToken } from './api.js';
import { askedList, codeOf, tick } from './asking.js';
import { byId, make, replace } from './dom.js';
import { shapeOf } from './shape.js';
import { currentLanguage, say, setLanguage } from './words.js';

const RETRY_MS = 1000;
const WORDS = { accepted: 'citizenAccepted', refused: 'citizenRefused', unknown: 'citizenUnknown' };

let version = 0;

/** Which of the states it is for somebody who stands in front of the counter. */
function stateOf(view) {
  if (view.ask) {
    return 'asking';
  }
  if (view.decision) {
    return view.decision;
  }
  return ['done', 'ready'].includes(view.state) ? view.state : 'busy';
}

function wordOf(state) {
  const words = { ...WORDS, asking: 'asking', done: 'citizenDone', ready: 'citizenReady', busy: 'citizenBusy' };
  return say(words[state]);
}

function show(view) {
  const state = stateOf(view);
  version = view.version;
  document.body.dataset.state = state;
  replace(byId('shape'), shapeOf(state === 'busy' ? 'start' : state));
  replace(byId('headline'), wordOf(state));
  replace(byId('sentence'), state === 'asking' ? say('askingSentence') : '');
  replace(byId('content'), view.ask ? codeOf(view.ask) : null,
    view.asked?.length > 0 ? make('ul', { class: 'asked' }, ...askedList(view.asked)) : null);
  replace(byId('status'), wordOf(state));
  tick();
}

async function follow() {
  for (;;) {
    try {
      show(await ask('citizen', { version }));
    } catch (refusal) {
      if (refusal instanceof Refusal && refusal.status === 403) {
        replace(byId('headline'), say('expired'));
        return;
      }
      replace(byId('sentence'), say('troubleSentence'));
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}

setLanguage(currentLanguage());
takeToken();
setInterval(tick, RETRY_MS);
follow();
