// SPDX-License-Identifier: Apache-2.0
// Scanner guns type. They are read by physical key, as a US keyboard has it, so that neither an input method
// (event.key "Process") nor another layout changes what was scanned; and they are told from people by their speed.

const BURST_MS = 50;    // between the first keys of a gun at most
const BURST_KEYS = 5;   // so many fast keys in a row are no person's
const SILENCE_MS = 200; // after which what a gun types is whole: a busy machine hands keys on late
const STALL_MS = 1500; // within which what was cut off by such a silence goes on
const SHOW_MS = 150;    // from when on "Reading ..." is shown
const SHOW_KEYS = 16;   // and how often
const CODE_SIZE = 16;   // what is shorter is no code: in a field it was for the field
const PERSON_MS = 100;  // after which a key alone is a person's
const QUIET_MS = 100;   // after a code: a gun that ends with two keys presses nothing else

const SHIFTED = {
  Digit1: '!', Digit2: '@', Digit3: '#', Digit4: '$', Digit5: '%', Digit6: '^', Digit7: '&', Digit8: '*',
  Digit9: '(', Digit0: ')', Minus: '_', Equal: '+', BracketLeft: '{', BracketRight: '}', Backslash: '|',
  Semicolon: ':', Quote: '"', Backquote: '~', Comma: '<', Period: '>', Slash: '?',
};
const PLAIN = {
  Minus: '-', Equal: '=', BracketLeft: '[', BracketRight: ']', Backslash: '\\', Semicolon: ';', Quote: "'",
  Backquote: '`', Comma: ',', Period: '.', Slash: '/', Space: ' ', NumpadDivide: '/', NumpadMultiply: '*',
  NumpadSubtract: '-', NumpadAdd: '+', NumpadDecimal: '.',
};

/** The character of a key on a US keyboard; '' where it has none. */
export function characterOf(event) {
  const { code, shiftKey } = event;
  if (/^Key[A-Z]$/.test(code)) {
    return shiftKey ? code[3] : code[3].toLowerCase();
  }
  if (/^(Digit|Numpad)[0-9]$/.test(code)) {
    return shiftKey && SHIFTED[code] ? SHIFTED[code] : code.at(-1);
  }
  if (shiftKey && SHIFTED[code]) {
    return SHIFTED[code];
  }
  return PLAIN[code] ?? (code === '' && event.key.length === 1 ? event.key : '');
}

/** What full-width keys of an input method stand for. */
export function fold(text) {
  return text.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ');
}

/** How our codes begin, behind what a gun may tell of their kind. */
const OURS = /^(\][A-Z]\d)?(EL1|HC1)[:/]/i;

/** Two characters of such a beginning, or more: no keys of a person, whatever each of them would do. */
const isBeginning = (text) => text.length > 1 && ['EL1:', 'HC1:', ']'].some((start) => start.startsWith(text.slice(0, start.length).toUpperCase()));

const ENDS = ['Enter', 'NumpadEnter', 'Tab'];

/** No code holds these, and browsers have uses of their own for them. */
const isAside = (event) => /^(F[0-9]+|Escape)$/.test(event.code) || event.repeat;
const isModifier = (event) => /^(Shift|Alt|CapsLock)/.test(event.code) || ['Shift', 'CapsLock', 'AltGraph'].includes(event.key);
const isEnd = (event) => ENDS.includes(event.code) || event.key === 'Enter';
const isField = (node) => node instanceof HTMLInputElement || node instanceof HTMLTextAreaElement;

/** Listens on the whole page; `told` is given what a gun typed, `progress` how much it is, `typed` other keys. */
export class Gun {
  constructor({ told, progress, typed, now = () => performance.now() }) {
    Object.assign(this, { told, progress, typed, now });
    this.quiet = -Infinity;
    this.head = null; // the keys before, where they may have been the beginning of a code
    this.reset();
    document.addEventListener('keydown', (event) => this.press(event), true);
    document.addEventListener('keyup', (event) => this.release(event), true);
  }

  reset() {
    clearTimeout(this.timer);
    this.text = '';
    this.keys = [];
    this.fast = 0;
    this.spoilt = false;
    this.isOn = false; // goes on with what was told, by the time at which the keys were pressed
    this.field = null;
    this.before = undefined;
    this.number = '';
    this.began = 0;
    this.last = -Infinity;
  }

  isBurst() {
    return this.fast >= BURST_KEYS || this.isOn;
  }

