// Installs the browsers and the font that the browser specs need, through the system's package manager where it may.

import { exitCode, Failure, isMain, printed, run, runMain } from './command.mjs';
import { findBrowsers } from './find-browsers.mjs';

const WAIT_FOR_LOCK = ['-o', 'DPkg::Lock::Timeout=300'];

/** Finds the browsers, installs what is missing when it may, and gives what findBrowsers then finds. */
export async function ensureBrowsers() {
  let found = await findBrowsers();
  const root = missing(found).length > 0 ? await rootPrefix() : undefined;
  if (root) {
    await install(root, missing(found));
    found = await findBrowsers();
  }
  const packages = missing(found);
  if (packages.length > 0) console.log(`Not on this machine: install the packages ${packages.join(' ')} (Debian's names) to run every browser spec.`);
  if (!found.chromium && process.env.CI === 'true') throw new Failure('Chromium is missing: install it, or name it in CHROMIUM');
  return found;
}

/** Debian's names of the packages that hold what was not found. */
function missing({ chromium, firefox, webkit, xvfb, cjkFont }) {
  const packages = {
    chromium, 'firefox-esr': firefox, 'webkit2gtk-driver': webkit, xvfb, 'fonts-noto-cjk': cjkFont,
  };
  return Object.keys(packages).filter((name) => !packages[name]);
}

/** Words before a command that make it run as root; undefined where that or apt-get is not to be had. */
async function rootPrefix() {
  if (await printed('apt-get', ['--version']) === undefined) return undefined;
  if (process.getuid?.() === 0) return [];
  return await printed('sudo', ['-n', 'true']) === undefined ? undefined : ['sudo', '-n'];
}

async function install(root, packages) {
  const aptGet = [...root, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', ...WAIT_FOR_LOCK];
  await exec(run, [...aptGet, 'update']);
  for (const name of packages) {
    const code = await exec(exitCode, [...aptGet, 'install', '-y', '--no-install-recommends', name]);
    if (code !== 0) console.log(`apt-get could not install ${name}`);
  }
}

function exec(how, [program, ...words]) {
  return how(program, words);
}

if (isMain(import.meta.url)) {
  await runMain('browsers', async () => {
    const { chromium, firefox, webkit } = await ensureBrowsers();
    console.log([chromium, firefox, webkit?.driver].filter(Boolean).join('\n'));
  });
}
