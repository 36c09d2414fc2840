// WebKit: the small browser that comes with WebKitGTK, on a screen of its own, driven over plain W3C WebDriver.

import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { WEBDRIVER_KEYS } from './webdriver-keys.mjs';
import { TAKE_LOG } from './page-log.mjs';

const START_TRIES = 200;
const START_POLL_MS = 50;
/** Now and then the driver waits for ever for a browser that ended as it started: then both are started anew. */
const LONGEST_SESSION_START_MS = 20_000;
const SESSION_TRIES = 3;
const SCREEN = '2600x2000x24';

/** The window cannot be narrower than its tool bar, so the bar is made small enough for a phone's viewport. */
const SMALL_TOOL_BAR = '* { min-width: 0; padding: 0; margin: 0; border-width: 0; font-size: 1px; }\n';

/** A locale that every Debian has; under another name it gives WebKit the language of that name. */
const SOME_LOCALE = '/usr/lib/locale/C.utf8';

/** Whether what was found is enough to run this engine. */
export const isAvailable = ({ webkit, xvfb }) => Boolean(webkit && xvfb);

/** What WebKitGTK takes from its environment, and so once per process. */
export const startSettings = ({ deviceScaleFactor, colorScheme, locale, reducedMotion }) => (
  { deviceScaleFactor, colorScheme, locale, reducedMotion });

