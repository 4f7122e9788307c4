import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { DriverError } from '../../hypervisor-driver';
import { pngOf } from './screen-picture';

const ppm = (header: string, pixels: number[]) => Buffer.concat([Buffer.from(header), Buffer.from(pixels)]);

describe('a picture of the hypervisor', () => {
  it('should become a PNG with the same pixels', () => {
    const png = PNG.sync.read(
      Buffer.from(pngOf(ppm('P6\n2 1\n255\n', [255, 0, 0, 1, 2, 3]), 'image/x-portable-pixmap')),
    );
    expect([png.width, png.height]).toEqual([2, 1]);
    expect([...png.data]).toEqual([255, 0, 0, 255, 1, 2, 3, 255]);
  });

  it('should be passed on when it is a PNG already', () => {
    const png = PNG.sync.write(new PNG({ width: 1, height: 1 }));
    expect(pngOf(png, 'image/png')).toBe(png);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['too few pixels', ppm('P6\n2 2\n255\n', [1, 2, 3])],
    ['16 bits a channel', ppm('P6\n1 1\n65535\n', [0, 0, 0, 0, 0, 0])],
    ['a size beyond all measure', ppm('P6\n99999999999 99999999999\n255\n', [1])],
    ['another format', Buffer.from('GIF89a')],
  ])('should be refused when it is %s', (_, bytes) => {
    expect(() => pngOf(bytes, 'x')).toThrow(DriverError);
  });
});
