// SPDX-License-Identifier: Apache-2.0
// Frames of the camera go to the desk as grey pixels, eight a second at most; there a locked-in program looks for a code.
import { give } from './api.js';
import { byId, make, replace } from './dom.js';
import { say } from './words.js';

const WIDTH = 1280;
const PERIOD_MS = 125;

export class Camera {
  constructor({ found, mayScan }) {
    Object.assign(this, { found, mayScan });
    this.stream = null;
    this.video = make('video', { muted: true, playsinline: true, 'aria-hidden': 'true' });
    this.canvas = document.createElement('canvas');
  }

  isOn() {
    return this.stream !== null;
  }

  async toggle() {
    if (this.isOn()) {
      this.stop();
    } else {
      await this.start(localStorage.getItem('camera'));
    }
  }

  stop() {
    this.stream?.getTracks().forEach((track) => track.stop());
    this.stream = null;
    clearTimeout(this.timer);
    byId('camera').hidden = true;
  }

  async start(deviceId) {
    const device = deviceId ? { deviceId: { exact: deviceId } } : {};
    try {
      this.stream = await navigator.mediaDevices.getUserMedia(
        { video: { width: { ideal: 1280 }, height: { ideal: 720 }, ...device } });
    } catch {
      if (deviceId) {
        localStorage.removeItem('camera');
        await this.start(null);
        return;
      }
      this.tell(say('noCamera'));
      return;
    }
    this.video.srcObject = this.stream;
    await this.video.play();
    await this.show();
    this.look();
  }

  tell(text) {
    byId('camera').hidden = false;
    replace(byId('camera'), make('p', { role: 'alert' }, text));
  }

  async show() {
    const devices = (await navigator.mediaDevices.enumerateDevices()).filter((one) => one.kind === 'videoinput');
    const current = this.stream?.getVideoTracks()[0]?.getSettings().deviceId;
    const picker = make('select', { 'aria-label': say('pickCamera'), change: (event) => this.choose(event.target.value) },
      ...devices.map((one, index) => make('option', { value: one.deviceId, selected: one.deviceId === current },
        one.label || `${say('camera')} ${index + 1}`)));
    byId('camera').hidden = false;
    replace(byId('camera'), this.video, devices.length > 1 ? picker : null, this.torch());
  }

  /** A light, where the camera has one. */
  torch() {
    const track = this.stream?.getVideoTracks()[0];
    if (!track?.getCapabilities?.().torch) {
      return null;
    }
    return make('button', { type: 'button', 'aria-pressed': 'false', click: ({ target }) => {
      const isOn = target.getAttribute('aria-pressed') !== 'true';
      track.applyConstraints({ advanced: [{ torch: isOn }] }).then(() => target.setAttribute('aria-pressed', String(isOn)), () => {});
    } }, say('torch'));
  }

  async choose(deviceId) {
    localStorage.setItem('camera', deviceId);
    this.stop();
    await this.start(deviceId);
  }

  /** One frame: width and height, then a byte of grey for each pixel. */
  frame() {
    const scale = Math.min(1, WIDTH / this.video.videoWidth);
    const width = Math.round(this.video.videoWidth * scale);
    const height = Math.round(this.video.videoHeight * scale);
    this.canvas.width = width;
    this.canvas.height = height;
    const context = this.canvas.getContext('2d', { willReadFrequently: true });
    context.drawImage(this.video, 0, 0, width, height);
    const pixels = context.getImageData(0, 0, width, height).data;
    const bytes = new Uint8Array(8 + width * height);
    const head = new DataView(bytes.buffer);
    head.setUint32(0, width);
    head.setUint32(4, height);
    for (let from = 0, to = 8; to < bytes.length; from += 4, to += 1) {
      bytes[to] = (77 * pixels[from] + 150 * pixels[from + 1] + 29 * pixels[from + 2]) >> 8;
    }
    return bytes;
  }

  async look() {
    const began = performance.now();
    if (!this.isOn()) {
      return;
    }
    if (this.mayScan() && this.video.videoWidth > 0) {
      try {
        this.found(await give('frame', this.frame()));
      } catch {
        // The loop that waits for the desk tells of it; the next frame comes anyway.
      }
    }
    this.timer = setTimeout(() => this.look(), Math.max(0, PERIOD_MS - (performance.now() - began)));
  }
}
