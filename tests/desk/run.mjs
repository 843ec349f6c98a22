// SPDX-License-Identifier: Apache-2.0
// Runs one file of tests, where there is what it takes: exit 77 says that it was skipped.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const SKIPPED = 77;
const folder = path.dirname(fileURLToPath(import.meta.url));

function missing() {
  if (!fs.existsSync(path.join(folder, 'node_modules', 'playwright-core'))) {
    return 'playwright-core (npm ci --prefix tests/desk --ignore-scripts)';
  }
  const browser = process.env.CHROMIUM ?? '/usr/bin/chromium';
  return fs.existsSync(browser) ? null : browser;
}

const what = missing();
if (what) {
  console.log(`skipped: there is no ${what}`);
  process.exit(SKIPPED);
}
await import(pathToFileURL(path.join(folder, process.argv[2])));
