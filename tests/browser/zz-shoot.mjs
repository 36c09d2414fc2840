import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from '../../scripts/command.mjs';
import { withPage, closeBrowsers } from './harness.mjs';
import { figurePage, json, heatmap, map, cascade, tape, regime, signals, compare, scenarios } from './figure-page.mjs';
import { marketSnapshot } from './snapshots.mjs';
import { KINDS } from './kinds.mjs';
const page = String(await readFile(join(projectFolder, 'www/theme-example.html'), 'utf8')).replace('<head>', '<head><script src="/watch.js"></script>');
const sheet = await readFile(join(projectFolder, 'www/theme-example.css'), 'utf8');
const made = () => figurePage('', { files: {
  '/theme-example.html': { headers: { 'content-type': 'text/html; charset=utf-8' }, body: page.replaceAll('data/article-1.json', 'snapshot.json') },
  '/theme-example.css': { headers: { 'content-type': 'text/css; charset=utf-8' }, body: sheet }, '/snapshot.json': json(marketSnapshot({ hours: 240 })) } });
for (const [width, colorScheme] of [[900, 'light'], [390, 'dark']]) {
  await withPage({ engine: 'chromium', viewport: { width, height: 900 }, colorScheme, serve: made() }, async (tab) => {
    await tab.goto('/theme-example.html');
    await tab.evaluate(async () => { for (const e of figures()) e.setAttribute('load', 'eager'); for (const e of figures()) { e.scrollIntoView(); await frames(20); } });
    await tab.waitFor(() => figures().every((e) => e.state === 'ready'));
    await tab.evaluate(async () => { scrollTo(0, 0); await frames(60); });
    const height = await tab.evaluate(() => Math.ceil(document.documentElement.getBoundingClientRect().height));
    await tab.setViewport({ width, height: height + 10 });
    await tab.evaluate(() => frames(20));
    await tab.screenshot(`/tmp/f6-theme-${width}-${colorScheme}.png`);
  });
}
if (process.argv[2]) for (const name of ['tape', 'regime', 'signals', 'scenarios', 'heatmap', 'compare']) for (const dress of ['pink', 'bare']) {
  const one = KINDS.find(({ kind }) => kind === name);
  await withPage({ engine: 'chromium', viewport: { width: 700, height: 900 }, serve: figurePage(`<div class="${dress}">${one.body()}</div>`, { snapshot: one.snapshot, lang: 'zh-CN', style: 'body{margin:12px} .pink > *::part(legend) { color: rgb(255 0 255); } .bare > *::part(legend) { display: none; }' }) }, async (tab) => {
    await tab.goto('/');
    await tab.waitFor(() => figure()?.state === 'ready');
    await tab.evaluate(() => frames(60));
    const height = await tab.evaluate(() => Math.ceil(document.documentElement.getBoundingClientRect().height));
    await tab.setViewport({ width: 700, height: height + 10 });
    await tab.evaluate(() => frames(20));
    await tab.screenshot(`/tmp/f6-${name}-${dress}.png`);
  });
}
await closeBrowsers();
