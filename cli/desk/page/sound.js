// SPDX-License-Identifier: Apache-2.0
// What a verdict sounds like, so that nobody needs to look up; and its word, where there is a voice.
import { currentLanguage } from './words.js';

const TONES = {
  accepted: [[660, 0.12], [880, 0.18]],
  look: [[660, 0.2]],
  refused: [[440, 0.16], [330, 0.24]],
  unknown: [[392, 0.14], [392, 0.14]],
  other: [[294, 0.2]],
  done: [[880, 0.12], [1047, 0.2]],
};

let context = null;
/** What can be chosen, with the word for it. */
const VOLUMES = [[1, 'soundLoud'], [0.4, 'soundSoft'], [0, 'soundOff']];

let choice = Math.max(0, VOLUMES.findIndex(([loudness]) => String(loudness) === localStorage.getItem('volume')));
let [volume] = VOLUMES[choice];

const isMuted = () => volume === 0;

export const soundWord = () => VOLUMES[choice][1];

/** The next of loud, soft, none. */
export function changeSound() {
  choice = (choice + 1) % VOLUMES.length;
  [volume] = VOLUMES[choice];
  localStorage.setItem('volume', String(volume));
}

/** Browsers let a page sound only after somebody has touched it. */
export function wakeSound() {
  context ??= new AudioContext();
  if (context.state === 'suspended') {
    context.resume().catch(() => {});
  }
}

function tone(frequency, from, seconds) {
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  oscillator.frequency.value = frequency;
  gain.gain.setValueAtTime(volume * 0.4, from);
  gain.gain.linearRampToValueAtTime(0, from + seconds);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(from);
  oscillator.stop(from + seconds);
}

export function play(state) {
  if (isMuted() || !TONES[state] || !context || context.state !== 'running') {
    return;
  }
  let at = context.currentTime;
  for (const [frequency, seconds] of TONES[state]) {
    tone(frequency, at, seconds);
    at += seconds;
  }
}

/** Says the headline, never what stands in a licence: others are listening. */
export function speak(text) {
  const voices = window.speechSynthesis ? speechSynthesis.getVoices() : [];
  const voice = voices.find((one) => one.lang.toLowerCase().startsWith(currentLanguage()));
  if (isMuted() || !voice) {
    return;
  }
  const spoken = new SpeechSynthesisUtterance(text);
  spoken.voice = voice;
  spoken.volume = volume;
  speechSynthesis.cancel();
  speechSynthesis.speak(spoken);
}
