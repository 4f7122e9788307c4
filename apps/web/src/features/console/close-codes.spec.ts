import { ERRORS } from '@virlab/contracts';
import { describe, expect, it } from 'vitest';
import { CLOSE_CODES, closeCause } from './close-codes';

describe('close codes', () => {
  it('should say the same as the error catalogue', () => {
    const catalogue = Object.entries(ERRORS).flatMap(([code, facts]) =>
      'wsClose' in facts ? [[String(facts.wsClose), code]] : [],
    );
    expect(CLOSE_CODES).toEqual(Object.fromEntries(catalogue));
  });

  it('should call everything else a broken line', () => {
    expect(closeCause(1006)).toBe('dropped');
    expect(closeCause(1000)).toBe('dropped');
  });
});
