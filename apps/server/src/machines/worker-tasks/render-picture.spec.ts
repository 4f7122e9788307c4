import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { renderPictureTask } from './render-picture';

const ppm = (width: number, height: number, pixels: number[]) =>
  Buffer.concat([Buffer.from(`P6\n${width} ${height}\n255\n`), Buffer.from(pixels)]);
const red = [255, 0, 0];
const black = [0, 0, 0];
const render = async (picture: Uint8Array, width: number | null, known: string | null = null) => {
  const { tag, png } = await renderPictureTask.run({ picture, width, known });
  const read = png && PNG.sync.read(Buffer.from(png));
  return { tag, size: read && [read.width, read.height], pixels: read && [...read.data] };
};

describe('a rendered picture', () => {
  it('should have the same pixels when it is not shrunk', async () => {
    const { size, pixels } = await render(ppm(2, 1, [...red, 1, 2, 3]), null);
    expect([size, pixels]).toEqual([
      [2, 1],
      [255, 0, 0, 255, 1, 2, 3, 255],
    ]);
  });

  it('should be shrunk to the mean of its pixels, whether it came as PPM or PNG', async () => {
    const picture = ppm(4, 2, [...red, ...black, ...black, ...black, ...red, ...red, ...black, ...black]);
    const small = await render(picture, 2);
    expect([small.size, small.pixels]).toEqual([
      [2, 1],
      [191, 0, 0, 255, 0, 0, 0, 255],
    ]);
    const whole = await renderPictureTask.run({ picture, width: null, known: null });
    expect((await render(whole.png ?? Buffer.alloc(0), 2)).pixels).toEqual(small.pixels);
  });

  it('should not be made larger, nor made again when it is known; other pixels or widths have another tag', async () => {
    const picture = ppm(2, 1, [...red, ...black]);
    const { tag, size } = await render(picture, 320);
    expect(size).toEqual([2, 1]);
    expect(await render(picture, 320, tag)).toEqual({ tag, size: null, pixels: null });
    expect((await render(picture, null)).tag).not.toBe(tag);
    expect((await render(ppm(2, 1, [...red, ...red]), 320, tag)).size).toEqual([2, 1]);
  });

  it('should shrink 1024 by 768 pixels to a wall tile', async () => {
    expect((await render(ppm(1024, 768, Array(1024 * 768 * 3).fill(7)), 320)).size).toEqual([320, 240]);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['too few pixels', ppm(2, 2, [1, 2, 3])],
    ['a broken PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3])],
  ])('should not be made of %s', async (_, bytes) => {
    await expect(render(bytes, 320)).rejects.toThrow();
  });
});
