import { Duplex } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { give } from './text-consoles';

/** As much as may wait for a viewer, and one piece more. */
const MOST_BYTES = 256 * 1_024 + 4_096;

describe('text for a viewer that is slower than its machine', () => {
  const viewerOf = () => new Duplex({ read: () => undefined, write: (_chunk, _, done) => done() });
  const piece = Buffer.alloc(4_096, 'x');
  /** A machine that says so many pieces while nobody reads. */
  function say(viewer: Duplex, pieces: number, left = 0): number {
    for (let count = 0; count < pieces; count++) {
      left = give(viewer, piece, left);
      expect(viewer.readableLength).toBeLessThanOrEqual(MOST_BYTES);
    }
    return left;
  }

  it('should be kept within a bound, and told where it goes on how much is missing', () => {
    const viewer = viewerOf();
    const left = say(viewer, 1_000);
    expect(left).toBe(1_000 * piece.length - viewer.readableLength);
    expect((viewer.read() as Buffer).equals(Buffer.alloc(1_000 * piece.length - left, 'x'))).toBe(true);
    expect(give(viewer, Buffer.from('now'), left)).toBe(0);
    expect((viewer.read() as Buffer).toString()).toBe(`\r\n[... ${left} bytes left out ...]\r\nnow`);
  });

  it('should be all of it for a viewer that keeps up, and nothing for one that has left', () => {
    const viewer = viewerOf();
    for (let count = 0; count < 200; count++) {
      expect(give(viewer, piece, 0)).toBe(0);
      expect((viewer.read() as Buffer).length).toBe(piece.length);
    }
    viewer.destroy();
    expect(give(viewer, piece, 77)).toBe(0);
  });

  it('should let one that is behind catch up before it is given more', () => {
    const viewer = viewerOf();
    const left = say(viewer, 100);
    viewer.read(8_192);
    expect(give(viewer, piece, left)).toBe(left + piece.length);
  });
});