/** Starts a screen; each page gets a driver and a browser process of its own. */
export async function launch({ webkit: { driver, browser }, xvfb }, settings) {
  const started = new Set();
  const folder = await mkdtemp(join(tmpdir(), 'webkit-'));
  const endAll = () => started.forEach((child) => child.kill());
  process.once('exit', endAll);
  const close = async () => {
    endAll();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const screen = startChild(started, xvfb, ['-displayfd', '1', '-screen', '0', SCREEN, '-nolisten', 'tcp'], process.env, 'pipe');
    const env = { ...process.env, ...await environment(folder, settings), DISPLAY: `:${await firstLine(screen)}` };
    const open = async ({ viewport }) => {
      const { child, session } = await startSession(started, driver, browser, env);
      const end = () => started.delete(child) && child.kill();
      return openTab(session, viewport, end).catch((error) => { end(); throw error; });
    };
    return { open, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A driver and the address of the browser that it started. */
async function startSession(started, driver, binary, env) {
  const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': { binary, args: ['--automation'] } } };
  for (let tried = 1; ; tried += 1) {
    const port = await freePort();
    const child = startChild(started, driver, [`--port=${port}`], env, 'ignore');
    const base = `http://127.0.0.1:${port}`;
    try {
      await answering(base);
      const { sessionId } = await command(`${base}/session`, 'POST', { capabilities }, LONGEST_SESSION_START_MS);
      return { child, session: `${base}/session/${sessionId}` };
    } catch (error) {
      child.kill();
      started.delete(child);
      if (tried === SESSION_TRIES) throw error;
    }
  }
}

/**
 * The desktop settings that a page can see, as WebKitGTK reads them. Code is compiled by the thread that runs it: where WebKitGTK 2.50 replaces
 * the code of a running wasm from another thread, sums came out wrong or a loop went on for ever, in about one page of two hundred
 * (tests/browser/jsc-race.mjs counts how often).
 */
async function environment(folder, { deviceScaleFactor, colorScheme, locale, reducedMotion }) {
  if (!Number.isInteger(deviceScaleFactor)) throw new RangeError(`deviceScaleFactor must be a whole number in WebKit, got ${deviceScaleFactor}`);
  const dark = colorScheme === 'dark';
  const settings = ['[Settings]', `gtk-enable-animations=${reducedMotion === 'reduce' ? 0 : 1}`, `gtk-application-prefer-dark-theme=${dark ? 1 : 0}`];
  await mkdir(join(folder, 'gtk-3.0'));
  await writeFile(join(folder, 'gtk-3.0', 'settings.ini'), `${settings.join('\n')}\n`);
  await writeFile(join(folder, 'gtk-3.0', 'gtk.css'), SMALL_TOOL_BAR);
  const language = locale.replace('-', '_');
  await mkdir(join(folder, 'locale'));
  await symlink(SOME_LOCALE, join(folder, 'locale', `${language}.UTF-8`));
  return {
    GDK_BACKEND: 'x11',
    GDK_SCALE: String(deviceScaleFactor),
    GTK_THEME: dark ? 'Adwaita:dark' : 'Adwaita',
    LANG: `${language}.UTF-8`,
    LANGUAGE: language,
    LC_ALL: `${language}.UTF-8`,
    JSC_useConcurrentJIT: '0',
    LOCPATH: join(folder, 'locale'),
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
    XDG_CONFIG_HOME: folder,
  };
}

async function openTab(session, viewport, end) {
  const post = (path, body) => command(`${session}/${path}`, 'POST', body);
  const act = (source) => post('actions', { actions: [source] });
  const pointer = (...actions) => act({ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions });
  const key = (type, name) => act({ type: 'key', id: 'keyboard', actions: [{ type, value: WEBDRIVER_KEYS[name] ?? name }] });
  const evaluate = (expression) => inPage(post, expression);
  const log = { messages: [], errors: [] };
  const takeLog = async () => {
    for (const entry of JSON.parse(await evaluate(`JSON.stringify(${TAKE_LOG} ?? [])`))) {
      if (entry.error === undefined) log.messages.push(entry);
      else log.errors.push(entry.error);
    }
    return log;
  };
  await setViewport(post, evaluate, viewport);
  return {
    raw: undefined,
    async goto(url) {
      await takeLog();
      await post('url', { url });
    },
    evaluate,
    screenshot: async () => Buffer.from(await command(`${session}/screenshot`, 'GET'), 'base64'),
    move: (x, y) => pointer({ type: 'pointerMove', x: Math.round(x), y: Math.round(y), duration: 0 }),
    down: () => pointer({ type: 'pointerDown', button: 0 }),
    up: () => pointer({ type: 'pointerUp', button: 0 }),
    wheel: (x, y, deltaX, deltaY) => act({
      type: 'wheel', id: 'wheel', actions: [{ type: 'scroll', x: Math.round(x), y: Math.round(y), deltaX, deltaY, duration: 0 }],
    }),
    keyDown: (name) => key('keyDown', name),
    keyUp: (name) => key('keyUp', name),
    setViewport: (size) => setViewport(post, evaluate, size),
    log: takeLog,
    close: () => command(session, 'DELETE').finally(end),
  };
}

/** Runs an expression that gives a promise of text, and gives the text. */
async function inPage(post, expression) {
  const script = `const done = arguments[arguments.length - 1];
    (async () => ${expression})().then((value) => done({ value }), (error) => done({ error: String(error?.message ?? error) }));`;
  const { value, error } = await post('execute/async', { script, args: [] });
  if (error !== undefined) throw new Error(error);
  return value;
}

/** The driver sizes the window: a second try adds what the window has around the page. */
async function setViewport(post, evaluate, { width, height }) {
  let [around, over] = [0, 0];
  for (let tried = 0; tried < START_TRIES; tried += 1) {
    if (tried % 10 === 0) await post('window/rect', { width: width + around, height: height + over });
    const [innerWidth, innerHeight, outerWidth, outerHeight] = JSON.parse(
      await evaluate('JSON.stringify([innerWidth, innerHeight, outerWidth, outerHeight])'));
    if (innerWidth === width && innerHeight === height) return;
    [around, over] = [outerWidth - innerWidth, outerHeight - innerHeight];
    await pause(START_POLL_MS);
  }
  throw new Error(`WebKit's window cannot show a page of ${width} by ${height}`);
}

async function command(url, method, body, longestMs) {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  const signal = longestMs && AbortSignal.timeout(longestMs);
  const response = await fetch(url, { method, headers, signal, body: body && JSON.stringify(body) });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`${method} ${new URL(url).pathname}: ${value.error}: ${value.message}`);
  return value;
}

function startChild(started, program, words, env, output) {
  const child = spawn(program, words, { env, stdio: ['ignore', output, 'ignore'] });
  child.on('error', () => undefined);
  started.add(child);
  return child;
}

function firstLine(child) {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (piece) => {
      text += piece;
      if (text.includes('\n')) resolve(text.trim());
    });
    child.once('close', () => reject(new Error('Xvfb ended before it had a screen')));
  });
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function answering(base) {
  for (let tried = 0; tried < START_TRIES; tried += 1) {
    if (await fetch(`${base}/status`).then(() => true, () => false)) return;
    await pause(START_POLL_MS);
  }
  throw new Error('WebKitWebDriver does not answer');
}
