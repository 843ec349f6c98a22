// SPDX-License-Identifier: Apache-2.0
// The clock of other people's libraries, some of which ask no caller what time it is.  To be imported before
// them: what they take for Date, they take then.
const RealDate = Date;
let now = RealDate.now();

globalThis.Date = class Date extends RealDate {
  constructor(...given) {
    super(...(given.length ? given : [now]));
  }

  static now() {
    return now;
  }
};

export function setClock(seconds) {
  now = seconds * 1000;
}
