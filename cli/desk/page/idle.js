// SPDX-License-Identifier: Apache-2.0
// The desk locks itself when nobody does anything. Reading is doing something too, so the clerk is warned in time,
// and any key or touch keeps what is there.
import { byId, replace } from './dom.js';
import { say } from './words.js';

const WARN_SECONDS = 20;
const PERSONAL = ['accepted', 'look', 'refused', 'unknown', 'fill'];

export class Idle {
  /** `keep` tells the desk that somebody is here; `since` when it last heard. */
  constructor({ keep, since }) {
    Object.assign(this, { keep, since });
    this.left = Infinity;
    ['keydown', 'pointerdown'].forEach((kind) => document.addEventListener(kind, () => this.touch(), true));
  }

  touch() {
    if (this.left <= WARN_SECONDS) {
      this.left = Infinity;
      replace(byId('idle'));
      this.keep();
    }
  }

  /** Once a second. */
  look(view) {
    const limit = PERSONAL.includes(view.state) ? view.desk.idle_seconds : 0;
    this.left = limit > 0 ? Math.max(0, Math.round(limit - (performance.now() - this.since()) / 1000)) : Infinity;
    replace(byId('idle'), this.left <= Math.min(WARN_SECONDS, limit / 2) ? say('locksIn', this.left) : '');
  }
}
