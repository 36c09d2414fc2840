// Events of a snapshot: numbered lines in the picture, and their words wherever else the figure speaks.

import assert from 'node:assert/strict';
import { compareSnapshot } from './compare-snapshot.mjs';
import { besideSnapshot } from './beside-snapshot.mjs';
import { compare, figurePage, json, opened, regime, signals, tape } from './figure-page.mjs';
import { browserTest } from './harness.mjs';
import { regimeSnapshot, tapeSnapshot } from './instrument-snapshots.mjs';

const HOUR_MS = 3_600_000;
/** By kind: the element, its data, whether the box of numbers at the last place has the events of that step. */
const KINDS = {
  tape: [tape('src="/snapshot.json" lang="en" timezone="UTC"'), tapeSnapshot(), true],
  regime: [regime('src="/snapshot.json" lang="en" timezone="UTC"'), regimeSnapshot(), true],
  signals: [signals('src="/snapshot.json" show="oi funding" lang="en" timezone="UTC"'), besideSnapshot(), false],
  compare: [compare('src="/snapshot.json" show="assets" lang="en" timezone="UTC"'), compareSnapshot(), false],
};

/** The same data with one event long before what is drawn and two within it. */
function withEvents(snapshot) {
  const end = snapshot.as_of_ms;
  return {
    ...snapshot,
    events: { basis: 'reported', source: { name: 'The desk' }, time_ms: [end - 4000 * 24 * HOUR_MS, end - 30 * HOUR_MS, end - 60_000], text: ['Long ago', 'Rates are cut', 'Prices fall'] },
    translations: { 'zh-CN': { 'Rates are cut': '央行降息', 'Prices fall': '价格下跌' } },
  };
}

const said = () => ({ summary: figure().summary(), note: inside('.note').textContent });

for (const [kind, [body, snapshot, isRead]] of Object.entries(KINDS)) {
  const serve = (data) => ({ serve: figurePage(body, { snapshot: data }) });

  browserTest(`${kind}: events within the picture are drawn, numbered in order, and told in note, summary and table in the reader's language`, serve(withEvents(snapshot)), async (page) => {
    await opened(page);
    const { summary, note } = await page.evaluate(said);
    for (const text of [summary, note]) {
      assert.match(text, /Events: 1 Rates are cut \(\d+ \w+ \d{4}, \d\d:\d\d UTC\); 2 Prices fall \(/);
      assert.doesNotMatch(text, /Long ago/);
    }
    await page.evaluate(() => { for (const button of allInside('.footer [aria-expanded="false"]')) button.click(); });
    await page.waitFor(() => allInside('[part="table"] caption').length > 0);
    const rows = await page.evaluate(() => {
      const table = allInside('[part="table"] table').find(({ caption }) => caption.textContent === 'Events');
      return [...table.tBodies[0].rows].map(({ cells }) => [cells[1].textContent, cells[2].textContent]);
    });
    assert.deepEqual(rows, [['Rates are cut', 'reported'], ['Prices fall', 'reported']]);
    await page.evaluate(() => { figure().lang = 'zh-CN'; });
    await page.waitFor(() => figure().summary().includes('事件：1 央行降息（'));
    assert.match((await page.evaluate(said)).note, /2 价格下跌（/);
  });

  if (!isRead) continue;
  browserTest(`${kind}: the numbers at a place name the events of its step`, serve(withEvents(snapshot)), async (page) => {
    await opened(page);
    await page.evaluate(() => inside('.chart').focus());
    await page.key('End');
    await page.waitFor(() => inside('.spoken').textContent.includes('Event Prices fall'));
    await page.key('ArrowLeft');
    await page.waitFor(() => inside('.spoken').textContent !== '' && !inside('.spoken').textContent.includes('Event'));
  });
}

for (const [kind, [body, snapshot]] of Object.entries(KINDS)) {
  const files = { '/without.json': json(snapshot), '/with.json': json(withEvents(snapshot)) };
  const both = ['without', 'with'].map((name) => body.replace('/snapshot.json', `/${name}.json`)).join('');
  browserTest(`${kind}: the picture with events is not the one without`, { engines: ['chromium'], serve: figurePage(both, { files }) }, async (page) => {
    await opened(page);
    const [without, marked] = await page.evaluate(async () => {
      await Promise.all(figures().map((element) => { element.load = 'eager'; element.scrollIntoView(); return element.ready; }));
      return [await layers(figures()[0]), await layers(figures()[1])];
    });
    assert.notEqual(without[1], marked[1]);
  });
}
