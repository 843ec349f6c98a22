// SPDX-License-Identifier: Apache-2.0
// How the page talks to the desk: POSTs with a token that was handed over once, behind the '#'.

const KEY = 'desk-token';
let token = '';

/** Takes the token out of the address, where it would stay in the history. */
export function takeToken() {
  token = location.hash.slice(1) || sessionStorage.getItem(KEY) || '';
  if (location.hash) {
    history.replaceState(null, '', location.pathname);
  }
  sessionStorage.setItem(KEY, token);
  return token !== '';
}

/** The address of the citizen's window, for the clerk's own browser. */
export const citizenAddress = () => `/citizen#${token}`;

/** What was answered instead of what was asked for. */
export class Refusal extends Error {
  constructor(status, body) {
    super(`refused with ${status}`);
    this.status = status;
    this.body = body;
  }
}

async function send(path, type, body, signal) {
  const answer = await fetch(`/api/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': type, 'X-Desk-Token': token },
    body,
    signal,
    cache: 'no-store',
  });
  const isJson = (answer.headers.get('Content-Type') || '').startsWith('application/json');
  if (!answer.ok) {
    throw new Refusal(answer.status, isJson ? await answer.json() : null);
  }
  return isJson ? answer.json() : answer.blob();
}

export const ask = (path, body = {}, signal = undefined) =>
  send(path, 'application/json', JSON.stringify(body), signal);

export const give = (path, bytes) => send(path, 'application/octet-stream', bytes);
