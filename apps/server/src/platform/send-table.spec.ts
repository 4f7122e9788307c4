import { once } from 'node:events';
import { createServer, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import type { Response } from 'express';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Log } from './log';
import { sendTable } from './send-table';

describe('a table that is taken along', () => {
  let server: Server;
  let lines: () => Readable;
  let sent: Promise<void>;
  let told: object[];

  /** As much of express as is used. */
  function asExpress(response: ServerResponse): Response {
    const like = Object.assign(response, {
      status: (code: number) => Object.assign(like, { statusCode: code }),
      set: (headers: Record<string, string>) => {
        for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
        return like;
      },
    });
    return like as unknown as Response;
  }

  beforeEach(async () => {
    told = [];
    const log = { error: (facts: object) => told.push(facts) } as unknown as Log;
    server = createServer((_, response) => {
      sent = sendTable(lines(), { name: 'x.csv', response: asExpress(response), log });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => server.close());

  const take = () => fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);

  it('should arrive whole, under its name, and be kept nowhere', async () => {
    lines = () => Readable.from(['a\r\n', 'b\r\n']);
    const answer = await take();
    expect(await answer.text()).toBe('a\r\nb\r\n');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="x.csv"');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    await sent;
    expect(told).toEqual([]);
  });

  it('should be cut off when it breaks in the middle, and the log be told with a code', async () => {
    const broken = new Error('the database is gone');
    lines = () =>
      Readable.from(
        (async function* () {
          yield 'a\r\n';
          throw broken;
        })(),
      );
    await expect(take().then((answer) => answer.text())).rejects.toThrow();
    await sent;
    expect(told).toEqual([{ err: broken, code: 'table-cut-short', table: 'x.csv' }]);
  });

  it('should be no fault when whoever reads it goes away', async () => {
    lines = () =>
      Readable.from(
        (async function* () {
          for (;;) {
            yield 'x'.repeat(65_536);
            await new Promise((resolve) => setImmediate(resolve));
          }
        })(),
      );
    const { port } = server.address() as AddressInfo;
    const asking = request({ port, host: '127.0.0.1' }).end();
    const [answer] = (await once(asking, 'response')) as [Readable];
    answer.destroy();
    await sent;
    expect(told).toEqual([]);
  });
});
