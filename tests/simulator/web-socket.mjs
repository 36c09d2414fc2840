// The server's half of a WebSocket: handshake, whole text frames, close. Enough for a simulator, not for the world.

import { createHash } from 'node:crypto';

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
