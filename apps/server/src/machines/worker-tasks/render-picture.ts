import { createHash } from 'node:crypto';
import { PNG } from 'pngjs';
import type { WorkerTask } from '../../platform/index';

export interface RenderPictureInput {
  /** As a driver gives it: PNG, or PPM (`P6`, 8 bits a channel). */
  picture: Uint8Array;
  /** The width to shrink it to, in pixels; null leaves it as large as it is. Nothing is made larger. */
  width: number | null;
  /** What the picture of before is known by; the same one is not made again. */
  known: string | null;
}

export interface RenderedPicture {
  /** What it is known by: another one for other pixels, or another width. */
  tag: string;
  /** Null when it is the known one. */
  png: Uint8Array | null;
}

/** Pixels of three bytes each, row by row. */
interface Pixels {
  width: number;
  height: number;
  bytes: Uint8Array;
  /** Bytes from one pixel to the next. */
  step: 3 | 4;
}

const FIVE_SECONDS = 5_000;
const TAG_LENGTH = 22;

/**
 * Makes a PNG of a screen, small if wanted. Of 1024 by 768 pixels that is some 15 ms of a processor for the small one, 100 ms
 * for the whole one, 2 ms when nothing changed: too much for a thread on which consoles wait.
 */
export const renderPictureTask: WorkerTask<RenderPictureInput, RenderedPicture> = {
  name: 'machines: render a picture',
  lane: 'pictures',
  deadlineMs: FIVE_SECONDS,
  refusals: [],
  run({ picture, width, known }) {
    const digest = createHash('sha256').update(picture).digest('base64url').slice(0, TAG_LENGTH);
    const tag = `${digest}-${width ?? 'full'}`;
    if (tag === known) return { tag, png: null };
    const isPng = picture[0] === 0x89;
    if (isPng && width === null) return { tag, png: picture };
    const pixels = isPng ? ofPng(picture) : ofPpm(picture);
    return { tag, png: write(shrink(pixels, Math.min(width ?? pixels.width, pixels.width))) };
  },
};

function ofPng(picture: Uint8Array): Pixels {
  const { width, height, data } = PNG.sync.read(Buffer.from(picture));
  return { width, height, bytes: data, step: 4 };
}

/** @throws Error for what no driver lets through */
function ofPpm(picture: Uint8Array): Pixels {
  const header = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(Buffer.from(picture.subarray(0, 64)).toString('latin1'));
  if (!header) throw new Error('neither PNG nor PPM (P6, 8 bits)');
  const bytes = picture.subarray(header[0].length);
  const [width, height] = [Number(header[1]), Number(header[2])];
  if (bytes.length < width * height * 3)
    throw new Error(`${bytes.length} bytes, expected ${width} x ${height} pixels`);
  return { width, height, bytes, step: 3 };
}

/** Each pixel is the mean of those that it stands for, so that text of one pixel's width does not vanish. */
function shrink(from: Pixels, width: number): Pixels {
  if (width >= from.width) return from;
  const height = Math.max(1, Math.round((from.height * width) / from.width));
  const bytes = new Uint8Array(width * height * 3);
  const across = edges(from.width, width);
  const down = edges(from.height, height);
  let to = 0;
  for (let y = 0; y < height; y++) {
    const [top, bottom] = [down[y] ?? 0, down[y + 1] ?? 0];
    for (let x = 0; x < width; x++) {
      const [left, right] = [across[x] ?? 0, across[x + 1] ?? 0];
      let [red, green, blue] = [0, 0, 0];
      for (let row = top; row < bottom; row++) {
        let at = (row * from.width + left) * from.step;
        for (let column = left; column < right; column++) {
          red += from.bytes[at] ?? 0;
          green += from.bytes[at + 1] ?? 0;
          blue += from.bytes[at + 2] ?? 0;
          at += from.step;
        }
      }
      const count = (bottom - top) * (right - left);
      bytes[to] = red / count;
      bytes[to + 1] = green / count;
      bytes[to + 2] = blue / count;
      to += 3;
    }
  }
  return { width, height, bytes, step: 3 };
}

/** Where each of `parts` parts of a length begins, and the end. */
function edges(length: number, parts: number): number[] {
  return Array.from({ length: parts + 1 }, (_, part) => Math.floor((part * length) / parts));
}

function write({ width, height, bytes, step }: Pixels): Uint8Array {
  const png = new PNG({ width, height });
  let at = 0;
  for (let to = 0; to < png.data.length; to += 4) {
    png.data[to] = bytes[at] ?? 0;
    png.data[to + 1] = bytes[at + 1] ?? 0;
    png.data[to + 2] = bytes[at + 2] ?? 0;
    png.data[to + 3] = 0xff;
    at += step;
  }
  // Without a filter: screens are flat, and trying all five on each line costs more than it saves.
  return PNG.sync.write(png, { colorType: 2, deflateLevel: 6, filterType: 0 });
}
