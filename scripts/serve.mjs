// Serves a folder over HTTP on this machine only: for the demo, and for browser specs that want odd answers.

import { createServer } from 'node:http';
import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Failure } from './command.mjs';

const HOST = '127.0.0.1';
const PORTS_TRIED = 50;

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

/**
 * Serves the folder `root` and gives `{ url, close }`; `url` ends with a slash.
 *
 * `port` 0 takes any free port, another number the first free one from there on. `headers` go on every answer, for instance a
 * content security policy. `respond(request)` may give undefined, or an override `{ status, headers, body, delayMs }`: each
 * part that is present replaces what the file would have given, so `{ headers: { 'content-type': 'text/plain' } }` serves
 * the file under a wrong type, and `{ status: 500, body: '' }` serves no file at all.
 */
export async function serve({ root, port = 0, headers = {}, respond = () => undefined }) {
  const folder = await realpath(root);
  const server = createServer((request, response) => {
    answer({ folder, headers, respond }, request, response).catch((error) => {
      if (!response.headersSent) response.writeHead(500);
      response.end(`${error.message}\n`);
    });
  });
  const taken = await listen(server, port);
  return { url: `http://${HOST}:${taken}/`, close: () => close(server) };
}

async function answer({ folder, headers, respond }, request, response) {
  const override = await respond(request) ?? {};
  if (override.delayMs) await pause(override.delayMs);
  const found = override.body === undefined ? await find(folder, request) : { status: 200, headers: {} };
  response.writeHead(override.status ?? found.status, { 'cache-control': 'no-cache', ...found.headers, ...headers, ...override.headers });
  if (request.method === 'HEAD') response.end();
  else if (found.path) createReadStream(found.path).on('error', () => response.destroy()).pipe(response);
  else response.end(override.body ?? `${found.status}\n`);
}

/** The file that a request asks for, or the status that says why there is none. */
async function find(folder, { method, url }) {
  if (method !== 'GET' && method !== 'HEAD') return { status: 405, headers: { allow: 'GET, HEAD' } };
  const [encoded, query] = url.split(/\?(.*)/s);
  const pathname = decode(encoded);
  if (pathname === undefined) return { status: 400, headers: {} };
  const path = await realpath(join(folder, pathname)).catch(() => undefined);
  if (path !== folder && !path?.startsWith(folder + sep)) return { status: 404, headers: {} };
  const entry = await stat(path);
  if (!entry.isDirectory()) return file(path, entry);
  if (!pathname.endsWith('/')) return { status: 301, headers: { location: `${encoded.replace(/^\/+/, '/')}/${query ? `?${query}` : ''}` } };
  const index = join(path, 'index.html');
  const indexEntry = await stat(index).catch(() => undefined);
  return indexEntry ? file(index, indexEntry) : { status: 404, headers: {} };
}

function file(path, entry) {
  if (!entry.isFile()) return { status: 404, headers: {} };
  const type = TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream';
  return { status: 200, path, headers: { 'content-type': type, 'content-length': entry.size } };
}

function decode(encoded) {
  try {
    const pathname = decodeURIComponent(encoded);
    return pathname.includes('\0') || !pathname.startsWith('/') ? undefined : pathname;
  } catch {
    return undefined;
  }
}

async function listen(server, port) {
  for (let tried = 0; tried < PORTS_TRIED; tried += 1) {
    const error = await new Promise((resolve) => {
      server.once('error', resolve).listen(port && Math.min(port + tried, 65_535), HOST, () => resolve(undefined));
    });
    server.removeAllListeners('error');
    if (!error) return server.address().port;
    if (error.code !== 'EADDRINUSE') throw new Failure(`port ${port} cannot be opened: ${error.message}`);
  }
  throw new Failure(`port ${port} and the ${PORTS_TRIED - 1} after it are taken: set PORT to another`);
}

function close(server) {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
