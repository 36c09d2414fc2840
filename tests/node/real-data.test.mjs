// Real archives, where they are at hand, through import and estimate.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { access, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { estimateLiquidations } from '../../www/headless.js';
import { projectFolder } from '../../scripts/command.mjs';

const ARCHIVE = join(process.env.LIQ_REAL_DATA ?? join(projectFolder, '..', 'shared', 'data'), 'perp-winter-2026');
const COMMAND = join(projectFolder, 'bin', 'liquidation-widgets.mjs');
/** A column's parts are sums of thousands of f64 bins, and the kernel's running means add rounding of their own. */
const SUM_TOLERANCE = 1e-6;
/** Cells are f32. */
const CELL_TOLERANCE = 1e-5;

const present = await access(ARCHIVE).then(() => true, () => false);
if (!present) console.log('skipped: no archive perp-winter-2026; name its folder with LIQ_REAL_DATA');

let folder;
before(async () => { folder = await mkdtemp(join(tmpdir(), 'liquidation-widgets-')); });
after(() => rm(folder, { recursive: true }));

async function imported(coin) {
  const file = (name) => join(ARCHIVE, name);
  const out = join(folder, `${coin}.json`);
  const { stderr } = await promisify(execFile)(process.execPath, [
    COMMAND, 'import', '--asset', coin, '--quote', 'USDT', '--venue', 'binance', '--symbol', `${coin}USDT`,
    file(`candles_1h_binance_${coin}.csv`), file(`open_interest_5m_binance_${coin}.csv`), file(`funding_8h_binance_${coin}.csv`),
    '--liquidations', file('liquidations_daily_hyperliquid.csv'), '--filter', `coin=${coin}`, '--out', out,
  ]);
  assert.ok(!stderr.includes('dropped'), stderr);
  return readFile(out, 'utf8');
}

/** Largest relative difference between each column's four parts and its open interest, either side. */
function gapOfParts({ columns }) {
  const gap = (side, at) => {
    const sum = ['inert', 'below', 'above', 'inside'].reduce((total, part) => total + columns[part][side][at], 0);
    return Math.abs(sum / columns.openInterestUsd[at] - 1);
  };
  return Math.max(...['long', 'short'].flatMap((side) => Array.from(columns.mark, (_, at) => gap(side, at))));
}

/** Largest relative difference between each column's cells, in coins at the mark price, and the part inside the rows. */
function gapOfCells({ columns, rows, ...matrices }) {
  const gaps = ['long', 'short'].flatMap((side) => Array.from(columns.mark, (_, at) => {
    let coins = 0;
    for (let row = 0; row < rows.count; row += 1) coins += matrices[side][row * columns.count + at];
    return Math.abs(coins - columns.inside[side][at]) / Math.max(columns.inside[side][at], 1);
  }));
  return Math.max(...gaps);
}

for (const coin of ['BTC', 'ETH', 'SOL']) {
  test(`${coin} of winter 2026 is imported whole, and its estimate adds up`, { skip: !present }, async () => {
    const text = await imported(coin);
    const [market] = JSON.parse(text).markets;
    assert.equal(market.candles.open.length, 2160);
    assert.equal(market.open_interest.value.length, 25_919);
    assert.ok(market.funding.rate.length > 260);
    assert.ok(market.liquidations.usd.length > 90 && market.liquidations.period_ms === 86_400_000);
    const estimate = estimateLiquidations(text, { columns: 500 });
    assert.ok(estimate.conservationError <= 1e-9, String(estimate.conservationError));
    assert.ok(gapOfParts(estimate) <= SUM_TOLERANCE, String(gapOfParts(estimate)));
    const coins = estimateLiquidations(text, { columns: 500, unit: 'coin' });
    const rowHeight = Math.log(coins.rows.high / coins.rows.low) / coins.rows.count;
    assert.ok(gapOfCells(coins) <= 0.5 * rowHeight + CELL_TOLERANCE, String(gapOfCells(coins)));
    assert.ok(estimate.clusters.length > 0 && estimate.clusters.every(({ mass }) => mass > 0));
    assert.deepEqual([estimate.assumptions.markSource, estimate.assumptions.quality.takerShareAssumed], ['last-trades', 2160]);
  });
}
