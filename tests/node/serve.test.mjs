import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { serve } from '../../scripts/serve.mjs';

/** One request with the path exactly as written: fetch would tidy `..` away before sending. */
function ask(url, path, method = 'GET') {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, method }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (piece) => { body += piece; });
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
    }).on('error', reject).end();
  });
}

describe('serve', () => {
  let folder;
  let server;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'serve-'));
    const root = join(folder, 'root');
    await mkdir(join(root, 'inner'), { recursive: true });
    await writeFile(join(folder, 'secret.txt'), 'secret');
    await mkdir(join(folder, 'root-beside'));
    await writeFile(join(folder, 'root-beside', 'a.txt'), 'secret');
    await writeFile(join(root, 'a.wasm'), 'wasm');
    await writeFile(join(root, 'a.js'), 'script');
    await writeFile(join(root, 'inner', 'index.html'), 'inner page');
    await symlink(join(folder, 'secret.txt'), join(root, 'link.txt'));
    const respond = ({ url }) => ({
      '/a.js?wrong': { headers: { 'content-type': 'text/plain' } },
      '/a.js?broken': { status: 500, body: 'no' },
      '/made.json': { headers: { 'content-type': 'application/json' }, body: '{}' },
    })[url];
    server = await serve({ root, headers: { 'content-security-policy': "default-src 'self'" }, respond });
  });

  after(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  test('wasm is served under the type that streaming compilation asks for', async () => {
    const { status, headers, body } = await ask(server.url, '/a.wasm');
    assert.deepEqual([status, headers['content-type'], body], [200, 'application/wasm', 'wasm']);
  });

  test('configured headers are on every answer', async () => {
    for (const path of ['/a.js', '/missing']) {
      assert.equal((await ask(server.url, path)).headers['content-security-policy'], "default-src 'self'");
    }
  });

  test('nothing outside the folder is served', async () => {
    const paths = ['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/inner/../../secret.txt', '/link.txt', '/../root-beside/a.txt'];
    for (const path of paths) {
      const { status, body } = await ask(server.url, path);
      assert.equal(status, 404, path);
      assert.ok(!body.includes('secret'), path);
    }
  });

  test('a malformed path is a bad request', async () => {
    for (const path of ['/%', '/%00', '/a%00.js']) assert.equal((await ask(server.url, path)).status, 400, path);
  });

  test('HEAD gives the headers of GET and no body', async () => {
    const { status, headers, body } = await ask(server.url, '/a.js', 'HEAD');
    assert.deepEqual([status, headers['content-length'], body], [200, '6', '']);
  });

  test('methods that would write are refused', async () => {
    assert.equal((await ask(server.url, '/a.js', 'PUT')).status, 405);
  });

  test('a folder leads to its index page on the same host', async () => {
    const { status, headers } = await ask(server.url, '//inner?q=1');
    assert.deepEqual([status, headers.location], [301, '/inner/?q=1']);
    assert.equal((await ask(server.url, '/inner/')).body, 'inner page');
    assert.equal((await ask(server.url, '/')).status, 404);
  });

  test('an override replaces only the parts it names', async () => {
    const wrong = await ask(server.url, '/a.js?wrong');
    assert.deepEqual([wrong.status, wrong.headers['content-type'], wrong.body], [200, 'text/plain', 'script']);
    const broken = await ask(server.url, '/a.js?broken');
    assert.deepEqual([broken.status, broken.body], [500, 'no']);
    assert.equal((await ask(server.url, '/made.json')).body, '{}');
  });

  test('the next free port is taken when the wanted one is in use', async () => {
    const wanted = Number(new URL(server.url).port);
    const second = await serve({ root: folder, port: wanted });
    try {
      assert.ok(Number(new URL(second.url).port) > wanted);
    } finally {
      await second.close();
    }
  });
});
