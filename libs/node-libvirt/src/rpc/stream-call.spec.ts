import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { procedures } from '../protocol/index';
import { encodeRefusal } from '../testing/fake-call';
import { MemoryTransport } from '../testing/memory-transport';
import { encodeMessage, type Message } from './message';
import { RpcClient } from './rpc-client';

const openConsole = procedures.domainOpenConsole;
const ARGS = {
  domain: { name: '', uuid: '00010203-0405-0607-0809-0a0b0c0d0e0f', id: 1 },
  device: null,
  flags: 0,
};
const [REPLY, STREAM] = [1, 3];
const [OK, ERROR, CONTINUE] = [0, 1, 2];

/** A stream that was asked for, and the daemon's side of it. */
function begin() {
  const transport = new MemoryTransport();
  const rpc = new RpcClient(transport, { callTimeoutMs: 1_000, maxInFlight: 1, keepaliveMs: 0 });
  const opening = rpc.openStream(openConsole, ARGS);
  opening.catch(() => undefined);
  const [call] = transport.takeMessages() as [Message];
  const daemon = (type: number, status: number, payload: Uint8Array = Buffer.alloc(0)) =>
    transport.receive(encodeMessage({ ...call, type, status }, payload));
  return {
    transport,
    rpc,
    opening,
    daemon,
    data: (text: string) => daemon(STREAM, CONTINUE, Buffer.from(text)),
    /** Status and text of each packet that the client has sent since the last look. */
    sent: () =>
      transport.takeMessages().map(({ type, status, serial, payload }) => {
        expect([type, serial]).toEqual([STREAM, call.serial]);
        return [status, payload.toString()];
      }),
  };
}

describe('a stream in both directions', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('should carry bytes both ways, those before anybody listened too', async () => {
    const { daemon, data, opening, sent, rpc } = begin();
    data('early ');
    daemon(REPLY, OK);
    const stream = await opening;
    expect(rpc.load.inFlight).toBe(0);
    data('bird');
    const seen: string[] = [];
    stream.onData((bytes) => seen.push(bytes.toString()));
    data('!');
    expect(seen).toEqual(['early ', 'bird', '!']);
    stream.write(Buffer.from('worm'));
    expect(sent()).toEqual([[CONTINUE, 'worm']]);
  });

  it('should cut what is too long for one packet', async () => {
    const { daemon, opening, sent } = begin();
    daemon(REPLY, OK);
    (await opening).write(Buffer.alloc(300_000, 'x'));
    expect(sent().map(([, text]) => String(text).length)).toEqual([262_120, 37_880]);
  });

  it('should agree to the end of the far end', async () => {
    const { daemon, opening, sent } = begin();
    daemon(REPLY, OK);
    const stream = await opening;
    daemon(STREAM, CONTINUE);
    expect(sent()).toEqual([[OK, '']]);
    daemon(STREAM, OK);
    await expect(stream.closed).resolves.toBeUndefined();
    stream.write(Buffer.from('late'));
    expect(sent()).toEqual([]);
  });

  it('should tell what broke it', async () => {
    const { daemon, opening } = begin();
    daemon(REPLY, OK);
    const stream = await opening;
    daemon(STREAM, ERROR, encodeRefusal({ code: 38, message: 'gone' }));
    await expect(stream.closed).rejects.toMatchObject({ name: 'LibvirtError', code: 'system-error' });
  });

  it('should pass on that there is no stream', async () => {
    const { daemon, opening, rpc } = begin();
    daemon(REPLY, ERROR, encodeRefusal({ code: 55, message: 'not running' }));
    await expect(opening).rejects.toMatchObject({ code: 'operation-invalid' });
    expect(rpc.load.inFlight).toBe(0);
  });

  it('should end a stream that came too late for its caller', async () => {
    const { daemon, data, opening, sent, rpc } = begin();
    vi.advanceTimersByTime(1_001);
    await expect(opening).rejects.toMatchObject({ code: 'call-timed-out', outcome: 'unknown' });
    expect(rpc.load.inFlight).toBe(1);
    daemon(REPLY, OK);
    expect(sent()).toEqual([[ERROR, '']]);
    data('for nobody');
    daemon(STREAM, ERROR, encodeRefusal({ code: 39, message: 'aborted at client request' }));
    expect(rpc.load.inFlight).toBe(0);
  });

  it('should give up on bytes that nobody reads', async () => {
    const { daemon, opening, sent } = begin();
    daemon(REPLY, OK);
    const stream = await opening;
    for (let packet = 0; packet < 5; packet += 1) daemon(STREAM, CONTINUE, Buffer.alloc(1024 * 1024));
    await expect(stream.closed).rejects.toMatchObject({ code: 'limit-exceeded' });
    expect(sent()).toEqual([[ERROR, '']]);
  });

  it('should end with its connection', async () => {
    const { daemon, opening, rpc } = begin();
    daemon(REPLY, OK);
    const stream = await opening;
    rpc.close('connection-lost', 'gone');
    await expect(stream.closed).rejects.toMatchObject({ code: 'connection-lost' });
  });

  it('should take data after its end for lost framing', async () => {
    const { daemon, data, opening, rpc } = begin();
    daemon(REPLY, OK);
    await opening;
    daemon(STREAM, OK);
    data('ghost');
    expect(await rpc.closed).toMatchObject({ code: 'framing-lost' });
  });
});
