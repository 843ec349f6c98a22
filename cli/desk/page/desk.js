// SPDX-License-Identifier: Apache-2.0
// The clerk's page: shows the desk's view, and hands on what the clerk, the gun and the camera do.
import { Acts } from './acts.js';
import { Refusal, ask, citizenAddress, takeToken } from './api.js';
import { askingOf, tick } from './asking.js';
import { drawBar, drawHelp, lampsOf } from './bar.js';
import { Camera } from './camera.js';
import { chipList } from './chips.js';
import { copyField } from './copy.js';
import { askLine, askLines, choose, confirm, isAsking } from './dialog.js';
import { byId, keepFocus, make, replace } from './dom.js';
import { formOf, lackList, leaveField, ruleList } from './form.js';
import { Gun } from './gun.js';
import { Idle } from './idle.js';
import { listenForIntake } from './intake.js';
import { typeKey } from './keys.js';
import { keepPortraits, licenceCard } from './licence.js';
import { Press } from './press.js';
import { wrench } from './shape.js';
import { setSlip, slipCard } from './slip.js';
import { changeSound, play, speak, wakeSound } from './sound.js';
import { drawState, fetchable, headlineOf, slipOf, toneOf } from './state.js';
import { currentLanguage, dayAndTime, pick, say, setLanguage } from './words.js';

const SCANNING = ['start', 'ready', 'accepted', 'look', 'refused', 'other', 'unknown', 'asking', 'fill', 'done'];
const SPOKEN = ['accepted', 'look', 'refused', 'other', 'unknown', 'done'];
const SECOND_MS = 1000;

let view = null;
let complaint = null; // what the desk would not do, until the next thing that it does
let sounded = '';
let clearing = 0;
let isHelpShown = true;

const acts = new Acts({
  shown: (newer, isDone) => {
    complaint = isDone ? null : complaint;
    show(newer);
  },
  told: (error) => {
    complaint = error;
    draw();
    announce(error ? `${pick(error.what)}. ${pick(error.hint)}` : pick(view.told));
  },
  lost: (refusal) => trouble(say(refusal.status === 403 ? 'expired' : 'troubleSentence')),
});
const act = (path, body) => acts.act(path, body);

/* ---- what the clerk can do ---- */

/** What is still in a field counts before the form is sent; where something lacks, its field is next. */
async function accept() {
  leaveField();
  await acts.last;
  if (view.ready) {
    await act('accept');
    return;
  }
  const blank = view.form.find((one) => one.required && one.value === '');
  byId(`blank-${blank?.name}`)?.focus();
  announce(`${say('lacks')}${say('colon')}${view.lacks.map((lack) => pick(lack.text)).join(say('join'))}`);
}

async function decline() {
  const note = await askLine(`${say('decline')}${say('colon')}${say('reason')}`);
  if (note) {
    await act('decline', { note });
  }
}

