import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';

/** Wide and high as logos in metadata are. */
export const CREST_SIZE = 64;

/**
 * Draws a crest out of a name: a shield in two colours with a band, different for each name, the same each time.
 *
 * @param {string} name
 * @returns {Buffer} a PNG (RFC 2083) with a palette: transparent, field, charge
 */
export function crestOf(name) {
  const digest = createHash('sha256').update(name).digest();
  const [hue = 0, pattern = 0, tilt = 0] = digest;
  const field = colour((hue / 255) * 360, 0.35);
  const charge = colour(((hue / 255) * 360 + 150) % 360, 0.82);
  const rows = Array.from({ length: CREST_SIZE }, (_, y) =>
    Buffer.from([0, ...Array.from({ length: CREST_SIZE }, (__, x) => pixel(x, y, pattern % 4, tilt))]),
  );
  const header = Buffer.alloc(13);
  header.writeUInt32BE(CREST_SIZE, 0);
  header.writeUInt32BE(CREST_SIZE, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from([255, 255, 255, ...field, ...charge])),
    chunk('tRNS', Buffer.from([0])),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** @param {number} x @param {number} y @param {number} pattern @param {number} tilt @returns {0 | 1 | 2} */
function pixel(x, y, pattern, tilt) {
  const across = (x - CREST_SIZE / 2) / (CREST_SIZE / 2 - 6);
  const down = (y - 4) / (CREST_SIZE - 8);
  const half = down < 0.5 ? 1 : Math.sqrt(Math.max(0, 1 - ((down - 0.5) * 2) ** 2));
  if (down < 0 || down > 1 || Math.abs(across) > half) return 0;
  const bands = [
    Math.abs(across) < 0.25,
    Math.abs(down - 0.4) < 0.13,
    Math.abs(down - 0.45 - across * (tilt > 127 ? 0.4 : -0.4)) < 0.13,
    across ** 2 + ((down - 0.42) * 2) ** 2 < 0.28,
  ];
  return bands[pattern] ? 2 : 1;
}

/** @param {number} hue - degrees @param {number} lightness @returns {[number, number, number]} */
function colour(hue, lightness) {
  const strength = 0.6 * Math.min(lightness, 1 - lightness);
  /** @param {number} offset */
  const part = (offset) => {
    const k = (offset + hue / 30) % 12;
    return Math.round(255 * (lightness - strength * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  };
  return [part(0), part(8), part(4)];
}

/** @param {string} type @param {Buffer} data */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
