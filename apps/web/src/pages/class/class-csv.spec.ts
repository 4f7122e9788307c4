import { describe, expect, it } from 'vitest';
import { csvOf } from './class-csv';

describe('a class as CSV', () => {
  it('should quote what has commas, quotes or line ends', () => {
    expect(csvOf([['a,b', 'say "hi"', 'two\nlines', 'plain']])).toBe(
      '"a,b","say ""hi""","two\nlines",plain\r\n',
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])('should keep %j from being a formula', (text) => {
    expect(csvOf([[text]])).toMatch(/^"?'/);
  });
});
