import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NodeLibvirtError } from '../errors';
import { eventMessages, procedures } from '../protocol/index';
import { hex } from '../testing/hex';
import { MemoryTransport } from '../testing/memory-transport';
import { encodeValue } from '../xdr/codec';
import { encodeMessage } from './message';
import { RpcClient } from './rpc-client';

const corpus = join(import.meta.dirname, '../../testdata/hostile');
const cases = readdirSync(corpus)
  .filter((file) => file.endsWith('.hex'))
  .map((file) => {
    const text = readFileSync(join(corpus, file), 'utf8');
    const [, verdict = '', code = ''] = /^# (closes|refuses|waits) ?(\S*)/.exec(text) ?? [];
    return { name: file.replace('.hex', ''), verdict, code, bytes: hex(text) };
  });

/** A client with one call under way, as the corpus supposes. */
function withCall() {
  const transport = new MemoryTransport();
  const rpc = new RpcClient(transport, { callTimeoutMs: 60_000, maxInFlight: 4, keepaliveMs: 0 });
  for (const message of [eventMessages.lifecycle, eventMessages.reboot]) {
    rpc.listen(message as typeof eventMessages.reboot, () => undefined);
  }
  let ending: unknown;
  const settled = rpc.call(procedures.domainLookupByName, { name: 'x' }).then(
    (value) => (ending = value),
    (error: unknown) => (ending = error),
  );
  return { transport, rpc, settled, ending: () => ending };
}

const goodReply = encodeMessage(
  { program: 0x20008086, procedure: 23, type: 1, serial: 1, status: 0 },
  encodeValue(procedures.domainLookupByName.reply, {
    domain: { name: 'x', uuid: '00010203-0405-0607-0809-0a0b0c0d0e0f', id: 1 },
  }),
);

describe('a hostile daemon', () => {
  it('should be there', () => expect(cases.length).toBeGreaterThan(30));

  it.each(cases.filter(({ verdict }) => verdict === 'closes'))(
    'should lose the connection by $name',
    async ({ bytes }) => {
      const { transport, rpc, settled, ending } = withCall();
      transport.receive(bytes);
      expect(await rpc.closed).toMatchObject({ code: 'framing-lost' });
      expect(transport.closed).toBe(true);
      await settled;
      expect(ending()).toMatchObject({ code: 'framing-lost', outcome: 'unknown' });
    },
  );

  it.each(cases.filter(({ verdict }) => verdict === 'refuses'))(
    'should end only the call by $name',
    async ({ bytes, code }) => {
      const { transport, rpc, settled, ending } = withCall();
      transport.receive(bytes);
      await settled;
      expect(ending()).toMatchObject({ name: 'LibvirtProtocolError', code });
      expect(transport.closed).toBe(false);
      expect(rpc.load).toEqual({ inFlight: 0, waiting: 0 });
    },
  );

  it.each(cases.filter(({ verdict }) => verdict === 'waits'))(
    'should get nothing out of $name',
    async ({ bytes }) => {
      const { transport, ending } = withCall();
      transport.receive(bytes);
      await Promise.resolve();
      expect(ending()).toBeUndefined();
      expect(transport.closed).toBe(false);
      expect(transport.sent).toHaveLength(1);
    },
  );

  it('should never bring about anything but a value, an error of this library or a wait', async () => {
    const wounds = fc.array(fc.record({ at: fc.nat(), byte: fc.integer({ min: 0, max: 255 }) }), {
      maxLength: 4,
    });
    const reboot = encodeMessage(
      { program: 0x20008086, procedure: 319, type: 2, serial: 0, status: 0 },
      encodeValue(eventMessages.reboot.payload, {
        callbackId: 1,
        domain: { name: 'x', uuid: '00010203-0405-0607-0809-0a0b0c0d0e0f', id: 1 },
      }),
    );
    await fc.assert(
      fc.asyncProperty(wounds, fc.nat(), fc.uint8Array({ maxLength: 64 }), async (changes, cut, tail) => {
        const bytes = Buffer.concat([reboot, goodReply, tail]);
        for (const { at, byte } of changes) bytes[at % bytes.length] = byte;
        const { transport, rpc, settled, ending } = withCall();
        transport.receive(bytes.subarray(0, cut % bytes.length));
        transport.receive(bytes.subarray(cut % bytes.length));
        rpc.close('closed-by-client', 'the end of the story');
        await settled;
        if (ending() instanceof Error) expect(ending()).toBeInstanceOf(NodeLibvirtError);
        else expect(ending()).toHaveProperty('domain.name');
      }),
      { numRuns: 1_000 },
    );
  });
});
