import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RfbError } from '../rfb-error';
import { ClientMessageFilter } from './client-messages';

const hex = (...parts: string[]) => Buffer.from(parts.join('').replaceAll(' ', ''), 'hex');

const messages = {
  setPixelFormat: hex('00 000000', '20 18 00 01 00ff 00ff 00ff 10 08 00 000000'),
  setEncodings: hex('02 00 0002', '00000000', 'ffffff11'),
  updateRequest: hex('03 01 0000 0000 0400 0300'),
  key: hex('04 01 0000 00000061'),
  pointer: hex('05 01 0010 0020'),
  cutText: hex('06 000000 00000003', '616263'),
  extendedCutText: hex('06 000000 fffffffc', '01000000'),
  continuousUpdates: hex('96 01 0000 0000 0400 0300'),
  fence: hex('f8 000000 80000003 02', 'abcd'),
  desktopSize: hex('fb 00 0400 0300 01 00', '00000001 0000 0000 0400 0300 00000000'),
  qemuKey: hex('ff 00 0001 00000061 0000001e'),
};
const xvpReset = hex('fa 00 01 04');
const all = Buffer.concat(Object.values(messages));

describe('what a viewer may send', () => {
  it('should pass every known message of who may type', () => {
    const filter = new ClientMessageFilter('control');
    expect(filter.push(all)).toEqual(all);
    expect(filter.inputCount).toBe(6);
  });

  it('should pass nothing that types, points, pastes or resizes of who only looks', () => {
    const { setPixelFormat, setEncodings, updateRequest, continuousUpdates, fence } = messages;
    expect(new ClientMessageFilter('view').push(all)).toEqual(
      Buffer.concat([setPixelFormat, setEncodings, updateRequest, continuousUpdates, fence]),
    );
  });

  it('should never pass power by xvp', () => {
    expect(new ClientMessageFilter('control').push(Buffer.concat([xvpReset, messages.key]))).toEqual(
      messages.key,
    );
  });

  it('should pass the same however the bytes are cut', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (cuts) => {
        const filter = new ClientMessageFilter('control');
        const passed: Buffer[] = [];
        for (let at = 0, turn = 0; at < all.length; turn += 1) {
          const size = cuts[turn % cuts.length] ?? 1;
          passed.push(filter.push(all.subarray(at, at + size)));
          at += size;
        }
        expect(Buffer.concat(passed)).toEqual(all);
      }),
    );
  });

  it.each([
    ['an unknown message', hex('63 00')],
    ['a huge clipboard', hex('06 000000 7fffffff')],
    ['a huge extended clipboard', hex('06 000000 80000001')],
    ['too many encodings', hex('02 00 ffff')],
    ['another QEMU message', hex('ff 01')],
  ])('should refuse %s', (_, bytes) => {
    expect(() => new ClientMessageFilter('control').push(bytes)).toThrow(RfbError);
  });

  it('should end any junk in an RfbError or in waiting, never in another fault', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (junk) => {
        try {
          new ClientMessageFilter('view').push(junk);
        } catch (error) {
          expect(error).toBeInstanceOf(RfbError);
        }
      }),
    );
  });
});
