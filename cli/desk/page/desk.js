// SPDX-License-Identifier: Apache-2.0
// The clerk's page: shows the desk's view, and hands on what the clerk, the gun and the camera do.
import { Refusal, ask, citizenAddress, give, takeToken } from './api.js';
import { askingOf, tick } from './asking.js';
import { drawBar, drawHelp, lampsOf } from './bar.js';
import { Camera } from './camera.js';
import { chipList } from './chips.js';
import { askLine, choose, isAsking } from './dialog.js';
import { byId, make, replace } from './dom.js';
import { formOf, keepFocus, lackList, ruleList } from './form.js';
import { Gun } from './gun.js';
import { licenceCard } from './licence.js';
import { setSlip } from './slip.js';
import { play, speak, toggleSound, wakeSound } from './sound.js';
import { drawState, headlineOf } from './state.js';
import { currentLanguage, pick, say, setLanguage } from './words.js';

const SCANNING = ['start', 'ready', 'accepted', 'look', 'refused', 'other', 'unknown', 'asking', 'done'];
const RETRY_MS = 1000;

let view = null;
let spoken = '';
let clearing = 0;

/* ---- acts ---- */

/** Does something at the desk; the view that comes back is shown. */
async function act(path, body = {}) {
  try {
    show(await ask(path, body));
    return true;
  } catch (refusal) {
    if (refusal instanceof Refusal && refusal.body?.view) {
      show({ ...refusal.body.view, told: refusal.body.view.told ?? refusal.body.error.what });
    } else if (refusal instanceof Refusal && refusal.body?.error) {
      announce(`${pick(refusal.body.error.what)}. ${pick(refusal.body.error.hint)}`);
    } else if (!(refusal instanceof Refusal)) {
      trouble(say('troubleSentence'));
    }
    return false;
  }
}

async function takeFile(file) {
  try {
    show(await give('file', file));
  } catch (refusal) {
    announce(refusal.body?.error ? pick(refusal.body.error.what) : say('trouble'));
  }
}

/** What is still in a field counts before the form is sent. */
function leaveField() {
  if (document.activeElement instanceof HTMLElement && document.activeElement.id.startsWith('blank-')) {
    document.activeElement.blur();
  }
}

function focusLack() {
  const blank = view.form.find((one) => one.required && one.value === '');
  byId(`blank-${blank?.name}`)?.focus();
}

async function decline() {
  const note = await askLine(`${say('decline')}: ${say('reason')}`);
  if (note) {
    await act('decline', { note });
  }
}

async function chooseMatter() {
  const find = async (query) => (await ask('matters', { query })).matters.map((matter) => (
    { value: matter.name, label: pick(matter.title), more: `${pick(matter.department)} · ${matter.code}` }));
  const name = await choose(say('chooseMatter'), say('search'), find, [{ value: '-', label: say('noMatter') }]);
  if (name) {
    await act('matter', { name: name === '-' ? null : name });
  }
}

const commands = {
  next: () => act('next'),
  fill: () => act('fill'),
  accept: async () => {
    leaveField();
    await new Promise((resolve) => setTimeout(resolve, 0));
    await (view.ready ? act('accept') : focusLack());
  },
  notice: () => act('notice'),
  decline,
  yes: () => act('look', { answer: 'yes' }),
  no: () => act('look', { answer: 'no' }),
  unchecked: () => act('unchecked'),
  addPending: () => act('answer', { choice: 'add' }),
  nextPending: () => act('answer', { choice: 'next' }),
  askCode: () => act('ask'),
  stopAsking: () => act('ask-stop'),
  unlock: (pin) => act('unlock', { pin }),
  lock: () => act('lock'),
  print: () => print(),
  language: () => {
    setLanguage(currentLanguage() === 'zh' ? 'en' : 'zh');
    show(view, true);
  },
  large: () => {
    localStorage.setItem('large', String(document.body.classList.toggle('large')));
    show(view, true);
  },
  sound: () => {
    toggleSound();
    show(view, true);
  },
  citizen: () => open(citizenAddress(), 'citizen', 'popup,width=900,height=700'),
};

const formActs = {
  write: (name, text) => act('blank', { name, value: text }),
  undo: (name) => act('blank', { name, undo: true }),
};

const decide = (rule, holds) => act('decide', { rule, holds, note: '' });

/* ---- drawing ---- */

function contentOf() {
  const chips = chipList(view, act);
  const licences = (view.verdict?.licences ?? []).map((licence, index) =>
    licenceCard(licence, index, view.state === 'look' && camera.isOn() ? camera.video.cloneNode() : null));
  switch (view.state) {
    case 'start': return [lampsOf(view, camera.isOn())];
    case 'asking': return [view.ask ? askingOf(view.ask) : null, chips];
    case 'fill': return [chips, make('div', { class: 'sheet' }, formOf(view, formActs),
      make('aside', {}, lackList(view), ruleList(view, decide)))];
    case 'locked':
    case 'done': return [];
    default: return [chips, ...licences];
  }
}

/** The live picture is shown beside the portrait, and goes nowhere. */
function playLive() {
  document.querySelectorAll('.portraits video').forEach((video) => {
    video.srcObject = camera.stream;
    video.play().catch(() => {});
  });
}

function announce(text) {
  replace(byId('status'), text);
}

function announceState() {
  const headline = headlineOf(view);
  const key = `${view.state} ${view.version}`;
  if (key === spoken) {
    return;
  }
  spoken = key;
  announce(`${headline}. ${byId('sentence').textContent}`);
  play(view.state);
  if (!['start', 'ready', 'fill', 'locked', 'asking'].includes(view.state)) {
    speak(headline);
  }
}

