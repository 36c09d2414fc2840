// The nginx recipe of docs/EMBEDDING.md as it is written, but for its addresses, before the simulator of the venues.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { projectFolder } from '../../scripts/command.mjs';
import { startSimulator } from '../simulator/simulator.mjs';
import { recentSnapshot } from './live-page.mjs';

const skip = spawnSync('nginx', ['-v']).error ? 'nginx is not on this machine' : false;
const PATH = '/bybit/v5/market/instruments-info?category=linear&symbol=BTCUSDT';
const stops = [];
after(async () => { for (const stop of stops.reverse()) await stop(); });

/** A port that was free a moment ago. */
async function freePort() {
  const server = createServer();
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address();
  await new Promise((resolve) => { server.close(resolve); });
  return port;
}

/** The simulator and nginx before it, by the recipe. */
async function proxied() {
  const simulator = await startSimulator(recentSnapshot({ hours: 48 }));
  stops.push(simulator.stop);
  const folder = await mkdtemp(join(tmpdir(), 'proxy-'));
  // Its workers may run as another user.
  await chmod(folder, 0o755);
  stops.push(() => rm(folder, { recursive: true, force: true }));
  const port = await freePort();
  const text = await readFile(join(projectFolder, 'docs/EMBEDDING.md'), 'utf8');
  const recipe = /```nginx\n(proxy_cache_path[^]*?)```/.exec(text)[1];
  const local = recipe.replace('/var/cache/venues', `${folder}/cache`).replace('listen 443 ssl;', `listen 127.0.0.1:${port};`)
    .replace('https://api.bybit.com', `${simulator.url}/bybit`).replace('https://stream.bybit.com', `${simulator.url}/bybit`);
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${folder}/${kind};`).join('\n');
  await writeFile(join(folder, 'nginx.conf'), `daemon off; pid ${folder}/pid; error_log ${folder}/errors.log;\nevents {}\nhttp {\naccess_log off;\n${kinds}\n${local}}\n`);
  const child = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'ignore' });
  const gone = new Promise((resolve) => { child.on('exit', resolve); });
  stops.push(() => { child.kill(); return gone; });
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 100; tries += 1) {
    if (await fetch(url).then(() => true, () => false)) return { simulator, url };
    await pause(50);
  }
  throw new Error(await readFile(join(folder, 'errors.log'), 'utf8'));
}

const origin = (response) => response.headers.get('access-control-allow-origin');

test('one answer of the venue serves all readers, who get the header that lets their page read it once', { skip }, async () => {
  const { simulator, url } = await proxied();
  const answers = await Promise.all(Array.from({ length: 5 }, (_, reader) => fetch(`${url}${PATH}`, { headers: { cookie: 'a=b', origin: 'https://news.example', 'accept-encoding': reader % 2 ? 'gzip' : 'br' } })));
  assert.deepEqual(answers.map(({ status }) => status), [200, 200, 200, 200, 200]);
  assert.deepEqual([...new Set(await Promise.all(answers.map(async (answer) => (await answer.json()).retCode)))], [0]);
  assert.equal(simulator.requests.length, 1);
  for (const answer of answers) {
    assert.equal(origin(answer), 'https://news.example');
    assert.equal(answer.headers.get('cache-control'), 'public, max-age=20');
  }
});

test('a venue’s refusal comes through with its Retry-After, readable by the page, and is not kept', { skip }, async () => {
  const { simulator, url } = await proxied();
  simulator.misbehave({ status: 429, headers: { 'retry-after': '7' }, times: 1 });
  const refused = await fetch(`${url}${PATH}`);
  assert.deepEqual([refused.status, refused.headers.get('retry-after'), origin(refused), refused.headers.get('cache-control')], [429, '7', 'https://news.example', null]);
  assert.match(refused.headers.get('access-control-expose-headers') ?? '', /Retry-After/);
  assert.equal((await fetch(`${url}${PATH}`)).status, 200);
});

test('nothing but the paths named is relayed, and nothing but reading', { skip }, async () => {
  const { simulator, url } = await proxied();
  assert.equal((await fetch(`${url}/bybit/v5/account/info`)).status, 404);
  assert.equal((await fetch(`${url}${PATH}`, { method: 'POST' })).status, 403);
  assert.equal(simulator.requests.length, 0);
});

test('a stream of liquidations passes', { skip: skip || (typeof WebSocket === 'undefined' && 'this Node.js has no WebSocket') }, async () => {
  const { url } = await proxied();
  const socket = new WebSocket(`${url.replace('http', 'ws')}/bybit/v5/public/linear`);
  await new Promise((resolve, reject) => { socket.onopen = resolve; socket.onerror = reject; });
  socket.close();
});
