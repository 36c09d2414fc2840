// The five venues on one local address, each below its own name, from a snapshot. Can be told to misbehave.
//
// `startSimulator(snapshot)` gives `{ url, requests, misbehave, behave, sendLiquidation, sendText, dropSockets, stop }`. A rule of
// `misbehave` holds for the next `times` requests (all when left out) whose venue and path fit. What it may say:
//   status, headers, body    answer with these instead
//   noCors                   without the header that lets a page of another origin read the answer
//   hang                     never answer
//   drip: { bytes, everyMs } send so many bytes at a time
//   half                     promise the whole length, send half of it and break off
//   cut                      end the text half-way as if it were whole
//   padding                  so many bytes more of blanks
//   change(rows)             change the list of records: repeat, leave out, reorder
//   clockAheadMs             a clock that is ahead

import { createServer } from 'node:http';
import * as binance from './binance.mjs';
import * as bybit from './bybit.mjs';
import * as deribit from './deribit.mjs';
import * as hyperliquid from './hyperliquid.mjs';
import { marketOf } from './market.mjs';
import * as okx from './okx.mjs';
import { accept } from './web-socket.mjs';

const VENUES = { binance, bybit, okx, hyperliquid, deribit };

/** Starts on a free port of this computer. */
export async function startSimulator(snapshot, { marketOfVenue = () => marketOf(snapshot), now = Date.now } = {}) {
  const markets = Object.fromEntries(Object.keys(VENUES).map((venue) => [venue, marketOfVenue(venue)]));
  const [requests, sockets] = [[], new Set()];
  let rules = [];
  const ruleOf = (venue, path) => {
    const rule = rules.find((known) => (known.venue ?? venue) === venue && path.includes(known.path ?? '') && known.times > 0);
    if (rule) rule.times -= 1;
    return rule ?? {};
  };
  const server = createServer(async (request, response) => {
    const { venue, path, query } = placeOf(request.url);
    const body = await textOf(request);
    const asked = { venue, path, query: Object.fromEntries(query), body, method: request.method, at: Date.now() };
    if (request.method === 'OPTIONS') return preflight(response, rules.find((rule) => rule.noCors && (rule.venue ?? venue) === venue));
    requests.push(asked);
    response.on('close', () => { asked.whole = response.writableFinished; });
    const rule = ruleOf(venue, path);
    const clockMs = now() + (rule.clockAheadMs ?? 0);
    const answer = VENUES[venue]?.respond(markets[venue], { path, query, body, method: request.method, clockMs }) ?? { status: 404, body: '' };
    return send(response, answer, rule, clockMs);
  });
  server.on('upgrade', (request, socket) => {
    const { venue } = placeOf(request.url);
    const rule = ruleOf(venue, 'socket');
    if (rule.status) return socket.end(`HTTP/1.1 ${rule.status} Refused\r\nContent-Length: 0\r\n\r\n`);
    const client = { venue, sent: [] };
    Object.assign(client, accept(request, socket, { onText: (text) => client.sent.push(text), onClose: () => sockets.delete(client) }));
    return sockets.add(client);
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const clients = (venue) => [...sockets].filter((client) => client.venue === venue);
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    markets, requests, clients,
    misbehave: (rule) => { rules.push({ times: Infinity, ...rule }); },
    behave: () => { rules = []; requests.length = 0; },
    sendLiquidation: (venue, row) => clients(venue).forEach(({ send: text }) => text(JSON.stringify(VENUES[venue].streamed(row, markets[venue])))),
    sendText: (venue, text) => clients(venue).forEach((client) => client.send(text)),
    dropSockets: (venue) => clients(venue).forEach(({ drop }) => drop()),
    stop: () => new Promise((resolve) => {
      [...sockets].forEach(({ drop }) => drop());
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
}

function placeOf(address) {
  const { pathname, searchParams } = new URL(address, 'http://local');
  const [, venue, rest] = /^\/([a-z]+)(\/.*)?$/.exec(pathname) ?? [undefined, '', ''];
  return { venue, path: rest ?? '/', query: searchParams };
}

async function textOf(request) {
  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}

function preflight(response, refused) {
  const allowed = { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'content-type', 'access-control-allow-methods': 'GET, POST' };
  response.writeHead(204, refused ? {} : allowed).end();
}

async function send(response, answer, rule, clockMs) {
  if (rule.hang) return;
  const changed = rule.change ? changedRows(answer.body, rule.change) : answer.body;
  const content = rule.body ?? changed;
  let text = typeof content === 'string' ? content : JSON.stringify(content);
  if (rule.cut) text = text.slice(0, text.length / 2);
  if (rule.padding) text += ' '.repeat(rule.padding);
  const bytes = Buffer.from(text, 'utf8');
  response.sendDate = false;
  response.writeHead(rule.status ?? answer.status ?? 200, {
    'content-type': 'application/json', 'content-length': bytes.length, date: new Date(clockMs).toUTCString(),
    ...(rule.noCors ? {} : { 'access-control-allow-origin': '*' }), ...rule.headers,
  });
  if (rule.half) {
    response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
  } else if (rule.drip) {
    await drip(response, bytes, rule.drip);
  } else {
    response.end(bytes);
  }
}

async function drip(response, bytes, { bytes: size, everyMs }) {
  for (let start = 0; start < bytes.length && !response.destroyed; start += size) {
    response.write(bytes.subarray(start, start + size));
    await new Promise((resolve) => { setTimeout(resolve, everyMs); });
  }
  response.end();
}

/** The answer with `change` made to its list of records, wherever the venue keeps it; columns are left as they are. */
function changedRows(body, change) {
  if (Array.isArray(body)) return change(body);
  if (Array.isArray(body?.data)) return { ...body, data: change(body.data) };
  if (Array.isArray(body?.result)) return { ...body, result: change(body.result) };
  if (Array.isArray(body?.result?.list)) return { ...body, result: { ...body.result, list: change(body.result.list) } };
  return body;
}