function startClearing() {
  clearInterval(clearing);
  const bar = byId('clearing');
  if (bar) {
    const began = performance.now();
    clearing = setInterval(() => { bar.value = performance.now() - began; }, 100);
  }
}

/** Shows a view, unless a newer one is there. */
function show(newer, isSame = false) {
  if (!newer || (view && newer.version < view.version)) {
    return;
  }
  const isNew = !view || newer.state !== view.state;
  view = newer;
  trouble(null);
  keepFocus(() => {
    drawBar(view, commands, camera.isOn());
    drawState(view, commands);
    replace(byId('content'), ...contentOf());
    drawHelp(view);
  });
  setSlip(view.done?.slip);
  playLive();
  tick();
  if (view.state === 'done' && (isNew || !isSame)) {
    startClearing();
  }
  announceState();
  if (view.state === 'locked') {
    byId('pin')?.focus();
  }
}

function trouble(text) {
  byId('trouble').hidden = text === null;
  replace(byId('trouble'), text ?? '');
}

/* ---- keys ---- */

const KEYS = {
  F2: (state) => (state === 'asking' ? commands.stopAsking() : commands.askCode()),
  F3: () => camera.toggle().then(() => show(view, true)),
  F4: chooseMatter,
  F8: (state) => state === 'fill' && commands.notice(),
  F9: (state) => state === 'fill' && commands.decline(),
  KeyY: (state) => state === 'look' && commands.yes(),
  KeyN: (state) => (view.question ? commands.nextPending() : state === 'look' && commands.no()),
  KeyA: () => view.question && commands.addPending(),
  KeyU: (state) => state === 'unknown' && commands.unchecked(),
  KeyP: () => view.done?.slip && commands.print(),
  KeyL: commands.language,
  KeyM: commands.sound,
  Escape: (state) => (state === 'asking' ? commands.stopAsking() : !['locked', 'ready'].includes(state) && commands.next()),
};

const ENTER = {
  start: commands.next,
  accepted: () => (view.case ? commands.fill() : commands.next()),
  ready: () => view.case && commands.fill(),
  unknown: () => view.case && commands.fill(),
  refused: () => view.case && commands.fill(),
  fill: commands.accept,
  done: commands.next,
};

function isField(node) {
  return node instanceof HTMLInputElement || node instanceof HTMLSelectElement || node instanceof HTMLTextAreaElement;
}

/** A key of a person. */
function typed(event) {
  if (!view || isAsking()) {
    return;
  }
  const isFunction = /^F[0-9]/.test(event.code);
  if (isFunction && KEYS[event.code]) {
    event.preventDefault();
  } else if (event.target instanceof HTMLButtonElement && ['Enter', 'Space'].includes(event.code)) {
    return;
  }
  if (view.state === 'done' && view.done.clears_seconds && !['Enter', 'KeyP', 'Escape'].includes(event.code)) {
    act('hold');
  }
  if (['Enter', 'NumpadEnter'].includes(event.code)) {
    if (!view.question && view.state !== 'locked') {
      ENTER[view.state]?.();
    }
  } else if (!isField(event.target) || isFunction || event.code === 'Escape') {
    KEYS[event.code]?.(view.state);
  }
}

/* ---- what comes in ---- */

const camera = new Camera({
  found: (answer) => answer.state && show(answer),
  mayScan: () => view !== null && SCANNING.includes(view.state) && !view.question && !isAsking(),
});

function showReading(count) {
  if (count > 0) {
    announce(`${say('reading')} ${count} ${say('characters')}`);
    replace(byId('sentence'), `${say('reading')}… ${count} ${say('characters')}`);
  } else if (view) {
    drawState(view, commands);
  }
}

const takeCode = (text, from) => act('code', { text, from });

function listen() {
  new Gun({ told: (text) => takeCode(text, 'gun'), progress: showReading, typed });
  document.addEventListener('pointerdown', wakeSound);
  document.addEventListener('keydown', wakeSound);
  document.addEventListener('paste', (event) => {
    const file = event.clipboardData.files[0];
    const text = event.clipboardData.getData('text/plain').trim();
    if (file) {
      event.preventDefault();
      takeFile(file);
    } else if (text !== '' && (!isField(event.target) || /^(EL1|HC1)[:/]/.test(text))) {
      event.preventDefault();
      takeCode(text, 'paste');
    }
  });
  document.addEventListener('dragover', (event) => event.preventDefault());
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    const file = event.dataTransfer.files[0];
    const text = event.dataTransfer.getData('text/plain').trim();
    if (file) {
      takeFile(file);
    } else if (text !== '') {
      takeCode(text, 'paste');
    }
  });
  byId('matter').addEventListener('click', chooseMatter);
  setInterval(tick, RETRY_MS);
}

/** Waits for what others do: the gun of the desk, a second page, time. */
async function follow() {
  for (;;) {
    try {
      show(await (view ? ask('wait', { version: view.version }) : ask('view')), true);
      trouble(null);
    } catch (refusal) {
      const isOver = refusal instanceof Refusal && refusal.status === 403;
      trouble(isOver ? say('expired') : say('troubleSentence'));
      if (isOver) {
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}

setLanguage(currentLanguage());
document.body.classList.toggle('large', localStorage.getItem('large') === 'true');
if (takeToken()) {
  listen();
  follow();
} else {
  trouble(say('expired'));
}
