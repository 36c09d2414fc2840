// Both halves of a WebSocket: handshake, whole text frames, close. Enough for a simulator, not for the world.

import { createHash, randomBytes } from 'node:crypto';
import { request } from 'node:http';

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** Accepts an upgrade; `onText` gets what the client sends. Gives `{ send, close, drop }`. */
export function accept(request, socket, { onText, onClose } = {}) {
  const key = createHash('sha1').update(`${request.headers['sec-websocket-key']}${GUID}`).digest('base64');
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${key}\r\n\r\n`);
  let buffer = Buffer.alloc(0);
  socket.on('data', (piece) => {
    buffer = Buffer.concat([buffer, piece]);
    for (let frame = frameOf(buffer); frame; frame = frameOf(buffer)) {
      buffer = buffer.subarray(frame.length);
      if (frame.opcode === 1) onText?.(frame.payload.toString('utf8'));
      if (frame.opcode === 8) socket.end(frameWith(8, Buffer.alloc(0)));
      if (frame.opcode === 9) socket.write(frameWith(10, frame.payload));
    }
  });
  socket.on('error', () => socket.destroy());
  // Sockets of Node's HTTP server stay half open: one whose browser ended without a word would count for ever.
  socket.on('end', () => socket.end());
  socket.on('close', () => onClose?.());
  return {
    send: (text) => socket.write(frameWith(1, Buffer.from(text, 'utf8'))),
    close: () => socket.end(frameWith(8, Buffer.alloc(0))),
    /** Without a word, as when a line breaks. */
    drop: () => socket.destroy(),
  };
}

function frameWith(opcode, payload) {
  const { length } = payload;
  const head = Buffer.alloc(length < 126 ? 2 : length < 65_536 ? 4 : 10);
  head[0] = 0x80 | opcode;
  if (length < 126) head[1] = length;
  else if (length < 65_536) { head[1] = 126; head.writeUInt16BE(length, 2); }
  else { head[1] = 127; head.writeBigUInt64BE(BigInt(length), 2); }
  return Buffer.concat([head, payload]);
}

/** The first whole frame of `buffer`, unmasked; nothing while it is not whole. */
function frameOf(buffer) {
  if (buffer.length < 2) return undefined;
  const short = buffer[1] & 0x7f;
  const wide = short === 126 ? 2 : short === 127 ? 8 : 0;
  const masked = (buffer[1] & 0x80) !== 0;
  const start = 2 + wide + (masked ? 4 : 0);
  if (buffer.length < start) return undefined;
  const size = wide === 2 ? buffer.readUInt16BE(2) : wide === 8 ? Number(buffer.readBigUInt64BE(2)) : short;
  if (buffer.length < start + size) return undefined;
  const payload = Buffer.from(buffer.subarray(start, start + size));
  if (masked) payload.forEach((byte, index) => { payload[index] = byte ^ buffer[start - 4 + (index % 4)]; });
  return { opcode: buffer[0] & 0x0f, payload, length: start + size };
}

/** A client: gives `{ send, close }` once connected; `onText` gets whole texts, `onClose` the end. */
export function connect(url, { onText, onClose } = {}) {
  const { hostname, port, pathname, search } = new URL(url.replace(/^ws/, 'http'));
  const headers = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13', 'sec-websocket-key': randomBytes(16).toString('base64') };
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path: pathname + search, headers });
    asked.on('response', ({ statusCode }) => reject(new Error(`HTTP ${statusCode}`)));
    asked.on('error', reject);
    asked.on('upgrade', (_, socket) => {
      let pieces = [];
      socket.on('data', (piece) => {
        pieces.push(piece);
        if (!isWhole(pieces)) return;
        let buffer = Buffer.concat(pieces);
        for (let frame = frameOf(buffer); frame; frame = frameOf(buffer)) {
          buffer = buffer.subarray(frame.length);
          if (frame.opcode === 1) onText?.(frame.payload.toString('utf8'));
        }
        pieces = buffer.length > 0 ? [buffer] : [];
      });
      socket.on('error', () => socket.destroy());
      socket.on('close', () => onClose?.());
      const masked = (opcode, text) => socket.write(maskedFrame(opcode, Buffer.from(text, 'utf8')));
      resolve({ send: (text) => masked(1, text), close: () => masked(8, '') });
    });
    asked.end();
  });
}

/** Whether the pieces may hold a whole frame: long frames come in many pieces, which are joined once. */
function isWhole(pieces) {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const head = pieces[0].length >= 10 ? pieces[0] : Buffer.concat(pieces);
  if (head.length < 10 || (head[1] & 0x7f) !== 127) return true;
  return length >= 10 + Number(head.readBigUInt64BE(2));
}

/** What a client sends is masked; texts below 126 bytes only. */
function maskedFrame(opcode, payload) {
  if (payload.length > 125) throw new RangeError('a client of the simulator sends short texts');
  const mask = randomBytes(4);
  const body = Buffer.from(payload.map((byte, index) => byte ^ mask[index % 4]));
  return Buffer.concat([Buffer.from([0x80 | opcode, 0x80 | payload.length]), mask, body]);
}
