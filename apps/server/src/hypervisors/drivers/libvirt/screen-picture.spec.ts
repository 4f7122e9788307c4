import { describe, expect, it } from 'vitest';
import { DriverError } from '../../hypervisor-driver';
import { checkPicture } from './screen-picture';

const ppm = (header: string, pixels: number[]) => Buffer.concat([Buffer.from(header), Buffer.from(pixels)]);

describe('a picture of the hypervisor', () => {
  it.each([
    ['PPM', ppm('P6\n2 1\n255\n', [255, 0, 0, 1, 2, 3])],
    ['PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47])],
  ])('should be passed on as it is when it is %s', (_, bytes) => {
    expect(checkPicture(bytes, 'x')).toBe(bytes);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['too few pixels', ppm('P6\n2 2\n255\n', [1, 2, 3])],
    ['16 bits a channel', ppm('P6\n1 1\n65535\n', [0, 0, 0, 0, 0, 0])],
    ['a size beyond all measure', ppm('P6\n99999999999 99999999999\n255\n', [1])],
    ['another format', Buffer.from('GIF89a')],
  ])('should be refused when it is %s', (_, bytes) => {
    expect(() => checkPicture(bytes, 'x')).toThrow(DriverError);
  });
});
