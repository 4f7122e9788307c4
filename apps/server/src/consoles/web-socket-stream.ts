import { Duplex } from 'node:stream';
import type { RawData, WebSocket } from 'ws';

/**
 * A WebSocket as a stream of bytes with back-pressure both ways. Unlike the one of `ws`, ending or destroying the stream
 * leaves the socket open: only OpenConsole closes it, with the code that tells the browser why.
 */
export function webSocketStream(socket: WebSocket): Duplex {
  const stream = new Duplex({
    read: () => socket.resume(),
    write: (chunk: Buffer, _, done) => {
      if (socket.readyState !== socket.OPEN) return done(new Error('the WebSocket is closed'));
      socket.send(chunk, { binary: true }, done);
    },
  });
  socket.on('message', (data: RawData) => {
    if (!stream.push(asBuffer(data))) socket.pause();
  });
  socket.once('close', () => stream.push(null));
  socket.once('error', (error) => stream.destroy(error));
  return stream;
}

/** `ws` gives one Buffer, unless it was told to give fragments. */
function asBuffer(data: RawData): Buffer {
  if (Buffer.isBuffer(data)) return data;
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data);
}
