import { expect, it } from 'vitest';
import { csvLine } from './csv';

it('should write no formula into a spreadsheet', () => {
  const hostile = ['=1+1', '+x', '-x', '@x', '\tx', '\r=x', '  =x'];
  expect(csvLine(hostile)).toBe(`${hostile.map((text) => `"'${text}"`).join(',')}\r\n`);
});

it('should keep quotes, commas and new lines inside their cell', () => {
  expect(csvLine(['say "hi", you', 'a\nb', ''])).toBe('"say ""hi"", you","a\nb",""\r\n');
});
