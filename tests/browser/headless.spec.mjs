import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { estimateLiquidations } from '../../www/headless.js';
import { madeSnapshot } from '../node/made-market.mjs';
import { browserTest } from './harness.mjs';

const PAGE = '<!doctype html><html lang="en"><head><title>Headless</title></head><body></body></html>';
/** Nothing but the site's own modules and wasm. */
const STRICT = { 'content-security-policy': "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'" };
const served = (override = () => undefined) => ({
  headers: STRICT,
  respond: (request) => (request.url === '/' ? { headers: { 'content-type': 'text/html' }, body: PAGE } : override(request)),
});

browserTest('headless gives the numbers of Node, bit for bit, under a strict policy', { serve: served() }, async (page) => {
  await page.goto('/');
  const options = { range: '5d', rows: 200 };
  const found = await page.evaluate(async (snapshot, asked) => {
    const { estimateLiquidations: estimate, liquidationPrice } = await import('/headless.js');
    const { long, short, clusters } = estimate(snapshot, asked);
    const cells = new Float32Array([...long, ...short]);
    const hash = Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', cells)), (byte) => byte.toString(16).padStart(2, '0')).join('');
    let refusal;
    try { liquidationPrice({ venue: 'binance' }); } catch ({ name, code, field }) { refusal = [name, code, field]; }
    return { hash, clusters, refusal };
  }, madeSnapshot(), options);
  const { long, short, clusters } = estimateLiquidations(madeSnapshot(), options);
  const hash = createHash('sha256').update(long).update(short).digest('hex');
  assert.deepEqual(found, { hash, clusters, refusal: ['LiqError', 'attribute-invalid', 'side'] });
});

browserTest('headless projects and simulates cascades with the bits that were kept', { serve: served() }, async (page) => {
  await page.goto('/');
  const cases = JSON.parse(await readFile(new URL('../vectors/cascade_bits.json', import.meta.url), 'utf8'));
  const asked = cases.map(({ call, request }) => ({ call, request }));
  const found = await page.evaluate(async (list) => {
    const engine = await import('/headless.js');
    return list.map(({ call, request }) => JSON.stringify(engine[call](request)));
  }, asked);
  assert.deepEqual(found.map((text) => JSON.parse(text)), cases.map(({ answer }) => answer));
});

const forged = served(({ url }) => (url.endsWith('.wasm') ? { body: Buffer.from([0, 97, 115, 109, 1, 0, 0, 0]) } : undefined));

browserTest('headless refuses a wasm file other than the one it was built with', { serve: forged }, async (page) => {
  await page.goto('/');
  const refusal = await page.evaluate(() => import('/headless.js').then(() => undefined, ({ name, code }) => [name, code]));
  assert.deepEqual(refusal, ['LiqError', 'wasm-refused']);
});
