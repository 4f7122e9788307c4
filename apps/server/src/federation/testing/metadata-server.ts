import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A web server in a spec's hands, which gives metadata, or whatever a spec wants instead. */
export class MetadataServer {
  /** What was asked for, in order. */
  readonly requests: IncomingMessage[] = [];
  answer: (request: IncomingMessage, response: ServerResponse) => void = (_, response) => {
    response.writeHead(404).end();
  };

  private constructor(private readonly server: Server) {}

  static async start(): Promise<MetadataServer> {
    const server = createServer();
    const started = new MetadataServer(server);
    server.on('request', (request, response) => {
      started.requests.push(request);
      started.answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return started;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Gives one text to whoever asks, and says "not modified" to who has it. */
  give(text: string | Buffer, etag = '"1"', headers: Record<string, string> = {}): void {
    this.answer = (request, response) => {
      if (request.headers['if-none-match'] === etag) return void response.writeHead(304).end();
      response.writeHead(200, { etag, ...headers }).end(text);
    };
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
