// SPDX-License-Identifier: Apache-2.0
// Each state has a shape of its own, so that colour is never the only thing that tells them apart.
import { draw } from './dom.js';

const SIZE = 100;

const octagon = 'M30 5 H70 L95 30 V70 L70 95 H30 L5 70 V30 Z';
const triangle = 'M50 6 L96 90 H4 Z';
const diamond = 'M50 4 L96 50 L50 96 L4 50 Z';
const tick = 'M28 52 L44 68 L73 34';
const cross = 'M34 34 L66 66 M66 34 L34 66';

const path = (d, kind) => draw('path', { d, class: kind });
const circle = (kind) => draw('circle', { cx: 50, cy: 50, r: 45, class: kind });
const mark = (text) => draw('text', { x: 50, y: 68, class: 'mark' }, text);

const SHAPES = {
  start: () => [circle('outline'), path('M30 35 H70 M30 50 H70 M30 65 H55', 'line')],
  ready: () => [circle('outline pulse'), path('M35 35 H45 V45 H35 Z M55 35 H65 V45 H55 Z M35 55 H45 V65 H35 Z M58 58 H65 V65 H58 Z', 'line')],
  accepted: () => [circle('solid'), path(tick, 'inner')],
  look: () => [path(triangle, 'solid'), path('M34 62 L45 73 L66 50', 'inner')],
  refused: () => [path(octagon, 'solid'), path(cross, 'inner')],
  other: () => [draw('rect', { x: 8, y: 8, width: 84, height: 84, rx: 6, class: 'solid' }), path('M32 50 H68', 'inner')],
  unknown: () => [path(diamond, 'solid'), mark('?')],
  checking: () => [circle('outline pulse'), path('M36 24 H64 L50 50 L64 76 H36 L50 50 Z', 'line')],
  fill: () => [draw('rect', { x: 18, y: 8, width: 64, height: 84, rx: 4, class: 'outline' }), path('M30 30 H70 M30 46 H70 M30 62 H56', 'line')],
  done: () => [circle('solid'), path(tick, 'inner')],
  locked: () => [draw('rect', { x: 22, y: 44, width: 56, height: 46, rx: 6, class: 'solid' }), path('M34 44 V30 A16 16 0 0 1 66 30 V44', 'line')],
  trouble: () => [path('M62 12 A22 22 0 0 0 40 42 L14 68 L32 86 L58 60 A22 22 0 0 0 88 38 L74 50 L58 44 L52 28 Z', 'solid')],
};

/** The shape of a state; `asking` has its code in its place. */
export function shapeOf(state) {
  const make = SHAPES[state];
  return make ? draw('svg', { viewBox: `0 0 ${SIZE} ${SIZE}`, 'aria-hidden': 'true', class: 'shape' }, ...make()) : null;
}

/** For what is broken, beside its text. */
export function wrench() {
  return draw('svg', { viewBox: `0 0 ${SIZE} ${SIZE}`, 'aria-hidden': 'true', class: 'wrench' }, ...SHAPES.trouble());
}

/** A ring that empties: how much of the time is left, 0 to 1. */
export function ring(share) {
  const length = 2 * Math.PI * 46;
  return draw('svg', { viewBox: '0 0 100 100', class: 'ring', 'aria-hidden': 'true' },
    draw('circle', { cx: 50, cy: 50, r: 46, class: 'ring-back' }),
    draw('circle', { cx: 50, cy: 50, r: 46, class: 'ring-left', 'stroke-dasharray': length,
      'stroke-dashoffset': length * (1 - share) }));
}