  /** Remembers what stood in a field before a gun typed into it. */
  begin(event, at) {
    this.reset();
    this.began = at;
    this.isOn = this.head !== null && this.head.isTold && at - this.head.last < PERSON_MS;
    if (isField(event.target)) {
      this.field = event.target;
      this.before = event.target.value;
    }
  }

  press(event) {
    const at = event.timeStamp || this.now();
    if (isModifier(event)) {
      return;
    }
    if (isAside(event)) {
      this.typed(event);
      return;
    }
    if (isEnd(event) && at - this.quiet < QUIET_MS) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    this.time(event, at);
    this.take(event);
  }

  time(event, at) {
    const isFast = at - this.last < (this.isBurst() ? SILENCE_MS : BURST_MS);
    if (!isFast) {
      this.flush();
      this.begin(event, at);
    }
    this.last = at;
    this.fast += isFast ? 1 : 0;
  }

  take(event) {
    if (isEnd(event)) {
      this.end(event);
      return;
    }
    this.add(event);
    this.keys.push(event);
    if (this.isBurst()) {
      event.preventDefault();
      event.stopPropagation();
      this.leaveField();
      this.show();
    }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), this.isBurst() ? SILENCE_MS : PERSON_MS);
  }

  add(event) {
    if (event.altKey && /^Numpad[0-9]$/.test(event.code)) {
      this.number += event.code.at(-1);
    } else if (event.ctrlKey || event.metaKey || event.altKey) {
      this.spoilt = true; // a code that presses Ctrl and a letter wants something else
    } else {
      this.text += characterOf(event);
    }
  }

  /** A gun that holds Alt and types the character's number on the keypad. */
  release(event) {
    if (event.key !== 'Alt' || this.number === '') {
      return;
    }
    const code = Number(this.number);
    this.number = '';
    this.text += code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : '';
    this.last = event.timeStamp || this.now();
  }

  /** The field gets back what stood in it, and an input method loses its hold on what comes. */
  leaveField() {
    if (this.field?.isConnected && document.activeElement === this.field) {
      this.field.value = this.before;
      this.field.blur();
    }
  }

  returnToField() {
    const field = this.field && (document.getElementById(this.field.id) ?? this.field);
    if (field?.isConnected) {
      field.value = this.before;
      field.focus();
    }
    return field;
  }

  show() {
    if (this.last - this.began > SHOW_MS && this.text.length % SHOW_KEYS === 0) {
      this.progress(this.text.length);
    }
  }

  end(event) {
    if (this.isBurst()) {
      event.preventDefault();
      event.stopPropagation();
      this.flush();
      this.head = null; // it is whole
      return;
    }
    const { keys } = this;
    this.reset();
    keys.forEach((key) => this.typed(key));
    this.typed(event);
  }

  /** What was typed is whole: a code, or keys of a person. */
  flush() {
    if (this.isBurst()) {
      const { before, last } = this;
      this.quiet = last;
      this.head = { text: this.tell(), before, last, isTold: true };
    } else if (this.keys.length > 0) {
      const { keys } = this;
      this.keepHead();
      this.reset();
      if (!isBeginning(this.head.text)) {
        keys.forEach((key) => this.typed(key));
      }
    }
  }

  /** What came too slow for a gun may be the beginning of what is not. */
  keepHead() {
    const isMore = this.head && !this.head.isTold && this.began - this.head.last < SILENCE_MS;
    this.head = { text: isMore ? this.head.text + this.text : this.text, before: isMore ? this.head.before : this.before,
      last: this.last, isTold: false };
  }

  /** On a busy machine the first keys of a code may come too slow for a gun, and a code with a silence in it. */
  addHead() {
    const { head } = this;
    const limit = head?.isTold ? STALL_MS : SILENCE_MS;
    if (head && this.began - head.last < limit && !OURS.test(this.text) && OURS.test(head.text + this.text)) {
      this.text = head.text + this.text;
      this.before = head.before ?? this.before;
    }
    this.head = null;
  }

  /** Tells what a gun typed, and returns it. */
  tell() {
    this.addHead();
    const { text, spoilt } = this;
    const field = this.returnToField();
    this.reset();
    this.progress(0);
    if (field && text.length < CODE_SIZE && !spoilt) {
      field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
    } else {
      this.told(spoilt ? '\u0000' : fold(text));
    }
    return text;
  }
}
