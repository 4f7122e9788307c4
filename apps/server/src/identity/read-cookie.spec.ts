import { describe, expect, it } from 'vitest';
import { readCookie } from './read-cookie';

const read = (cookie: string | undefined, name: string) => readCookie({ headers: { cookie } }, name);

describe('readCookie', () => {
  it('should find a cookie among others', () => {
    expect(read('a=1; virlab-session=x=y; b=2', 'virlab-session')).toBe('x=y');
  });

  it('should not take a name that only ends alike', () => {
    expect(read('evil-virlab-session=x', 'virlab-session')).toBeUndefined();
  });

  it('should take the first of several', () => {
    expect(read('s=first; s=second', 's')).toBe('first');
  });

  it('should answer nothing for no header and for nonsense', () => {
    expect(read(undefined, 's')).toBeUndefined();
    expect(read(';;=;s', 's')).toBeUndefined();
  });
});
