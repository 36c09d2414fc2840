// Where this machine keeps its browsers, and the font that Chinese text needs.

import { access, constants, readdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { printed } from './command.mjs';

const CHROMIUM = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];
const FIREFOX = ['firefox-esr', 'firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'];
const MINI_BROWSER_FOLDERS = ['webkitgtk-6.0', 'webkit2gtk-4.1', 'webkit2gtk-4.0'];
const LIBRARIES = ['/usr/lib', '/usr/libexec', '/usr/lib64'];

/**
 * `{ chromium, firefox, webkit, xvfb, cjkFont }`. What is missing is undefined; `webkit` is `{ driver, browser }`.
 * A browser of the system comes first, then the one that CHROMIUM, FIREFOX or WEBKIT_DRIVER names.
 */
export async function findBrowsers() {
  const [chromium, firefox, driver, browser, xvfb, cjkFont] = await Promise.all([
    firstProgram([...CHROMIUM, process.env.CHROMIUM]),
    firstProgram([...FIREFOX, process.env.FIREFOX]),
    firstProgram(['WebKitWebDriver', process.env.WEBKIT_DRIVER]),
    findMiniBrowser(),
    firstProgram(['Xvfb']),
    hasCjkFont(),
  ]);
  return { chromium, firefox, webkit: driver && browser && { driver, browser }, xvfb, cjkFont };
}

/** The first of `names` (programs on the path, or paths) that can be run. */
async function firstProgram(names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  for (const name of names.filter(Boolean)) {
    const paths = name.includes('/') ? [name] : folders.map((folder) => join(folder, name));
    for (const path of paths) if (await canRun(path)) return path;
  }
  return undefined;
}

function canRun(path) {
  return access(path, constants.X_OK).then(() => true, () => false);
}

/** Debian keeps WebKit's small browser below a folder named after the machine's architecture. */
async function findMiniBrowser() {
  const folders = [];
  for (const library of LIBRARIES) {
    const inner = (await readdir(library).catch(() => [])).filter((name) => name.includes('-linux-'));
    folders.push(library, ...inner.map((name) => join(library, name)));
  }
  return firstProgram(folders.flatMap((folder) => MINI_BROWSER_FOLDERS.map((name) => join(folder, name, 'MiniBrowser'))));
}

async function hasCjkFont() {
  const listed = await printed('fc-list', [':lang=zh-cn', 'family']);
  if (listed !== undefined) return listed.trim() !== '';
  return (await readdir('/usr/share/fonts/opentype/noto').catch(() => [])).some((name) => name.includes('CJK'));
}
