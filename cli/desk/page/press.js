// SPDX-License-Identifier: Apache-2.0
// A button that is drawn anew between being pressed and let go would never be clicked: drawing waits for that.
// And what was clicked with the mouse keeps no hold of the keyboard: Enter is the state's, not the button's.

export class Press {
  constructor() {
    this.isDown = false;
    this.due = [];
    document.addEventListener('pointerdown', (event) => this.press(event), true);
    ['pointerup', 'pointercancel'].forEach((kind) => document.addEventListener(kind, () => setTimeout(() => this.free(), 0), true));
    window.addEventListener('blur', () => this.free());
  }

  press(event) {
    this.isDown = event.target instanceof Element && event.target.closest('button') !== null;
  }

  free() {
    const { due } = this;
    if (this.isDown && document.activeElement instanceof HTMLButtonElement) {
      document.activeElement.blur();
    }
    this.isDown = false;
    this.due = [];
    due.forEach((draw) => draw());
  }

  whenFree(draw) {
    if (this.isDown) {
      this.due.push(draw);
    } else {
      draw();
    }
  }
}
