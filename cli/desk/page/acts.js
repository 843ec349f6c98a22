// SPDX-License-Identifier: Apache-2.0
// What the clerk does goes to the desk one act after the other: what was typed is there before what rests on it.
import { Refusal, ask, give } from './api.js';

export class Acts {
  /** `shown` is given a view, `told` what the desk would not do and why, `lost` a failure of the line itself. */
  constructor({ shown, told, lost }) {
    Object.assign(this, { shown, told, lost });
    this.last = Promise.resolve();
    this.at = performance.now();
  }

  /** Does something at the desk; whether it was done. */
  act(path, body = {}) {
    return this.follow(() => ask(path, body));
  }

  giveFile(file) {
    return this.follow(() => give('file', file));
  }

  /** Resolves when all that was begun before is done. */
  follow(send) {
    this.last = this.last.then(() => this.settle(send));
    return this.last;
  }

  async settle(send) {
    this.at = performance.now();
    try {
      this.shown(await send(), true);
      return true;
    } catch (refusal) {
      this.fail(refusal);
      return false;
    }
  }

  fail(refusal) {
    const body = refusal instanceof Refusal ? refusal.body : null;
    if (!body?.error) {
      this.lost(refusal);
      return;
    }
    if (body.view) {
      this.shown(body.view, false);
    }
    this.told(body.view?.told ? null : body.error);
  }
}
