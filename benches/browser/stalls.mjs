// What holds up a reader who scrolls through the demo's articles on a phone, in Chromium: the longest tasks of the page, and
// the longest runs of its scripts. `npm run bench` builds first; `node benches/browser/stalls.mjs` takes what is built.
// Rows of a device four times slower are measured with the browser's own throttle. The numbers are of this machine and moment.

import { isMain, runMain } from '../../scripts/command.mjs';
import { closeBrowsers, withPage } from '../../tests/browser/harness.mjs';

const PAGES = ['index', 'article-2', 'article-3', 'article-4', 'article-5'];
const SLOWER = [1, 4];
const PHONE = { engine: 'chromium', viewport: { width: 390, height: 800 }, deviceScaleFactor: 2 };
/** From one screen to the next, and how long a reader stays there. */
const STEP_PX = 700;
const STAY_MS = 1000;
const NAMED = 3;

/** Prints a row for each article and speed. */
export async function measureStalls() {
  console.log('phone, 390 px at ratio 2           longest tasks, ms   longest scripts, ms');
  for (const slower of SLOWER) {
    for (const name of PAGES) {
      const { tasks, scripts } = await withPage(PHONE, (page) => scrolledThrough(page, `/${name}.html?lang=en`, slower));
      console.log(`${`${name}, ${slower === 1 ? 'as fast as it is' : `${slower} times slower`}`.padEnd(32)}  ${listed(tasks)}   ${listed(scripts)}`);
    }
  }
}

async function scrolledThrough(page, address, slower) {
  const tab = page.raw;
  const session = await tab.context().newCDPSession(tab);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slower });
  await tab.addInitScript(keepLong);
  await page.goto(address);
  for (let y = 0; y < await page.evaluate(() => document.documentElement.scrollHeight); y += STEP_PX) {
    await page.evaluate((top) => { scrollTo(0, top); }, y);
    await tab.waitForTimeout(STAY_MS);
  }
  return page.evaluate(() => globalThis.long);
}

/** Runs in the page, before all else. The browser tells of tasks from 50 ms on, and of scripts in frames as long as that. */
function keepLong() {
  globalThis.long = { tasks: [], scripts: [] };
  const observe = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  observe('longtask', ({ duration }) => long.tasks.push(duration));
  observe('long-animation-frame', ({ scripts }) => scripts.forEach(({ duration }) => long.scripts.push(duration)));
}

function listed(times) {
  const longest = times.sort((a, b) => b - a).slice(0, NAMED).map((ms) => ms.toFixed(0).padStart(5));
  return (longest.length > 0 ? longest.join(' ') : 'none').padStart(18);
}

if (isMain(import.meta.url)) {
  await runMain('stalls', async () => {
    await measureStalls();
    await closeBrowsers();
  });
}
