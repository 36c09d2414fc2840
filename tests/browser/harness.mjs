// Opens pages of this project in real browsers, one after the other, behind one interface.

import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { projectFolder } from '../../scripts/command.mjs';
import { findBrowsers } from '../../scripts/find-browsers.mjs';
import { serve } from '../../scripts/serve.mjs';
import * as chromium from './chromium.mjs';
import * as firefox from './firefox.mjs';
import { Page } from './page.mjs';
import { withPageLog } from './page-log.mjs';
import * as webkit from './webkit.mjs';

const ENGINES = { chromium, firefox, webkit };
/** Not a measurement: only what keeps a browser that hangs from holding up the whole run. */
const LONGEST_PAGE_MS = 180_000;

const found = await findBrowsers();
/** Running browsers by engine and start settings, so that each is started once per spec file. */
const running = new Map();

after(closeBrowsers);

/** Names of the engines that this machine can run. */
export const availableEngines = Object.keys(ENGINES).filter((engine) => ENGINES[engine].isAvailable(found));

/**
 * Opens an empty page, hands it to `body`, closes it and gives what `body` gave.
 *
 * Options: `engine` ('chromium', 'firefox' or 'webkit'), `viewport` ({ width, height } in CSS pixels), `deviceScaleFactor`
 * (WebKit: whole numbers only), `colorScheme` ('light' or 'dark'), `locale`, `reducedMotion` ('reduce' or 'no-preference'),
 * `hasTouch` (Chromium only), and `serve`, which takes what scripts/serve.mjs takes; its `root` is www/ unless given.
 */
export async function withPage(options, body) {
  const settings = {
    viewport: { width: 1000, height: 700 }, deviceScaleFactor: 1, colorScheme: 'light', locale: 'en-US', reducedMotion: 'no-preference',
    hasTouch: false, ...options,
  };
  const server = await serve(served(settings));
  try {
    const browser = await start(settings);
    const tab = await browser.open(settings);
    try {
      const page = new Page(settings.engine, tab, server.url);
      return await Promise.race([body(page), tooLong()]);
    } finally {
      await tab.close();
    }
  } finally {
    await server.close();
  }
}

/**
 * One test per engine, named after the rule and the engine. `options` are those of withPage, with `engines` in place of
 * `engine`. An engine that this machine lacks is skipped; where CI is true, Chromium is never skipped.
 */
export function browserTest(rule, { engines = Object.keys(ENGINES), ...options }, body) {
  for (const engine of engines) {
    const lacks = !availableEngines.includes(engine) && !(engine === 'chromium' && process.env.CI === 'true');
    test(`${rule} (${engine})`, { skip: lacks && `${engine} is not on this machine` }, () => withPage({ ...options, engine }, body));
  }
}

/** Closes every browser that this file started. */
export async function closeBrowsers() {
  const browsers = [...running.values()];
  running.clear();
  await Promise.allSettled(browsers.map(async (browser) => (await browser).close()));
}

function start(settings) {
  const { startSettings, launch, isAvailable } = ENGINES[settings.engine] ?? {};
  if (!launch) throw new TypeError(`engine must be one of ${Object.keys(ENGINES).join(', ')}, got ${settings.engine}`);
  if (!isAvailable(found)) throw new Error(`${settings.engine} is not on this machine`);
  const key = JSON.stringify([settings.engine, startSettings(settings)]);
  if (!running.has(key)) running.set(key, launch(found, settings));
  return running.get(key);
}

function served(settings) {
  const options = { root: join(projectFolder, 'www'), ...settings.serve };
  return settings.engine === 'webkit' ? withPageLog(options) : options;
}

async function tooLong() {
  await pause(LONGEST_PAGE_MS, undefined, { ref: false });
  throw new Error(`the page was not done after ${LONGEST_PAGE_MS / 1000} s`);
}