async function duty() {
  const choices = fetchable(view).map((chip) => ({ value: chip.material, label: pick(chip.title) }));
  const lines = await askLines(say('duty'), [{ label: say('dutyMaterial'), choices }, { label: say('dutyNumber') }, { label: say('dutyCause') }]);
  if (lines) {
    await act('duty', { material: lines[0], number: lines[1].toUpperCase(), cause: lines[2] });
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

async function openCase() {
  const { cases } = await ask('cases');
  const lines = cases.map((one) => ({ value: one.number, label: `${one.number} · ${pick(one.matter)}`,
    more: `${pick(one.label)} · ${dayAndTime(one.changed)} · ${one.clerk}` }));
  const find = (query) => lines.filter((one) => `${one.label} ${one.more}`.toLowerCase().includes(query.toLowerCase()));
  const number = await choose(say('openCase'), say('openCaseHint'), find, []);
  if (number) {
    await act('open', { number });
  }
}

/** Nothing is lost, but the screen: whoever pressed Esc by mistake stays. */
async function leave() {
  leaveField();
  await acts.last;
  if (!view.case || await confirm(say('leaveQuestion', view.case.number), say('leave'), say('stay'))) {
    await act('next');
  }
}

function setLarge(isLarge) {
  localStorage.setItem('large', String(isLarge));
  document.documentElement.classList.toggle('large', isLarge);
}

const commands = {
  accept,
  decline,
  chooseMatter,
  duty,
  openCase,
  leave,
  next: () => act('next'),
  fill: () => act('fill'),
  notice: () => act('notice'),
  hold: () => act('hold'),
  yes: () => act('look', { answer: 'yes' }),
  no: () => act('look', { answer: 'no' }),
  unchecked: () => act('unchecked'),
  record: () => act('refusal'),
  addPending: () => act('answer', { choice: 'add' }),
  nextPending: () => act('answer', { choice: 'next' }),
  askCode: () => act('ask'),
  stopAsking: () => act('ask-stop'),
  unlock: (pin) => act('unlock', { pin }),
  lock: () => act('lock'),
  print: () => print(),
  camera: () => camera.toggle().then(draw),
  copy: () => copyField(view).then((isCopied) => isCopied && announce(say('copied'))),
  citizen: () => open(citizenAddress(), 'citizen', 'popup,width=900,height=700'),
  language: () => {
    setLanguage(currentLanguage() === 'zh' ? 'en' : 'zh');
    draw();
  },
  large: () => {
    setLarge(!document.documentElement.classList.contains('large'));
    draw();
  },
  sound: () => {
    changeSound();
    draw();
    play('accepted');
  },
  help: () => {
    isHelpShown = !isHelpShown;
    draw();
  },
};

const formActs = {
  write: (name, text) => act('blank', { name, value: text }),
  undo: (name) => act('blank', { name, undo: true }),
};

const decide = (rule, holds) => act('decide', { rule, holds, note: '' });

/* ---- drawing ---- */

function cards() {
  const licences = view.verdict?.licences ?? [];
  keepPortraits(licences);
  return licences.map((licence) => licenceCard(licence, licences.indexOf(licence),
    { isCompared: view.state === 'look', live: camera.isOn() ? make('video', { muted: true, playsinline: true }) : null }));
}

function contentOf() {
  const chips = chipList(view, act);
  switch (view.state) {
    case 'start': return [lampsOf(view, camera.isOn())];
    case 'asking': return [view.ask ? askingOf(view.ask) : null, chips];
    case 'fill': return [chips, make('div', { class: 'sheet' }, formOf(view, formActs),
      make('aside', {}, lackList(view), ruleList(view, decide)))];
    case 'done': return [view.done.slip ? slipCard(view.done.slip) : null];
    case 'locked': return [];
    default: return [chips, ...cards()];
  }
}

/** The live picture is shown beside the portrait, and goes nowhere. */
function playLive() {
  document.querySelectorAll('.portraits video').forEach((video) => {
    video.muted = true;
    video.srcObject = camera.stream;
    video.play().catch(() => {});
  });
}

function announce(text) {
  replace(byId('status'), text);
}

/** A state sounds once, and again with another verdict. */
function sound() {
  const what = JSON.stringify([view.state, view.verdict, view.other]);
  if (what === sounded) {
    return;
  }
  sounded = what;
  announce(`${headlineOf(view)}. ${byId('sentence').textContent}`);
  play(toneOf(view));
  if (SPOKEN.includes(view.state)) {
    speak(headlineOf(view));
  }
}

/** The bar that shows when the screen clears. */
function startClearing() {
  const began = performance.now();
  clearInterval(clearing);
  clearing = byId('clearing') ? setInterval(() => {
    const bar = byId('clearing');
    if (bar) {
      bar.value = performance.now() - began;
    }
  }, 100) : 0;
}

const draw = () => press.whenFree(() => {
  keepFocus(() => {
    drawBar(view, commands, camera.isOn());
    drawState(view, commands, complaint);
    replace(byId('content'), ...contentOf());
    drawHelp(view, commands, isHelpShown);
  });
  document.body.dataset.version = view.version;
  setSlip(slipOf(view));
  playLive();
  tick();
});

function enter() {
  if (view.state === 'locked') {
    camera.stop();
    (byId('pin') ?? byId('do-unlock'))?.focus();
  }
  if (view.state === 'done') {
    startClearing();
  }
}

/** Shows a view, unless a newer one is there. */
function show(newer) {
  if (newer.version === undefined || (view && newer.version < view.version)) {
    return;
  }
  const before = view;
  view = newer;
  trouble(null);
  if (before?.version !== newer.version || complaint) {
    draw();
  }
  if (before?.state !== newer.state) {
    press.whenFree(enter);
  }
  sound();
}

function trouble(text) {
  byId('trouble').hidden = text === null;
  replace(byId('trouble'), text === null ? null : wrench(), text);
}

/* ---- what comes in ---- */

const press = new Press();

const camera = new Camera({
  found: (answer) => answer.state && show(answer),
  mayScan: () => view !== null && SCANNING.includes(view.state) && !view.question && !isAsking(),
});

const idle = new Idle({ keep: commands.hold, since: () => acts.at });

function showReading(count) {
  if (count > 0) {
    replace(byId('sentence'), `${say('reading')}… ${count} ${say('characters')}`);
  } else if (view) {
    drawState(view, commands, complaint);
  }
}

function takeText(text, from) {
  sounded = '';
  return act('code', { text, from });
}

function takeFile(file) {
  sounded = '';
  return acts.giveFile(file);
}

function listen() {
  new Gun({ told: (text) => takeText(text, 'gun'), progress: showReading, typed: (event) => view && typeKey(event, view, commands) });
  document.addEventListener('pointerdown', wakeSound);
  document.addEventListener('keydown', wakeSound);
  listenForIntake({ takeText: (text) => takeText(text, 'paste'), takeFile });
  byId('matter').addEventListener('click', chooseMatter);
  setInterval(() => {
    tick();
    if (view) {
      idle.look(view);
    }
  }, SECOND_MS);
}

/** Waits for what others do: the gun of the desk, a second page, time. */
async function follow() {
  for (;;) {
    try {
      show(await (view ? ask('wait', { version: view.version }) : ask('view')));
    } catch (refusal) {
      const isOver = refusal instanceof Refusal && refusal.status === 403;
      trouble(say(isOver ? 'expired' : 'troubleSentence'));
      if (isOver) {
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, SECOND_MS));
    }
  }
}

setLanguage(currentLanguage());
setLarge(localStorage.getItem('large') === 'true');
if (takeToken()) {
  listen();
  follow();
} else {
  trouble(say('expired'));
}
