import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from '../../scripts/command.mjs';
import { drawn, figurePage, heatmap, json } from './figure-page.mjs';
import { browserTest } from './harness.mjs';
import { marketSnapshot } from './snapshots.mjs';

const page = String(await readFile(join(projectFolder, 'www/theme-example.html'), 'utf8')).replace('<head>', '<head><script src="/watch.js"></script>');
const sheet = await readFile(join(projectFolder, 'www/theme-example.css'), 'utf8');
const made = (css = sheet) => figurePage('', { files: {
  '/theme-example.html': { headers: { 'content-type': 'text/html; charset=utf-8' }, body: page.replaceAll('data/article-1.json', 'snapshot.json') },
  '/theme-example.css': { headers: { 'content-type': 'text/css; charset=utf-8' }, body: css }, '/snapshot.json': json(marketSnapshot()),
} });

/** What the style sheet says of each figure, and how much of a colour is in its picture. */
const dressed = () => figures().map((element) => {
  const style = (selector, property) => getComputedStyle(inside(selector, element))[property];
  const custom = (name) => getComputedStyle(element).getPropertyValue(`--liq-${name}`).trim();
  const probe = document.createElement('i');
  const resolved = (name) => { probe.style.color = custom(name); document.body.append(probe); return getComputedStyle(probe).color; };
  return {
    ground: style('.frame', 'backgroundColor') === resolved('bg'), ink: style('.heading', 'color') === resolved('ink'), muted: style('.note', 'color') === resolved('muted'),
    font: /^Georgia/.test(style('.heading', 'fontFamily')), radius: style('.frame', 'borderRadius'), footer: style('.footer', 'justifyContent'), note: style('.note', 'fontStyle'),
    legend: style('[part="legend"]', 'color') === resolved('accent'), table: style('[part="table"]', 'borderStyle'), controls: /^system-ui/.test(style('.controls', 'fontFamily')),
  };
});
const EXPECTED = { ground: true, ink: true, muted: true, font: true, radius: '6px', footer: 'flex-end', note: 'italic', legend: true, table: 'dotted', controls: true };

for (const colorScheme of ['light', 'dark']) {
  browserTest(`the style sheet of a fictitious paper dresses every widget on a ${colorScheme} screen, and nothing it says is idle`, { ...(colorScheme === 'dark' && { engines: ['chromium'] }), colorScheme, viewport: { width: 900, height: 800 }, serve: made() }, async (tab) => {
    await tab.goto('/theme-example.html');
    await tab.evaluate(() => { for (const element of figures()) element.setAttribute('load', 'eager'); for (const element of figures()) element.scrollIntoView(); });
    for (let index = 0; index < 3; index += 1) {
      await tab.evaluate((place) => figures()[place].scrollIntoView(), index);
      await tab.waitFor((place) => figures()[place].state === 'ready', index);
    }
    await drawn(tab);
    assert.deepEqual(await tab.evaluate(dressed), Array(3).fill(EXPECTED));
    assert.deepEqual(await tab.evaluate(() => eventsOf('liq-error')), []);
    assert.deepEqual(await tab.pageErrors(), []);
    assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  });
}

browserTest('the colours of the sides and the palette of the style sheet are in the picture', { engines: ['chromium'], viewport: { width: 900, height: 800 }, serve: made() }, async (tab) => {
  await tab.goto('/theme-example.html');
  await tab.evaluate(() => figure().scrollIntoView());
  await tab.waitFor(() => figure().state === 'ready' && inside('canvas')?.width > 300);
  const before = await tab.evaluate(() => layers());
  for (const [name, value] of [['long', '#ff00ff'], ['short', '#ff00ff'], ['ramp', 'viridis'], ['grid', '#ff00ff'], ['ink', '#ff00ff'], ['muted', '#ff00ff'], ['bg', '#ffe0ff']]) {
    await tab.evaluate((property, text) => figure().style.setProperty(property, text), `--liq-${name}`, value);
    assert.notDeepEqual(await tab.evaluate(() => layers()), before, name);
    await tab.evaluate((property) => figure().style.removeProperty(property), `--liq-${name}`);
    assert.deepEqual(await tab.evaluate(() => layers()), before, `${name} again`);
  }
});

/** The contrast of what is to be read with the page’s ground. */
const contrastOn = (ground) => {
  const light = (color) => [0.2126, 0.7152, 0.0722].reduce((sum, weight, index) => {
    const part = Number(color.match(/[\d.]+/g)[index]) / 255;
    return sum + weight * (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  }, 0);
  const shown = [document.querySelector('.fallback'), ...allInside('.trouble, button')].filter((element) => element.getClientRects().length > 0);
  return shown.map((element) => {
    const [a, b] = [light(getComputedStyle(element).color), light(ground)].sort((x, y) => y - x);
    return [element.localName, (a + 0.05) / (b + 0.05)];
  });
};

for (const [name, attributes] of [['waits for a press', 'src="/snapshot.json" load="click"'], ['has no data', 'src="/absent.json"'], ['has no data, told to be dark', 'src="/absent.json" theme="dark"']]) {
  browserTest(`on a dark page, what stands before the first drawing can be read: a figure that ${name}`, { engines: ['chromium'], serve: figurePage(heatmap(attributes), { style: 'body { background: rgb(18, 22, 27); color: rgb(238, 241, 244); }' }) }, async (tab) => {
    await tab.goto('/');
    await tab.waitFor(() => figures().length > 0 && inside('.trouble, button')?.textContent);
    const found = await tab.evaluate(contrastOn, 'rgb(18, 22, 27)');
    assert.equal(found.length, 2);
    for (const [element, contrast] of found) assert.ok(contrast >= 4.5, `${element}: ${contrast}`);
  });
}
