import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { procedures } from '../protocol/index';
import { FakeDaemon } from '../testing/index';
import { hex } from '../testing/hex';
import { LibvirtConnection, type ConnectOptions } from './libvirt-connection';

const UUID = '00010203-0405-0607-0809-0a0b0c0d0e0f';

describe('LibvirtConnection', () => {
  let daemon: FakeDaemon;
  const opened: LibvirtConnection[] = [];

  beforeEach(async () => {
    daemon = await FakeDaemon.start();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((connection) => connection.close()));
    await daemon.stop();
  });

  async function open(options: ConnectOptions = {}): Promise<LibvirtConnection> {
    const connection = await LibvirtConnection.open(daemon.uri, { keepaliveMs: 0, ...options });
    opened.push(connection);
    return connection;
  }

  describe('opening', () => {
    it('should ask how to authenticate and then open the driver without the transport', async () => {
      await open();
      expect(daemon.calls).toEqual([
        { name: 'AUTH_LIST', args: {} },
        { name: 'CONNECT_OPEN', args: { name: 'test:///default', flags: 0 } },
      ]);
    });

    it('should open for reading only when asked', async () => {
      await open({ readOnly: true });
      expect(daemon.calls.at(-1)).toEqual({
        name: 'CONNECT_OPEN',
        args: { name: 'test:///default', flags: 1 },
      });
    });

    it('should ask to be pinged only when told to', async () => {
      await open({ daemonKeepalive: true });
      expect(daemon.calls.at(-1)).toEqual({ name: 'CONNECT_SUPPORTS_FEATURE', args: { feature: 10 } });
    });

    it('should let polkit decide when the daemon wants it', async () => {
      daemon.answer(procedures.authList, { types: [2] }).answer(procedures.authPolkit, { complete: 1 });
      await open();
      expect(daemon.calls.map(({ name }) => name)).toEqual(['AUTH_LIST', 'AUTH_POLKIT', 'CONNECT_OPEN']);
    });

    it('should say so when polkit refuses', async () => {
      daemon.answer(procedures.authList, { types: [2] });
      daemon.refuse(procedures.authPolkit, { code: 45, message: 'not you' });
      await expect(open()).rejects.toMatchObject({
        name: 'LibvirtConnectionError',
        code: 'authentication-refused',
        message: 'polkit refused: not you',
        cause: { code: 'auth-failed' },
      });
    });

    it('should say that a name and a password are needed when the daemon wants SASL', async () => {
      daemon.answer(procedures.authList, { types: [1] });
      await expect(open()).rejects.toMatchObject({ code: 'authentication-needed' });
      await daemon.clients[0]?.gone;
    });

    it('should pass on that the daemon has no such driver, and leave', async () => {
      daemon.refuse(procedures.connectOpen, { code: 5, message: 'no connection driver available' });
      await expect(open()).rejects.toMatchObject({ name: 'LibvirtError', code: 'no-connect' });
      await daemon.clients[0]?.gone;
    });

    it('should give up on a daemon that says nothing, and leave', async () => {
      daemon.hold(procedures.authList);
      await expect(open({ connectTimeoutMs: 30 })).rejects.toMatchObject({
        name: 'LibvirtConnectionError',
        code: 'connect-timed-out',
      });
      await daemon.clients[0]?.gone;
    });

    it('should stay open when the time for opening is over', async () => {
      daemon.answer(procedures.connectGetHostname, { hostname: 'still here' });
      const deadline = new AbortController();
      const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(deadline.signal);
      const connection = await open();
      timeout.mockRestore();
      deadline.abort();
      expect(await connection.host.hostname()).toBe('still here');
    });

    it('should give up on a daemon that offers no way in', async () => {
      daemon.answer(procedures.authList, { types: [] });
      await expect(open()).rejects.toMatchObject({ code: 'authentication-unsupported' });
    });

    it('should give up on another kind of server', async () => {
      daemon.on(procedures.authList, (call) =>
        call.client.send(Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')),
      );
      await expect(open()).rejects.toMatchObject({ code: 'framing-lost' });
    });

    it('should give up when the far end cannot be dialled in time', async () => {
      const dialer = (signal: AbortSignal) =>
        new Promise<never>((_, reject) =>
          signal.addEventListener('abort', () => reject(new Error('aborted'))),
        );
      await expect(open({ dialer, connectTimeoutMs: 20 })).rejects.toMatchObject({
        code: 'connect-timed-out',
      });
    });

    it.each([0, -1, 1.5, Number.NaN])('should refuse %s calls in flight', async (maxInFlight) => {
      await expect(open({ maxInFlight })).rejects.toMatchObject({ code: 'invalid-argument' });
    });

    it('should reject a URI that it cannot use', async () => {
      await expect(LibvirtConnection.open('qemu+libssh2://host/system')).rejects.toMatchObject({
        name: 'LibvirtUriError',
        code: 'unsupported-transport',
      });
    });
  });

  describe('dialling', () => {
    let directory: string;
    let server: Server | undefined;

    beforeEach(async () => {
      directory = await mkdtemp(join(tmpdir(), 'dial-'));
    });
    afterEach(async () => {
      server?.close();
      server = undefined;
      await rm(directory, { recursive: true });
    });

    it('should say when there is no socket', async () => {
      await expect(LibvirtConnection.open(`qemu:///system?socket=${directory}/none`)).rejects.toMatchObject({
        code: 'connect-failed',
        cause: { code: 'ENOENT' },
      });
    });

    it('should say when nobody listens there', async () => {
      await writeFile(`${directory}/file`, '');
      await expect(LibvirtConnection.open(`qemu:///system?socket=${directory}/file`)).rejects.toMatchObject({
        code: 'connect-failed',
        cause: { code: 'ECONNREFUSED' },
      });
    });

    it('should say when the listener hangs up at once', async () => {
      server = createServer((socket) => socket.destroy()).listen(`${directory}/sock`);
      await once(server, 'listening');
      await expect(LibvirtConnection.open(`qemu:///system?socket=${directory}/sock`)).rejects.toMatchObject({
        code: 'connection-lost',
      });
    });
  });

  describe('ending', () => {
    it('should say goodbye, end calls under way, and take a second goodbye', async () => {
      daemon.hold(procedures.domainGetState);
      const connection = await open();
      const state = connection.domains.state({ uuid: UUID }).catch((error: unknown) => error);
      await connection.close();
      expect(daemon.calls.at(-1)?.name).toBe('CONNECT_CLOSE');
      expect(await state).toMatchObject({ code: 'closed-by-client', outcome: 'unknown' });
      expect(await connection.closed).toMatchObject({ code: 'closed-by-client' });
      await connection.close();
      await expect(connection.domains.list()).rejects.toMatchObject({
        code: 'closed-by-client',
        outcome: 'not-sent',
      });
    });

    it('should not wait for ever for a daemon to take a goodbye', async () => {
      daemon.hold(procedures.connectClose);
      const connection = await open();
      await connection.close();
      expect(await connection.closed).toMatchObject({ code: 'closed-by-client' });
    });

    it('should end every call when the daemon dies in the middle of an answer', async () => {
      const held = daemon.hold(procedures.domainGetState);
      const connection = await open();
      const endings = [1, 2, 3, 4, 5, 6].map((id) =>
        connection.domains.state({ uuid: UUID, id }).catch((error: unknown) => error),
      );
      const call = await held.next();
      call.client.send(hex('0000001c 20008086 00000001 000000d4'));
      call.client.drop();
      const outcomes = (await Promise.all(endings)).map((error) => (error as { outcome: string }).outcome);
      expect(outcomes).toEqual(['unknown', 'unknown', 'unknown', 'unknown', 'not-sent', 'not-sent']);
      expect(await connection.closed).toMatchObject({ code: 'connection-lost' });
    });

    it('should notice a daemon that closes politely', async () => {
      const connection = await open();
      daemon.clients[0]?.end();
      expect(await connection.closed).toMatchObject({
        code: 'connection-lost',
        message: 'the daemon closed the connection',
      });
    });

    it('should notice a daemon that has stopped to live', async () => {
      const connection = await open({ keepaliveMs: 10 });
      const [client] = daemon.clients;
      client!.answersPings = false;
      expect(await connection.closed).toMatchObject({ code: 'keepalive-timed-out' });
      expect(client!.pings).toBe(3);
    });
  });

  it('should stay open while pings are answered, and answer those of the daemon', async () => {
    const connection = await open({ keepaliveMs: 5 });
    const [client] = daemon.clients;
    client!.ping();
    while (client!.pings < 10 || client!.pongs < 1) await new Promise((resolve) => setImmediate(resolve));
    expect(client!.pongs).toBe(1);
    expect(connection.load).toEqual({ inFlight: 0, waiting: 0 });
  });

  it('should bring answers in any order to their calls', async () => {
    const held = daemon.hold(procedures.domainLookupByName);
    const connection = await open();
    const names = ['a', 'b', 'c', 'd'];
    const answers = names.map((name) => connection.domains.lookupByName(name));
    const calls = [await held.next(), await held.next(), await held.next(), await held.next()];
    for (const call of calls.reverse()) call.reply({ domain: { name: call.args.name, uuid: UUID, id: 1 } });
    expect((await Promise.all(answers)).map(({ name }) => name)).toEqual(names);
  });

  it('should take its deadline for each call, or the one of the call', async () => {
    daemon.hold(procedures.domainGetState);
    const connection = await open({ callTimeoutMs: 500 });
    await expect(connection.domains.state({ uuid: UUID })).rejects.toMatchObject({ timeoutMs: 500 });
    await expect(connection.domains.state({ uuid: UUID }, { timeoutMs: 10 })).rejects.toMatchObject({
      timeoutMs: 10,
      outcome: 'unknown',
    });
    expect(connection.load.inFlight).toBe(2);
  });

  it('should make calls that have no method of their own', async () => {
    daemon.answer(procedures.domainRename, { code: 0 });
    const connection = await open();
    const domain = { name: 'a', uuid: UUID, id: -1 };
    await connection.call(procedures.domainRename, { domain, newName: 'b', flags: 0 });
    expect(daemon.calls.at(-1)).toEqual({ name: 'DOMAIN_RENAME', args: { domain, newName: 'b', flags: 0 } });
  });

  it('should pass on that a daemon does not know a call', async () => {
    const connection = await open();
    await expect(connection.host.hostname()).rejects.toMatchObject({
      code: 'rpc',
      procedure: 'CONNECT_GET_HOSTNAME',
    });
  });
});
