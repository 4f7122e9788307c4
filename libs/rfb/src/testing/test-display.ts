import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

/** A display that says what it was sent: enough RFB 3.8 for handshakes, then everything is recorded. */
export interface TestDisplay {
  path: string;
  /** Bytes that came after ClientInit, for each connection in turn. */
  received: Buffer[];
  /** The shared flags that clients sent. */
  shared: number[];
  /** The open connections. */
  sockets: Set<Socket>;
  /** Waits until connection `index` has received `count` bytes after its handshake. */
  whenReceived(index: number, count: number): Promise<void>;
  close(): Promise<void>;
}

/** ServerInit of a 4 × 2 screen named "test": 32 bits a pixel. */
export const TEST_SERVER_INIT = Buffer.concat([
  Buffer.from([0, 4, 0, 2]), // width, height
  Buffer.from([32, 24, 0, 1, 0, 255, 0, 255, 0, 255, 16, 8, 0, 0, 0, 0]), // pixel format
  Buffer.from([0, 0, 0, 4]), // length of the name
  Buffer.from('test'),
]);

/** Starts a display on a UNIX socket. `greeting` replaces the version line, for displays that are none. */
export async function startTestDisplay(
  path: string,
  options: { greeting?: string } = {},
): Promise<TestDisplay> {
  const received: Buffer[] = [];
  const shared: number[] = [];
  const sockets = new Set<Socket>();
  const waiting = new Set<() => void>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    const index = received.push(Buffer.alloc(0)) - 1;
    socket.write(options.greeting ?? 'RFB 003.008\n');
    // version 12 bytes, chosen security 1 byte, shared flag 1 byte
    let handshake = Buffer.alloc(0);
    let step = 0;
    socket.on('data', (chunk: Buffer) => {
      let rest = chunk;
      if (step < 3) {
        handshake = Buffer.concat([handshake, chunk]);
        if (step === 0 && handshake.length >= 12) {
          socket.write(Buffer.from([1, 1]));
          step = 1;
        }
        if (step === 1 && handshake.length >= 13) {
          socket.write(Buffer.from([0, 0, 0, 0]));
          step = 2;
        }
        if (step === 2 && handshake.length >= 14) {
          shared.push(handshake[13] ?? 0);
          socket.write(TEST_SERVER_INIT);
          step = 3;
          rest = handshake.subarray(14);
        } else return;
      }
      received[index] = Buffer.concat([received[index] ?? Buffer.alloc(0), rest]);
      for (const wake of waiting) wake();
    });
  });
  server.listen(path);
  await once(server, 'listening');
  return {
    path,
    received,
    shared,
    sockets,
    async whenReceived(index, count) {
      while ((received[index]?.length ?? 0) < count) {
        await new Promise<void>((resolve) => {
          const wake = () => {
            waiting.delete(wake);
            resolve();
          };
          waiting.add(wake);
        });
      }
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
