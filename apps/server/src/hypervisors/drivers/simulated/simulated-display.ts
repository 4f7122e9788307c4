import { createServer, type Server, type Socket } from 'node:net';
import { LONGEST_SOCKET_PATH } from '../../activation-files';
import type { DisplayEndpoint } from '../../hypervisor-driver';
import { RfbViewer, type Shown } from './rfb-viewer';

/** The display of one activation: an RFB server that nobody but the broker's user can reach. */
export class SimulatedDisplay {
  private readonly viewers = new Set<RfbViewer>();
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    readonly endpoint: DisplayEndpoint,
  ) {}

  /** Opens it at a path, or on a free loopback port where the path is too long for a socket. */
  static async open(path: string, shown: Shown): Promise<SimulatedDisplay> {
    const server = createServer();
    const fits = Buffer.byteLength(path) <= LONGEST_SOCKET_PATH;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(fits ? { path } : { host: '127.0.0.1', port: 0 }, resolve);
    });
    const address = server.address();
    const display = new SimulatedDisplay(
      server,
      typeof address === 'object' && address
        ? { kind: 'tcp', host: '127.0.0.1', port: address.port }
        : { kind: 'unix', path },
    );
    server.on('connection', (socket) => display.welcome(socket, shown));
    server.unref();
    return display;
  }

  /** Something new is to be seen. */
  drawn(): void {
    for (const viewer of this.viewers) viewer.drawn();
  }

  /** Ends it for everybody; its socket file goes with it. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  private welcome(socket: Socket, shown: Shown): void {
    const viewer = new RfbViewer(socket, shown);
    this.sockets.add(socket);
    this.viewers.add(viewer);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      this.sockets.delete(socket);
      this.viewers.delete(viewer);
    });
  }
}
