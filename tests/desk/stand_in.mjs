// SPDX-License-Identifier: Apache-2.0
// Serves the page as the desk does, with views that a test gives it: for what a real desk cannot be brought to say.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';

const TYPES = { '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.svg': 'image/svg+xml' };

export const PAGE_FOLDER = path.join(process.env.WALLET_ROOT, 'cli', 'desk', 'page');

/** The headers that cli/desk sends: what they forbid is forbidden here. */
const HEADERS = {
  'Content-Security-Policy': "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
  'Permissions-Policy': 'camera=(self), microphone=(), geolocation=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** What only reads is no act. */
const READS = ['view', 'wait', 'citizen', 'portrait', 'matters', 'cases'];

const LIMIT_MS = 30000;

const PAGES = { '/': 'index.html', '/citizen': 'citizen.html' };

function bodyOf(request) {
  return new Promise((resolve) => {
    const pieces = [];
    request.on('data', (piece) => pieces.push(piece));
    request.on('end', () => resolve(Buffer.concat(pieces)));
  });
}

export class StandIn {
  /** `answer(path, body)` may give what an act comes to: a view, { status, body }, bytes, or nothing for the view as it is. */
  constructor(view, answer = () => null) {
    this.answer = answer;
    this.acts = [];
    this.waiting = [];
    this.listeners = [];
    this.token = 'x'.repeat(43);
    this.view = { ...view, version: 1 };
  }

  open(port = 0) {
    this.server = http.createServer((request, response) => this.serve(request, response));
    return new Promise((resolve) => {
      this.server.listen(port, '127.0.0.1', () => {
        this.url = `http://127.0.0.1:${this.server.address().port}/#${this.token}`;
        resolve(this);
      });
    });
  }

  close() {
    this.server.closeAllConnections();
    return new Promise((resolve) => { this.server.close(resolve); });
  }

  /** Shows something else: those who wait hear of it. */
  show(view) {
    this.view = { ...view, version: this.view.version + 1 };
    this.waiting.splice(0).forEach((tell) => tell());
  }

  /** The acts, once they are as a test wants them; so long as it takes, and no longer than a test may. */
  async until(holds) {
    for (let isLate = false; !holds(this.acts);) {
      if (isLate) {
        throw new Error(`the desk was told no more than ${JSON.stringify(this.acts)}`);
      }
      isLate = !await this.acted();
    }
    return this.acts;
  }

  /** Whether there was one more act in time. */
  acted() {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), LIMIT_MS);
      this.listeners.push(() => {
        clearTimeout(timer);
        resolve(true);
      });
    });
  }

  /** So many acts. */
  told(count) {
    return this.until((acts) => acts.length >= count);
  }

  serve(request, response) {
    const { pathname } = new URL(request.url, 'http://127.0.0.1');
    return request.method === 'GET' ? this.serveFile(pathname, response) : this.serveAct(pathname.slice('/api/'.length), request, response);
  }

  serveFile(pathname, response) {
    const file = path.join(PAGE_FOLDER, PAGES[pathname] ?? path.basename(pathname));
    if (!fs.existsSync(file)) {
      response.writeHead(404, HEADERS).end();
      return;
    }
    response.writeHead(200, { ...HEADERS, 'Content-Type': TYPES[path.extname(file)] }).end(fs.readFileSync(file));
  }

  async serveAct(name, request, response) {
    const bytes = await bodyOf(request);
    if (request.headers['x-desk-token'] !== this.token) {
      this.reply(response, 403, { v: 1 });
      return;
    }
    const body = request.headers['content-type'] === 'application/json' ? JSON.parse(bytes) : bytes;
    if (['wait', 'citizen'].includes(name) && body.version === this.view.version) {
      await new Promise((resolve) => { this.waiting.push(resolve); });
    }
    if (!READS.includes(name)) {
      this.acts.push({ name, body });
      this.listeners.splice(0).forEach((tell) => tell());
    }
    this.replyTo(response, await this.answer(name, body));
  }

  replyTo(response, answer) {
    if (Buffer.isBuffer(answer)) {
      response.writeHead(200, { ...HEADERS, 'Content-Type': 'image/png' }).end(answer);
    } else if (answer?.status) {
      this.reply(response, answer.status, answer.body);
    } else {
      this.reply(response, 200, answer ?? this.view);
    }
  }

  reply(response, status, body) {
    response.writeHead(status, { ...HEADERS, 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  }
}
