import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import type { DisplayEndpoint, HypervisorDriver } from '../hypervisor-driver';

/** Just enough of a VNC viewer (RFC 6143) for specs: says hello, waits for pictures, presses keys. */
export class RfbTestClient {
  private received = Buffer.alloc(0);
  private waiting: (() => void) | undefined;
  private ended = false;

  private constructor(private readonly socket: Duplex) {
    socket.on('data', (chunk) => {
      this.received = Buffer.concat([this.received, chunk]);
      this.waiting?.();
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      this.ended = true;
      this.waiting?.();
    });
  }

  /** Connects and goes through the handshake; answers the client and what the server says of its screen. */
  static async open(endpoint: DisplayEndpoint, driver?: Pick<HypervisorDriver, 'openPicture'>) {
    if (endpoint.kind === 'text') throw new Error('a text console, expected a picture');
    if (endpoint.kind === 'elsewhere' && !driver) throw new Error('a display elsewhere, expected its driver');
    const client = new RfbTestClient(
      endpoint.kind === 'elsewhere'
        ? await driver!.openPicture(endpoint.path)
        : connect(
            endpoint.kind === 'unix' ? { path: endpoint.path } : { host: endpoint.host, port: endpoint.port },
          ),
    );
    const version = (await client.take(12)).toString();
    client.socket.write('RFB 003.008\n');
    const types = await client.take((await client.take(1))[0]!);
    client.socket.write(Buffer.from([types[0]!]));
    const result = (await client.take(4)).readUInt32BE();
    client.socket.write(Buffer.from([1]));
    const init = await client.take(24);
    const name = (await client.take(init.readUInt32BE(20))).toString();
    return {
      client,
      version,
      result,
      name,
      width: init.readUInt16BE(0),
      height: init.readUInt16BE(2),
    };
  }

  /** Asks for the whole screen, or for what is new; answers the bytes of the one raw rectangle that comes. */
  async picture(options: { incremental: boolean; width: number; height: number }): Promise<Buffer> {
    const request = Buffer.from([3, options.incremental ? 1 : 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    request.writeUInt16BE(options.width, 6);
    request.writeUInt16BE(options.height, 8);
    this.socket.write(request);
    const head = await this.take(16);
    return this.take(head.readUInt16BE(8) * head.readUInt16BE(10) * 4);
  }

  /** Presses and releases the keys of a text; `\n` is Return. */
  type(text: string): void {
    for (const character of text) {
      const keysym = character === '\n' ? 0xff0d : character.charCodeAt(0);
      for (const down of [1, 0]) {
        const event = Buffer.from([4, down, 0, 0, 0, 0, 0, 0]);
        event.writeUInt32BE(keysym, 4);
        this.socket.write(event);
      }
    }
  }

  send(bytes: Uint8Array): void {
    this.socket.write(bytes);
  }

  /** Resolves when the server has ended the connection. */
  async end(): Promise<void> {
    while (!this.ended) await new Promise<void>((resolve) => (this.waiting = resolve));
  }

  close(): void {
    this.socket.destroy();
  }

  private async take(count: number): Promise<Buffer> {
    while (this.received.length < count) {
      if (this.ended) throw new Error(`the display ended after ${this.received.length} of ${count} bytes`);
      await new Promise<void>((resolve) => (this.waiting = resolve));
    }
    const taken = this.received.subarray(0, count);
    this.received = this.received.subarray(count);
    return taken;
  }
}
