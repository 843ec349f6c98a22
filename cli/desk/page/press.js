// SPDX-License-Identifier: Apache-2.0
// A button that is drawn anew between being pressed and let go would never be clicked: drawing waits for that.

export class Press {
  constructor() {
    this.isDown = false;
    this.due = null;
    document.addEventListener('pointerdown', (event) => this.press(event), true);
    ['pointerup', 'pointercancel'].forEach((kind) => document.addEventListener(kind, () => setTimeout(() => this.free(), 0), true));
    window.addEventListener('blur', () => this.free());
  }

  press(event) {
    this.isDown = event.target instanceof Element && event.target.closest('button') !== null;
  }

  free() {
    const { due } = this;
    this.isDown = false;
    this.due = null;
    due?.();
  }

  whenFree(draw) {
    if (this.isDown) {
      this.due = draw;
    } else {
      draw();
    }
  }
}
