// SPDX-License-Identifier: Apache-2.0
// Everything on the page is made here, out of texts: nothing that comes from elsewhere is ever read as HTML.

const SVG = 'http://www.w3.org/2000/svg';

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      node.addEventListener(name, value);
    } else if (value !== null && value !== false) {
      node.setAttribute(name, value === true ? '' : value);
    }
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}

/** An element; functions among the attributes listen to the event of that name. */
export function make(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

export function draw(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/** A text from outside: what it holds of other writing directions stays within it. */
export function value(text) {
  return make('bdi', {}, String(text));
}

export function replace(node, ...children) {
  node.replaceChildren(...children.filter((child) => child !== null));
}

export const byId = (id) => document.getElementById(id);

function isDirty(node) {
  return node instanceof HTMLInputElement && node.value !== node.defaultValue;
}

let isBeingDrawn = false;

/** Whether a field that loses the focus does so because it is drawn anew. */
export const isRedrawing = () => isBeingDrawn;

/** What somebody is typing, and where, stays theirs when the page is drawn anew. */
export function keepFocus(redraw) {
  const { activeElement: active } = document;
  const text = isDirty(active) ? active.value : null;
  const [from, to] = text === null ? [null, null] : [active.selectionStart, active.selectionEnd];
  isBeingDrawn = true;
  redraw();
  isBeingDrawn = false;
  const again = active?.id ? byId(active.id) : null;
  if (!again || again === active) {
    return;
  }
  again.focus();
  if (text !== null) {
    again.value = text;
  }
  if (from !== null) {
    again.setSelectionRange(from, to);
  }
}
