import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hex } from '../testing/hex';
import { FrameSplitter, NEED_MORE } from './frame-splitter';
import { encodeMessage, type Message } from './message';

const REPLY = hex(`
  00 00 00 20   # length 32: 28 of the header, 4 of the payload
  20 00 80 86   # program: main
  00 00 00 01   # version
  00 00 00 d4   # procedure 212
  00 00 00 01   # type: reply
  00 00 00 07   # serial
  00 00 00 00   # status: ok
  00 00 00 05   # payload`);

function messageOf(serial: number, payload: Uint8Array): Buffer {
  return encodeMessage({ program: 0x20008086, procedure: 212, type: 1, serial, status: 0 }, payload);
}

/** Feeds chunks and collects every whole message after each. */
function split(chunks: readonly Buffer[]): Message[] {
  const splitter = new FrameSplitter();
  const messages: Message[] = [];
  for (const chunk of chunks) {
    splitter.push(chunk);
    for (let next = splitter.next(); next !== NEED_MORE; next = splitter.next()) messages.push(next);
  }
  expect(splitter.buffered).toBe(0);
  return messages;
}

describe('FrameSplitter', () => {
  it('should read a message as the protocol lays it out', () => {
    expect(split([REPLY])).toEqual([
      { program: 0x20008086, procedure: 212, type: 1, serial: 7, status: 0, payload: hex('00000005') },
    ]);
  });

  it('should ask for more at every cut of a message, and keep what it has', () => {
    for (let cut = 0; cut < REPLY.length; cut += 1) {
      const splitter = new FrameSplitter();
      splitter.push(REPLY.subarray(0, cut));
      expect(splitter.next()).toBe(NEED_MORE);
      expect(splitter.buffered).toBe(cut);
      splitter.push(REPLY.subarray(cut));
      expect(splitter.next()).toMatchObject({ serial: 7 });
      expect(splitter.next()).toBe(NEED_MORE);
    }
  });

  it('should find the same messages wherever the stream is cut', () => {
    const chunksOf = fc
      .tuple(
        fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 8 }),
        fc.array(fc.integer({ min: 1, max: 40 })),
      )
      .map(([payloads, cuts]) => {
        const whole = Buffer.concat(payloads.map((payload, index) => messageOf(index, payload)));
        const chunks: Buffer[] = [];
        let start = 0;
        for (const length of cuts) {
          chunks.push(whole.subarray(start, start + length));
          start += length;
        }
        return { payloads, chunks: [...chunks, whole.subarray(start)] };
      });
    fc.assert(
      fc.property(chunksOf, ({ payloads, chunks }) => {
        const found = split(chunks);
        expect(found.map(({ serial }) => serial)).toEqual(payloads.map((_, index) => index));
        expect(found.map(({ payload }) => [...payload])).toEqual(payloads.map((payload) => [...payload]));
      }),
    );
  });

  it('should take a message of 32 MiB in small chunks, in a time that grows with its size only', () => {
    const payload = Buffer.alloc(32 * 1024 * 1024);
    const whole = messageOf(1, payload);
    const chunks: Buffer[] = [];
    for (let start = 0; start < whole.length; start += 4096) chunks.push(whole.subarray(start, start + 4096));
    const began = process.cpuUsage();
    expect(split(chunks)).toHaveLength(1);
    // Copying all of it at every chunk would move 128 GiB.
    const { user, system } = process.cpuUsage(began);
    expect((user + system) / 1000).toBeLessThan(10_000);
  });
});
