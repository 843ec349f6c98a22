// SPDX-License-Identifier: Apache-2.0
// What is pasted or dropped on the page: a code's text, a picture, a licence's file.

const CODE = /^(EL1|HC1)[:/]/;

export function isField(node) {
  return node instanceof HTMLInputElement || node instanceof HTMLSelectElement || node instanceof HTMLTextAreaElement;
}

/** A text pasted into a field is the field's, unless it is a code. */
function paste(event, { takeText, takeFile }) {
  const file = event.clipboardData.files[0];
  const text = event.clipboardData.getData('text/plain').trim();
  if (file) {
    event.preventDefault();
    takeFile(file);
  } else if (text !== '' && (!isField(event.target) || CODE.test(text))) {
    event.preventDefault();
    takeText(text);
  }
}

function drop(event, { takeText, takeFile }) {
  event.preventDefault();
  const file = event.dataTransfer.files[0];
  const text = event.dataTransfer.getData('text/plain').trim();
  if (file) {
    takeFile(file);
  } else if (text !== '') {
    takeText(text);
  }
}

export function listenForIntake(takers) {
  document.addEventListener('paste', (event) => paste(event, takers));
  document.addEventListener('dragover', (event) => event.preventDefault());
  document.addEventListener('drop', (event) => drop(event, takers));
}
