import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sniffImage } from './sniff-image';

const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
  );
const text = (svg: string) => sniffImage(Buffer.from(svg));

describe('telling a picture by its bytes', () => {
  it.each([
    ['image/png', bytes([0x89], 'PNG\r\n', [0x1a], '\n')],
    ['image/jpeg', bytes([0xff, 0xd8, 0xff, 0xe0])],
    ['image/gif', bytes('GIF89a')],
    ['image/webp', bytes('RIFF', [1, 2, 3, 4], 'WEBP')],
    ['image/x-icon', bytes([0, 0, 1, 0, 1, 0, 16])],
  ])('should know %s', (type, image) => expect(sniffImage(image)).toBe(type));

  it.each([
    '<svg xmlns="http://www.w3.org/2000/svg"/>',
    '\uFEFF<?xml version="1.0"?>\n<!-- a\n drawing --><svg >',
    '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n<svg\n>',
    '<s:svg xmlns:s="http://www.w3.org/2000/svg"></s:svg>',
  ])('should know a drawing: %j', (svg) => expect(text(svg)).toBe('image/svg+xml'));

  it.each([
    '<!DOCTYPE html><html><body><svg></svg></body></html>',
    '<html>',
    '<script>alert(1)</script><svg/>',
    '<!-- <svg> --><html>',
    '<svgx/>',
    '<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg>&a;</svg>',
    'svg',
    '',
  ])('should not take for a drawing: %j', (svg) => expect(text(svg)).toBeUndefined());

  it('should end soon and not throw, whatever the bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 100 }), (some) => void sniffImage(Buffer.from(some))));
    expect(text('<!--'.repeat(1_000))).toBeUndefined();
    expect(text(' '.repeat(4_000))).toBeUndefined();
    expect(text('<!-- -->'.repeat(500))).toBeUndefined();
  });
});
