import { once } from 'node:events';
import net from 'node:net';
import { describe, expect, it } from 'vitest';
import { freePort, freePorts } from './free-port.mjs';

describe('freePort', () => {
  it('should answer one that can be listened on', async () => {
    const server = net.createServer().listen(await freePort(), '127.0.0.1');
    await once(server, 'listening');
    server.close();
  });

  it('should say what is wrong with an address that nobody here has', async () => {
    await expect(freePort('192.0.2.1')).rejects.toMatchObject({ code: 'EADDRNOTAVAIL' });
  });
});

describe('freePorts', () => {
  it('should give everybody ports of their own, which no system gives away by itself', async () => {
    const firsts = await Promise.all(Array.from({ length: 20 }, () => freePorts(3)));
    const ports = firsts.flatMap((port) => [port, port + 1, port + 2]);
    expect(new Set(ports).size).toBe(60);
    expect(Math.min(...ports)).toBeGreaterThanOrEqual(20_000);
    expect(Math.max(...ports)).toBeLessThan(32_768);
  });

  it('should pass over a row of which one is taken', async () => {
    /** @type {number[]} */
    const asked = [];
    const port = await freePorts(3, '127.0.0.1', async (one) => {
      asked.push(one);
      return asked.length !== 2 && asked.length !== 6;
    });
    expect(asked).toHaveLength(9);
    expect(asked.slice(6)).toEqual([port, port + 1, port + 2]);
  });
});
