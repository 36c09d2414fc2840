import assert from 'node:assert/strict';
import { browserTest } from './harness.mjs';
import { heatmap, heatmapPage, opened } from './figure-page.mjs';

const MUTED = '#56606b';
/** A pixel of `#56606b` as a little-endian number. */
const MUTED_PIXEL = 0xff6b6056;

/** Sizes of canvases in device pixels beside the box of the chart in CSS pixels. */
const sizes = () => ({
  ratio: devicePixelRatio,
  box: (({ width, height }) => [width, height])(chartBox()),
  backing: allInside('canvas').map(({ width, height }) => [width, height]),
});

/** Device rows of the rule of the time axis (the hatching crosses them here and there), and how much of the rows beside it is painted. */
function timeRule(wanted) {
  const canvas = allInside('canvas')[1];
  const pixels = pixelsOf(canvas);
  const { width, height } = canvas;
  const share = (row, painted) => {
    let count = 0;
    for (let column = Math.round(width * 0.02); column < width * 0.6; column += 1) count += Number(painted(pixels[row * width + column]));
    return count / (width * 0.58);
  };
  const rows = Array.from({ length: height }, (_, row) => row).filter((row) => share(row, (pixel) => pixel === wanted) > 0.6);
  const inked = (row) => share(row, (pixel) => pixel !== 0);
  return { rows, above: inked(rows[0] - 1), below: inked(rows.at(-1) + 1) };
}

const PLAIN = heatmap('src="/snapshot.json" candles="false" realised="false"');

for (const ratio of [1, 1.25, 2, 3]) {
  const options = { engines: ratio === 1.25 ? ['chromium', 'firefox'] : undefined, deviceScaleFactor: ratio, viewport: { width: 733, height: 700 } };

  browserTest(`the canvases have the device pixels of the chart's box at ratio ${ratio}`, { ...options, serve: heatmapPage() }, async (page) => {
    await opened(page);
    const found = await page.evaluate(sizes);
    assert.equal(found.ratio, ratio);
    assert.equal(found.backing.length, 3);
    for (const [width, height] of found.backing) {
      // A box between two device pixels is snapped by the browser: half a pixel and what rounding leaves.
      assert.ok(Math.abs(width - found.box[0] * ratio) <= 0.51, JSON.stringify(found));
      assert.ok(Math.abs(height - found.box[1] * ratio) <= 1, JSON.stringify(found));
    }
  });

  browserTest(`the rule of the time axis is one CSS pixel without half tones at ratio ${ratio}`, { ...options, engines: ['chromium'], serve: heatmapPage(PLAIN, { style: `liq-heatmap { --liq-muted: ${MUTED}; }` }) }, async (page) => {
    await opened(page);
    const { rows, above, below } = await page.evaluate(timeRule, MUTED_PIXEL);
    assert.equal(rows.length, Math.round(ratio), `rows ${rows}`);
    assert.equal(rows.at(-1) - rows[0], rows.length - 1, 'the rows are together');
    // Ticks and the hatching touch the rule here and there; a half tone would lie beside all of it.
    assert.ok(above < 0.5 && below < 0.5, `painted above ${above}, below ${below}`);
  });
}

/** Points inside the plot as shares of the chart's box. */
const PLACES = [[0.12, 0.2], [0.4, 0.35], [0.62, 0.61]];

/** Clicks at a share of the chart's box and gives the cell of liq-select with what is shown, and the box. */
async function cellAt(page, [across, down]) {
  const box = await page.evaluate(() => chartBox());
  const count = await page.evaluate(() => eventsOf('liq-select').length);
  await page.click({ x: box.x + box.width * across, y: box.y + box.height * down });
  return page.waitFor((before) => eventsOf('liq-select')[before]?.detail, count);
}

for (const transform of ['scale(.75)', 'scale(1.5) translate(20px, 30px)', 'rotate(90deg)']) {
  browserTest(`the cell under the pointer is read under the transform ${transform}`, { viewport: { width: 1000, height: 900 }, serve: heatmapPage(`<div style="width: 560px">${heatmap('src="/snapshot.json" heading="H" description="D" no-controls')}</div>`, { style: '' }) }, async (page) => {
    await opened(page);
    const straight = [];
    for (const place of PLACES) straight.push(await cellAt(page, place));
    assert.equal(new Set(straight.map(({ column, row }) => `${column} ${row}`)).size, PLACES.length);
    await page.evaluate((wanted) => {
      const { style } = document.querySelector('div');
      Object.assign(style, { transform: wanted, transformOrigin: '0 0' });
      if (wanted.startsWith('rotate')) style.marginLeft = '800px';
    }, transform);
    await page.evaluate(() => frames(2));
    for (const [index, [across, down]] of PLACES.entries()) {
      // Turned by a quarter to the right, the left edge is on top and the top at the right.
      const place = transform.startsWith('rotate') ? [1 - down, across] : [across, down];
      const { column, row } = await cellAt(page, place);
      const wanted = straight[index];
      // A pointer has whole pixels, so a cell beside may be met at its edge.
      assert.ok(Math.abs(column - wanted.column) <= 1 && Math.abs(row - wanted.row) <= 1, `${column} ${row}, wanted ${wanted.column} ${wanted.row}`);
    }
  });
}

browserTest('the reading of a place is the cell whose time and prices are there', { serve: heatmapPage(heatmap('src="/snapshot.json" no-controls')) }, async (page) => {
  await opened(page);
  const { column, row } = await cellAt(page, [0.3, 0.3]);
  // One column to the right is one hour later; one row up is a higher price. The plot starts at the left edge.
  const right = await cellAt(page, [0.45, 0.3]);
  const up = await cellAt(page, [0.3, 0.2]);
  assert.ok(right.column > column && right.row === row && right.timeMs > 0, JSON.stringify([column, row, right]));
  assert.ok(up.row > row && up.column === column && up.low > right.low);
  const result = await page.evaluate(() => heatmap().result);
  const start = result.timeRange[0];
  assert.equal(right.timeMs, start + right.column * 3_600_000);
  assert.ok(up.low >= result.priceRange[0] && up.high <= result.priceRange[1]);
});
