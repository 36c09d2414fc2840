import assert from 'node:assert/strict';
import { afterEach } from 'node:test';
import { drawn, STRICT } from './figure-page.mjs';
import { browserTest } from './harness.mjs';
import { HOUR_MS, livePage, measured, olderSnapshot, simulator } from './live-page.mjs';

const older = olderSnapshot(measured, 5);
const SEEDED = { snapshot: older };

afterEach(() => simulator.behave());

/** What is drawn and said. */
const shown = () => ({
  state: figure().state, asOf: figure().data ?? JSON.parse(figure().snapshotText).as_of_ms, note: textOf('note'),
  errors: eventsOf('liq-error').map(({ detail }) => detail.code),
});

for (const tag of ['liq-heatmap', 'liq-map', 'liq-cascade']) {
  browserTest(`<${tag}> without a snapshot is drawn from the venues`, { serve: livePage('', { tag, venues: 'bybit okx' }) }, async (page) => {
    await page.goto('/');
    await drawn(page);
    const { asOf, note, state, errors } = await page.evaluate(shown);
    assert.deepEqual([asOf, state, errors], [measured.as_of_ms, 'ready', []]);
    assert.match(note, /Bybit live.*OKX live/);
  });
}

browserTest('the snapshot is drawn first and gone on from', { serve: livePage('src="/snapshot.json"', SEEDED) }, async (page) => {
  await page.goto('/');
  await page.waitFor((end) => JSON.parse(figure()?.snapshotText ?? '{}').as_of_ms === end, measured.as_of_ms);
  await page.waitFor(() => /Bybit live/.test(textOf('note')));
  const events = await page.evaluate(() => events.map(({ type }) => type));
  assert.deepEqual(events.filter((type) => ['liq-ready', 'liq-data'].includes(type)), ['liq-ready', 'liq-data']);
  const [candles] = simulator.requests.filter(({ path }) => path.endsWith('/kline'));
  assert.equal(Number(candles.query.start), older.as_of_ms - HOUR_MS);
  assert.equal(simulator.requests.filter(({ path }) => path.endsWith('/kline')).length, 1);
});

browserTest('a venue that is refused leaves the snapshot, stale, and says so', { serve: livePage('src="/snapshot.json"', SEEDED) }, async (page) => {
  simulator.misbehave({ status: 403, body: '<h1>403</h1>' });
  await page.goto('/');
  await page.waitFor(() => figure()?.state === 'stale');
  const { asOf, note, errors } = await page.evaluate(shown);
  assert.deepEqual([asOf, errors], [older.as_of_ms, ['venue-blocked']]);
  assert.match(note, /Bybit does not serve this place or network, its data to .* stay/);
});

/** The policy of a careful publisher who lets the page ask one more address, over HTTP and by a stream. */
const strictFor = (origin) => ({
  'content-security-policy': STRICT['content-security-policy'].replace("connect-src 'self'", `connect-src 'self' ${origin} ${origin.replace('http', 'ws')}`),
});

for (const tag of ['liq-heatmap', 'liq-map']) {
  browserTest(`<${tag}> follows venues under a strict policy with Trusted Types`, { serve: livePage('src="/snapshot.json"', { ...SEEDED, tag, headers: strictFor(simulator.url) }) }, async (page) => {
    await page.goto('/');
    await page.waitFor((end) => JSON.parse(figure()?.snapshotText ?? '{}').as_of_ms === end, measured.as_of_ms);
    await page.waitFor(() => /Bybit live/.test(textOf('note')));
    const { state, errors } = await page.evaluate(shown);
    assert.deepEqual([state, errors], ['ready', []]);
    const kept = (await page.consoleMessages()).filter(({ text }) => /Security Policy|Trusted|violates/i.test(text));
    assert.deepEqual([kept, await page.pageErrors()], [[], []]);
    // The policy holds: an address that it does not name is out of reach.
    assert.equal(await page.evaluate(() => fetch('http://127.0.0.1:9/').then(() => 'answered', () => 'kept away')), 'kept away');
    const written = await page.evaluate(() => { try { document.createElement('p').innerHTML = '<b>x</b>'; return 'written'; } catch { return 'refused'; } });
    assert.equal(written, await page.evaluate(() => (globalThis.trustedTypes ? 'refused' : 'written')));
    if (tag === 'liq-heatmap') {
      for (let turns = 0; simulator.clients('bybit').length === 0 && turns < 400; turns += 1) await new Promise((resolve) => { setTimeout(resolve, 25); });
      assert.equal(simulator.clients('bybit').length, 1);
    }
  });
}

browserTest('a policy that does not name the venue leaves the snapshot, stale, and says so', { serve: livePage('src="/snapshot.json"', { ...SEEDED, headers: STRICT }) }, async (page) => {
  await page.goto('/');
  await page.waitFor(() => figure()?.state === 'stale');
  const { asOf, note } = await page.evaluate(shown);
  assert.equal(asOf, older.as_of_ms);
  assert.match(note, /Bybit does not answer/);
  assert.equal(simulator.requests.length, 0);
});
