// SPDX-License-Identifier: Apache-2.0
// The top bar: whose window it is, for which matter, what the verdicts rest on; and the keys at the bottom.
import { byId, make, replace, value } from './dom.js';
import { keysFor } from './keys.js';
import { button, isOld } from './state.js';
import { soundWord } from './sound.js';
import { pick, say } from './words.js';

const DAY = 86400;
const HOUR = 3600;

function span(seconds) {
  if (seconds >= DAY) {
    return `${Math.floor(seconds / DAY)} ${say('days')}`;
  }
  return seconds >= HOUR ? `${Math.floor(seconds / HOUR)} ${say('hours')}` : `${Math.floor(seconds / 60)} ${say('minutes')}`;
}

function lamp(name, state, text) {
  return make('span', { class: `lamp ${state}` }, make('span', { class: 'sign', 'aria-hidden': 'true' },
    state === 'good' ? '●' : state === 'bad' ? '▲' : '○'), `${say(name)}${say('colon')}${text}`);
}

function ageLamp(name, age) {
  const seconds = age?.age_seconds;
  return typeof seconds === 'number'
    ? lamp(name, isOld(age) ? 'bad' : 'good', `${span(seconds)} ${say('old')}`)
    : lamp(name, 'none', say('none'));
}

function gunLamp(gun) {
  const states = { ready: ['good', 'lampReady'], gone: ['bad', 'gone'], none: ['none', 'keyboard'] };
  return lamp('gun', states[gun][0], say(states[gun][1]));
}

function repositoryLamp(repository) {
  const states = { ready: ['good', 'lampReady'], gone: ['bad', 'repositoryGone'] };
  return states[repository] ? lamp('repository', states[repository][0], say(states[repository][1])) : null;
}

export function drawBar(view, commands, isCameraOn) {
  const { desk } = view;
  replace(byId('where'),
    make('strong', {}, value([desk.window ? `${say('window')} ${desk.window}` : '', desk.clerk ?? ''].filter(Boolean).join(' · ') || pick(desk.counter.name))),
    desk.test_clock ? make('em', { class: 'test' }, say('testClock')) : null);
  replace(byId('matter'), value(view.matter ? pick(view.matter.title) : say('noMatter')), make('kbd', {}, 'F4'));
  replace(byId('lamps'), ageLamp('trust', desk.trust), ageLamp('status', desk.status), gunLamp(desk.gun), repositoryLamp(desk.repository),
    lamp('camera', isCameraOn ? 'good' : 'none', say(isCameraOn ? 'on' : 'off')));
  const tool = (label, click, pressed = null) =>
    make('button', { type: 'button', id: `tool-${click.name}`, click, 'aria-pressed': pressed }, label);
  replace(byId('tools'),
    tool(say('citizen'), commands.citizen), tool(say('large'), commands.large, String(document.documentElement.classList.contains('large'))),
    tool(say(soundWord()), commands.sound), tool(say('lock'), commands.lock), tool(say('language'), commands.language));
}

const keyOf = ([key, word]) => make('span', {}, make('kbd', {}, key), ` ${say(word)}`);

export function drawHelp(view, commands, isShown) {
  const { timing } = view;
  const times = timing.count > 0
    ? `${say('today')} ${timing.count} ${say('people')} · ${say('median')} ${timing.median_seconds} ${say('seconds')} · p95 ${timing.p95_seconds} ${say('seconds')}`
    : '';
  replace(byId('help'), make('span', { class: 'keys', hidden: !isShown }, ...keysFor(view).map(keyOf)),
    make('span', { class: 'row' }, times, button(say('help'), '?', commands.help)));
}

/** What is checked before the first person comes. */
export function lampsOf(view, isCameraOn) {
  const { desk } = view;
  return make('ul', { class: 'checks' },
    ...[ageLamp('trust', desk.trust), ageLamp('status', desk.status), gunLamp(desk.gun),
      repositoryLamp(desk.repository), lamp('key', desk.has_key ? 'good' : 'none', say(desk.has_key ? 'lampReady' : 'none')),
      lamp('camera', isCameraOn ? 'good' : 'none', say(isCameraOn ? 'on' : 'off'))].filter(Boolean).map((one) => make('li', {}, one)));
}
