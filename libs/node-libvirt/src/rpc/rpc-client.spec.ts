import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { eventMessages, procedures } from '../protocol/index';
import { hex } from '../testing/hex';
import { MemoryTransport } from '../testing/memory-transport';
import type { TransportListener } from '../transport/transport';
import { encodeValue } from '../xdr/codec';
import { encodeMessage, type Message } from './message';
import { RpcClient, type RpcClientOptions } from './rpc-client';

const OPTIONS: RpcClientOptions = { callTimeoutMs: 30_000, maxInFlight: 4, keepaliveMs: 0 };
const { domainLookupByName: lookup, domainIsActive: isActive } = procedures;
const UUID = '00010203-0405-0607-0809-0a0b0c0d0e0f';

function client(options: Partial<RpcClientOptions> = {}) {
  const transport = new MemoryTransport();
  return { transport, rpc: new RpcClient(transport, { ...OPTIONS, ...options }) };
}

/** The daemon's reply to a call that was sent. */
function replyTo(call: Message, payload: Uint8Array, status = 0): Buffer {
  return encodeMessage({ ...call, type: 1, status }, payload);
}

function domainNamed(name: string): Buffer {
  return encodeValue(lookup.reply, { domain: { name, uuid: UUID, id: 1 } });
}

describe('RpcClient', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('should send a call as the protocol lays it out', async () => {
    const { transport, rpc } = client();
    const answer = rpc.call(lookup, { name: 'test' });
    expect(transport.sent).toEqual([
      hex(`
        00 00 00 24              # length: 28 of the header, 8 of the payload
        20 00 80 86              # program: main
        00 00 00 01              # version
        00 00 00 17              # procedure 23: DOMAIN_LOOKUP_BY_NAME
        00 00 00 00              # type: call
        00 00 00 01              # serial
        00 00 00 00              # status: ok
        00 00 00 04 74 65 73 74  # name: "test"`),
    ]);
    transport.receive(
      hex(`
        00 00 00 38              # length: 28 and 28
        20 00 80 86  00 00 00 01
        00 00 00 17              # the same procedure
        00 00 00 01              # type: reply
        00 00 00 01              # the same serial
        00 00 00 00              # status: ok
        00 00 00 04 74 65 73 74  # name: "test"
        00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f
        00 00 00 01              # id`),
    );
    expect(await answer).toEqual({ domain: { name: 'test', uuid: UUID, id: 1 } });
  });

  it('should end a call with the error that the daemon answers', async () => {
    const { transport, rpc } = client();
    const answer = rpc.call(lookup, { name: 'x' });
    transport.receive(
      hex(`
        00 00 00 50  20 00 80 86  00 00 00 01  00 00 00 17
        00 00 00 01  00 00 00 01
        00 00 00 01                            # status: error
        00 00 00 2a  00 00 00 0a               # 42 no domain, from the QEMU driver
        00 00 00 01  00 00 00 04 67 6f 6e 65   # message "gone"
        00 00 00 02                            # level: error
        00 00 00 00                            # no domain
        00 00 00 00  00 00 00 00  00 00 00 00  # no texts
        ff ff ff ff  ff ff ff ff
        00 00 00 00                            # no network`),
    );
    await expect(answer).rejects.toMatchObject({
      name: 'LibvirtError',
      code: 'no-domain',
      number: 42,
      source: 'qemu',
      level: 'error',
      message: 'gone',
      procedure: 'DOMAIN_LOOKUP_BY_NAME',
    });
    expect(rpc.load).toEqual({ inFlight: 0, waiting: 0 });
  });

  it('should bring each reply to its call in whatever order, pieces and company they come', async () => {
    const story = fc.record({
      order: fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7], { minLength: 8 }),
      cuts: fc.array(fc.integer({ min: 1, max: 90 })),
      events: fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
    });
    const reboot = encodeValue(eventMessages.reboot.payload, {
      callbackId: 1,
      domain: { name: 'e', uuid: UUID, id: 1 },
    });
    const event = encodeMessage(
      { program: 0x20008086, procedure: 319, type: 2, serial: 0, status: 0 },
      reboot,
    );
    await fc.assert(
      fc.asyncProperty(story, async ({ order, cuts, events }) => {
        const { transport, rpc } = client({ maxInFlight: 8 });
        let seen = 0;
        rpc.listen(eventMessages.reboot, () => (seen += 1));
        const answers = order.map((_, index) => rpc.call(lookup, { name: `vm${index}` }));
        const calls = transport.takeMessages();
        const replies = order.flatMap((index) => {
          const reply = replyTo(calls[index]!, domainNamed(`vm${index}`));
          return events[index] ? [event, reply] : [reply];
        });
        let rest = Buffer.concat(replies);
        for (const cut of cuts) {
          transport.receive(rest.subarray(0, cut));
          rest = rest.subarray(cut);
        }
        transport.receive(rest);
        expect((await Promise.all(answers)).map(({ domain }) => domain.name)).toEqual(
          order.map((_, index) => `vm${index}`),
        );
        expect(seen).toBe(events.filter(Boolean).length);
      }),
    );
  });

  it('should let the daemon have as many calls as allowed and keep the rest in order', async () => {
    const { transport, rpc } = client({ maxInFlight: 2 });
    const answers = ['a', 'b', 'c', 'd'].map((name) => rpc.call(lookup, { name }));
    expect(rpc.load).toEqual({ inFlight: 2, waiting: 2 });
    const [first, second] = transport.takeMessages();
    transport.receive(replyTo(second!, domainNamed('b')));
    await answers[1];
    const [third, ...more] = transport.takeMessages();
    expect(third?.payload).toEqual(hex('00000001 63000000'));
    expect(more).toEqual([]);
    transport.receive(replyTo(first!, domainNamed('a')));
    transport.receive(replyTo(third!, domainNamed('c')));
    const [fourth] = transport.takeMessages();
    transport.receive(replyTo(fourth!, domainNamed('d')));
    expect((await Promise.all(answers)).map(({ domain }) => domain.name)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('should end a call without an answer at its deadline, its outcome unknown', async () => {
    const { rpc } = client({ callTimeoutMs: 1_000 });
    const answer = rpc.call(lookup, { name: 'x' });
    const expectation = expect(answer).rejects.toMatchObject({
      name: 'LibvirtTimeoutError',
      code: 'call-timed-out',
      outcome: 'unknown',
      procedure: 'DOMAIN_LOOKUP_BY_NAME',
      timeoutMs: 1_000,
    });
    await vi.advanceTimersByTimeAsync(1_000);
    await expectation;
  });

  it('should say of a call that never found a place that it was not sent', async () => {
    const { transport, rpc } = client({ maxInFlight: 1 });
    void rpc.call(lookup, { name: 'slow' }, { timeoutMs: 60_000 }).catch(() => undefined);
    const answer = rpc.call(lookup, { name: 'late' }, { timeoutMs: 1_000 });
    const expectation = expect(answer).rejects.toMatchObject({ code: 'call-timed-out', outcome: 'not-sent' });
    await vi.advanceTimersByTimeAsync(1_000);
    await expectation;
    expect(transport.takeMessages()).toHaveLength(1);
    expect(rpc.load).toEqual({ inFlight: 1, waiting: 0 });
  });

  it('should keep the place of a call that timed out until the daemon has answered it', async () => {
    const { transport, rpc } = client({ maxInFlight: 1, callTimeoutMs: 1_000 });
    const slow = expect(rpc.call(lookup, { name: 'slow' })).rejects.toMatchObject({ outcome: 'unknown' });
    await vi.advanceTimersByTimeAsync(1_000);
    await slow;
    const [call] = transport.takeMessages();
    const next = rpc.call(lookup, { name: 'next' });
    expect(transport.takeMessages()).toEqual([]);

    transport.receive(replyTo(call!, domainNamed('slow')));
    const [second] = transport.takeMessages();
    transport.receive(replyTo(second!, domainNamed('next')));
    expect((await next).domain.name).toBe('next');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('should wait for very long when told to wait for ever', async () => {
    const { transport, rpc } = client();
    const answer = rpc.call(lookup, { name: 'x' }, { timeoutMs: Infinity });
    await vi.advanceTimersByTimeAsync(3_600_000);
    const [call] = transport.takeMessages();
    transport.receive(replyTo(call!, domainNamed('x')));
    expect((await answer).domain.name).toBe('x');
  });

  it('should not take a message of another program for one of its own', () => {
    const { transport, rpc } = client();
    const listener = vi.fn();
    rpc.listen(eventMessages.reboot, listener);
    transport.receive(encodeMessage({ program: 0x20008087, procedure: 319, type: 2, serial: 0, status: 0 }));
    expect(listener).not.toHaveBeenCalled();
    expect(transport.closed).toBe(false);
  });

  it('should refuse arguments that cannot be sent without sending anything', async () => {
    const { transport, rpc } = client();
    await expect(rpc.call(lookup, { name: 'a\0b' })).rejects.toMatchObject({ code: 'invalid-argument' });
    expect(transport.sent).toEqual([]);
    expect(rpc.load).toEqual({ inFlight: 0, waiting: 0 });
  });

  it('should end every call when the connection breaks, telling those that were sent from those that were not', async () => {
    const { transport, rpc } = client({ maxInFlight: 1 });
    const sent = rpc.call(lookup, { name: 'sent' }).catch((error: unknown) => error);
    const waiting = rpc.call(lookup, { name: 'waiting' }).catch((error: unknown) => error);
    const cause = new Error('read ECONNRESET');
    transport.end(cause);
    expect(await sent).toMatchObject({ code: 'connection-lost', outcome: 'unknown', cause });
    expect(await waiting).toMatchObject({ code: 'connection-lost', outcome: 'not-sent', cause });
    expect(await rpc.closed).toMatchObject({ code: 'connection-lost', cause });
    await expect(rpc.call(lookup, { name: 'later' })).rejects.toMatchObject({
      code: 'connection-lost',
      outcome: 'not-sent',
    });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('should take a transport that has ended before it began', async () => {
    class Stillborn extends MemoryTransport {
      override start(listener: TransportListener): void {
        listener.ended();
      }
    }
    const rpc = new RpcClient(new Stillborn(), { ...OPTIONS, keepaliveMs: 1_000 });
    expect(await rpc.closed).toMatchObject({ code: 'connection-lost' });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('should keep the first reason of the end', async () => {
    const { transport, rpc } = client();
    rpc.close('closed-by-client', 'enough');
    transport.end(new Error('later'));
    rpc.close('framing-lost', 'later');
    expect(await rpc.closed).toEqual({ code: 'closed-by-client', message: 'enough', cause: undefined });
    expect(transport.closed).toBe(true);
  });

  it('should answer the pings of a daemon', () => {
    const { transport } = client();
    transport.receive(hex('0000001c 6b656570 00000001 00000001 00000002 00000000 00000000'));
    expect(transport.sent).toEqual([hex('0000001c 6b656570 00000001 00000002 00000002 00000000 00000000')]);
  });

  it('should ping a silent daemon and end the connection when nothing comes back', async () => {
    const { transport, rpc } = client({ keepaliveMs: 1_000 });
    vi.advanceTimersByTime(3_999);
    expect(transport.takeMessages()).toHaveLength(3);
    vi.advanceTimersByTime(1);
    expect(await rpc.closed).toMatchObject({ code: 'keepalive-timed-out' });
  });

  it('should not judge the silence of a daemon that has more calls than it reads', () => {
    const { transport, rpc } = client({ keepaliveMs: 1_000, maxInFlight: 5 });
    for (const id of [1, 2, 3, 4, 5]) {
      void rpc.call(isActive, { domain: { name: '', uuid: UUID, id } }).catch(() => undefined);
    }
    vi.advanceTimersByTime(20_000);
    expect(transport.closed).toBe(false);
  });

  it('should use no serial twice among calls under way', () => {
    const { transport, rpc } = client({ maxInFlight: 100 });
    for (let id = 0; id < 100; id += 1) void rpc.call(isActive, { domain: { name: '', uuid: UUID, id } });
    const serials = transport.takeMessages().map(({ serial }) => serial);
    expect(new Set(serials).size).toBe(100);
    expect(serials).not.toContain(0);
  });
});
