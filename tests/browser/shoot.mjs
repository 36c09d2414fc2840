// Pictures for a person to look at: `node tests/browser/shoot.mjs [snapshot.json]` writes tests/browser/shots/*.png.

import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMain, projectFolder, runMain } from '../../scripts/command.mjs';
import { heatmap, heatmapPage, opened } from './figure-page.mjs';
import { marketSnapshot } from './snapshots.mjs';

const FOLDER = join(projectFolder, 'tests', 'browser', 'shots');
const WIDTHS = [360, 680, 1200];
const SCHEMES = { light: '#ffffff', dark: '#12161b' };
const LANGUAGES = ['en', 'zh-CN'];
/** Margin of the page, CSS pixels. */
const MARGIN_PX = 12;

async function shoot(withPage, snapshot, { width, scheme, lang }) {
  const style = `:root { color-scheme: ${scheme}; } body { background: ${SCHEMES[scheme]}; margin: ${MARGIN_PX}px; }`;
  const options = { engine: 'chromium', viewport: { width, height: 900 }, deviceScaleFactor: 2, colorScheme: scheme, serve: heatmapPage(heatmap(), { lang, snapshot, style }) };
  await withPage(options, async (page) => {
    await opened(page);
    const height = await page.evaluate(() => Math.ceil(document.documentElement.getBoundingClientRect().height));
    await page.setViewport({ width, height: height + 2 * MARGIN_PX });
    await page.evaluate(() => frames(2));
    const path = join(FOLDER, `heatmap-${width}-${scheme}-${lang}.png`);
    await page.screenshot(path);
    console.log(path);
  });
}

if (isMain(import.meta.url)) {
  await runMain('shoot', async () => {
    const { withPage, closeBrowsers } = await import('./harness.mjs');
    const [file] = process.argv.slice(2);
    const snapshot = file ? JSON.parse(await readFile(file, 'utf8')) : marketSnapshot({ hours: 240 });
    await mkdir(FOLDER, { recursive: true });
    for (const lang of LANGUAGES) {
      for (const scheme of Object.keys(SCHEMES)) {
        for (const width of WIDTHS) await shoot(withPage, snapshot, { width, scheme, lang });
      }
    }
    await closeBrowsers();
  });
}
