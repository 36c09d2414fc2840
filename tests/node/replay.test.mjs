import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { replayed } from '../../bin/replay-events.mjs';
import { eventRows } from '../../bin/replay-table.mjs';
import { projectFolder } from '../../scripts/command.mjs';
import { openCascade, projectCascade } from '../../www/headless.js';

const ARCHIVE = join(process.env.LIQ_REAL_DATA ?? join(projectFolder, '..', 'shared', 'data'), 'perp-winter-2026');
const present = await access(ARCHIVE).then(() => true, () => false);
if (!present) console.log('skipped: no archive perp-winter-2026; name its folder with LIQ_REAL_DATA');

const read = (path) => readFile(join(projectFolder, path), 'utf8');
const events = () => read('bin/replay-events.json').then(JSON.parse);
const replay = async (...words) => {
  const command = [join(projectFolder, 'bin', 'liquidation-widgets.mjs'), 'replay', ...words];
  return promisify(execFile)(process.execPath, command, { maxBuffer: 1 << 24 });
};

let folder;
before(async () => { folder = await mkdtemp(join(tmpdir(), 'liquidation-widgets-')); });
after(() => rm(folder, { recursive: true }));

test('the page’s file is what the command prints now', async () => {
  assert.equal((await replay('--json')).stdout, await read('www/data/replay.json'));
});

test('the table in the document is what the command prints now', async () => {
  assert.ok((await read('docs/REPLAY.md')).includes((await replay('--markdown')).stdout));
});

test('the share of the map of a move does not depend on the move itself', async () => {
  const document = await events();
  const original = replayed(document).events;
  // The move with the thinnest book, which branches most: with a deep one it branches least.
  const at = document.events.findIndex(({ id }) => id === '2022-11-08');
  document.events[at].depthUsd.value *= 20;
  const changed = replayed(document).events;
  assert.deepEqual(changed[at].mapScale, original[at].mapScale);
  assert.notEqual(changed[at].projected.liquidatedUsd, original[at].projected.liquidatedUsd);
  assert.notDeepEqual(changed.map(({ mapScale }) => mapScale), original.map(({ mapScale }) => mapScale));
});

test('what was liquidated is no input', async () => {
  const document = await events();
  const projected = replayed(document).events.map((event) => event.projected);
  for (const { published } of document.events) Object.assign(published, { liquidatedUsd: null, allAssetsUsd: null, openInterestChange: null, openInterestCoinChange: null });
  const without = replayed(document);
  assert.deepEqual(without.events.map((event) => event.projected), projected);
  for (const row of eventRows(without).slice(1)) assert.deepEqual([row[7], row[8], row[9], row[11]], Array(4).fill('no data'));
});

test('every figure that goes in or was published names its source', async () => {
  const { assumptions, events: list } = replayed(await events());
  const figures = [...Object.values(assumptions), ...list.flatMap(({ inputs, published }) => [...Object.values(inputs), ...Object.values(published)])];
  for (const figure of figures.filter((one) => one !== null)) assert.ok(figure.source?.length > 5, JSON.stringify(figure));
});

test('a file that is no document of events is refused by its path, and too few events by their number', async () => {
  const path = join(folder, 'events.json');
  await writeFile(path, '{');
  await assert.rejects(replay(path), ({ code, stderr }) => code === 1 && stderr.includes('events.json'));
  const document = await events();
  await writeFile(path, JSON.stringify({ ...document, events: document.events.slice(0, 3) }));
  await assert.rejects(replay(path), ({ code, stderr }) => code === 1 && stderr.includes('data-empty: events must be four or more'));
  await assert.rejects(replay('--scores'), ({ code }) => code === 2);
});

test('a snapshot’s cascade is the projection of its own map at the share that it names', async () => {
  const snapshot = JSON.parse(await read('www/data/article-1.json'));
  for (const market of snapshot.markets) delete market.depth;
  const { projection, assumed } = openCascade(snapshot, { side: 'down', shock: 0.05 });
  assert.ok(projection.liquidatedNotional > 0 && assumed.replayedMoves >= 3 && assumed.mapScale === assumed.calibratedMapScale);
  const { distance, notional } = projection.blocks;
  const again = projectCascade({
    side: 'down', spot: projection.spot, shock: 0.05, blocks: distance.map((x, at) => ({ x, notional: notional[at] })), depthFactor: assumed.depthFactor,
    depth: { kind: 'power', usd1pct: assumed.depth1pct, kappa: 1.15 },
  });
  assert.ok(Math.abs(again.displacement / projection.displacement - 1) < 1e-9, `${again.displacement} ${projection.displacement}`);
  assert.throws(() => openCascade(snapshot, { shock: 0.05 }), { code: 'attribute-invalid', field: 'side' });
  const { projection: unbelieved } = openCascade(snapshot, { side: 'up', shock: 0.02, mapScale: 0 });
  assert.deepEqual([unbelieved.liquidatedNotional, unbelieved.finalPrice], [0, unbelieved.exogenousPrice]);
});

test('the tables of the winter are what its archive gives now', { skip: !present }, async () => {
  const winter = (await replay('--markdown', '--archive', ARCHIVE)).stdout;
  assert.ok((await read('docs/REPLAY.md')).includes(winter));
  const accuracy = await read('docs/ACCURACY.md');
  for (const table of (await replay('--markdown', '--archive', ARCHIVE, '--scores')).stdout.split('\n\n')) assert.ok(accuracy.includes(table.trim()), table);
});
