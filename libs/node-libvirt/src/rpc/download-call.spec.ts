import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { procedures } from '../protocol/index';
import { encodeRefusal } from '../testing/fake-call';
import { MemoryTransport } from '../testing/memory-transport';
import { encodeValue } from '../xdr/codec';
import { encodeMessage, type Message } from './message';
import { RpcClient } from './rpc-client';

const screenshot = procedures.domainScreenshot;
const ARGS = {
  domain: { name: '', uuid: '00010203-0405-0607-0809-0a0b0c0d0e0f', id: 1 },
  screen: 0,
  flags: 0,
};
const [REPLY, STREAM] = [1, 3];
const [OK, ERROR, CONTINUE] = [0, 1, 2];

/** A download under way, and the daemon's side of it. */
function begin(maxBytes = 1000) {
  const transport = new MemoryTransport();
  const rpc = new RpcClient(transport, { callTimeoutMs: 1_000, maxInFlight: 4, keepaliveMs: 0 });
  const answer = rpc.download(screenshot, ARGS, { maxBytes });
  answer.catch(() => undefined);
  const [call] = transport.takeMessages() as [Message];
  const daemon = (type: number, status: number, payload: Uint8Array = Buffer.alloc(0)) =>
    transport.receive(encodeMessage({ ...call, type, status }, payload));
  return {
    transport,
    rpc,
    answer,
    daemon,
    reply: () => daemon(REPLY, OK, encodeValue(screenshot.reply, { mime: 'image/png' })),
    data: (text: string) => daemon(STREAM, CONTINUE, Buffer.from(text)),
    endOfData: () => daemon(STREAM, CONTINUE),
    confirm: () => daemon(STREAM, OK),
    /** Status of each stream packet that the client has sent since the last look. */
    ends: () =>
      transport.takeMessages().map(({ type, status, serial, procedure, payload }) => {
        expect({ type, serial, procedure, payload }).toEqual({
          type: STREAM,
          serial: call.serial,
          procedure: 211,
          payload: Buffer.alloc(0),
        });
        return status;
      }),
  };
}

describe('a call with a stream of bytes', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('should collect the bytes, confirm their end, and wait for the last word', async () => {
    const { rpc, answer, reply, data, endOfData, confirm, ends } = begin();
    reply();
    data('abc');
    data('def');
    expect(ends()).toEqual([]);
    endOfData();
    expect(ends()).toEqual([OK]);
    expect(rpc.load.inFlight).toBe(1);
    confirm();
    expect(await answer).toEqual({ reply: { mime: 'image/png' }, bytes: Buffer.from('abcdef') });
    expect(rpc.load.inFlight).toBe(0);
  });

  it('should take bytes that overtake the reply', async () => {
    const { answer, reply, data, endOfData, confirm, ends } = begin();
    data('abc');
    endOfData();
    expect(ends()).toEqual([]);
    reply();
    expect(ends()).toEqual([OK]);
    confirm();
    expect((await answer).bytes.toString()).toBe('abc');
  });

  it('should end the data at a packet with status ok as well', async () => {
    const { answer, reply, data, confirm, ends } = begin();
    reply();
    data('abc');
    confirm();
    expect((await answer).bytes.toString()).toBe('abc');
    expect(ends()).toEqual([]);
  });

  it('should take exactly as many bytes as allowed', async () => {
    const { answer, reply, data, endOfData, confirm } = begin(6);
    reply();
    data('abcdef');
    endOfData();
    confirm();
    expect((await answer).bytes.toString()).toBe('abcdef');
  });

  it('should abort at one byte more, drop what still comes, and free the place at the last word', async () => {
    const { rpc, answer, reply, data, daemon, ends } = begin(6);
    reply();
    data('abcdef');
    data('g');
    await expect(answer).rejects.toMatchObject({ name: 'LibvirtProtocolError', code: 'limit-exceeded' });
    expect(ends()).toEqual([ERROR]);
    data('still coming');
    expect(ends()).toEqual([]);
    expect(rpc.load.inFlight).toBe(1);
    daemon(STREAM, ERROR, encodeRefusal({ code: 39 }));
    expect(rpc.load.inFlight).toBe(0);
  });

  it('should end with the error of a reply, without a stream', async () => {
    const { rpc, answer, daemon, ends } = begin();
    daemon(REPLY, ERROR, encodeRefusal({ code: 55 }));
    await expect(answer).rejects.toMatchObject({ code: 'operation-invalid' });
    expect(ends()).toEqual([]);
    expect(rpc.load.inFlight).toBe(0);
  });

  it('should end with the error of a stream', async () => {
    const { rpc, answer, reply, data, daemon, ends } = begin();
    reply();
    data('abc');
    daemon(STREAM, ERROR, encodeRefusal({ code: 38 }));
    await expect(answer).rejects.toMatchObject({ code: 'system-error' });
    expect(ends()).toEqual([]);
    expect(rpc.load.inFlight).toBe(0);
  });

  it('should abort the stream of a reply that does not decode', async () => {
    const { answer, daemon, ends } = begin();
    daemon(REPLY, OK, Buffer.from([0]));
    await expect(answer).rejects.toMatchObject({ code: 'truncated' });
    expect(ends()).toEqual([ERROR]);
  });

  it('should abort a stream whose deadline has passed, at once or when its reply is there', async () => {
    const early = begin();
    early.reply();
    const late = begin();
    const both = Promise.allSettled([early.answer, late.answer]);
    await vi.advanceTimersByTimeAsync(1_000);
    for (const { status } of await both) expect(status).toBe('rejected');
    expect(early.ends()).toEqual([ERROR]);
    expect(late.ends()).toEqual([]);
    late.reply();
    expect(late.ends()).toEqual([ERROR]);
  });

  it('should abort what nobody waits for also when its data ended before its reply', async () => {
    const { answer, reply, endOfData, ends } = begin();
    const rejected = expect(answer).rejects.toMatchObject({ code: 'call-timed-out' });
    await vi.advanceTimersByTimeAsync(1_000);
    await rejected;
    endOfData();
    reply();
    expect(ends()).toEqual([ERROR]);
  });

  it.each([
    ['a second reply', ({ reply }: ReturnType<typeof begin>) => reply()],
    ['a reply with descriptors', ({ daemon }: ReturnType<typeof begin>) => daemon(5, OK)],
    ['a hole', ({ daemon }: ReturnType<typeof begin>) => daemon(6, CONTINUE, Buffer.alloc(12))],
  ])('should lose the connection by %s', async (_what, send) => {
    const download = begin();
    download.reply();
    send(download);
    expect(await download.rpc.closed).toMatchObject({ code: 'framing-lost' });
  });

  it('should lose the connection by data after their end', async () => {
    const { rpc, data, confirm } = begin();
    confirm();
    data('more');
    expect(await rpc.closed).toMatchObject({ code: 'framing-lost' });
  });

  it('should not let many small packets cost more than their bytes', async () => {
    const { answer, reply, data, endOfData, confirm } = begin(50_000);
    reply();
    for (let turn = 0; turn < 50_000; turn += 1) data('x');
    endOfData();
    confirm();
    expect((await answer).bytes.length).toBe(50_000);
  });
});
