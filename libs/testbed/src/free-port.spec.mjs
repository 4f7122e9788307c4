import { once } from 'node:events';
import net from 'node:net';
import { describe, expect, it } from 'vitest';
import { freePort } from './free-port.mjs';

describe('freePort', () => {
  it('should answer one that can be listened on, and that no outgoing connection is given', async () => {
    const port = await freePort();
    expect(port).toBeLessThan(32_768);
    const server = net.createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    server.close();
  });

  it('should say what is wrong with an address that nobody here has', async () => {
    await expect(freePort('192.0.2.1')).rejects.toMatchObject({ code: 'EADDRNOTAVAIL' });
  });
});
