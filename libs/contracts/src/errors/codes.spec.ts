import { describe, expect, it } from 'vitest';
import { ERRORS, isErrorCode } from './codes';

describe('the error catalogue', () => {
  it('should give every WebSocket close code to one failure only', () => {
    const codes = Object.values(ERRORS).flatMap((facts) => ('wsClose' in facts ? [facts.wsClose] : []));
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect(code).toBeGreaterThanOrEqual(4000);
  });

  it('should end each public sentence with a full stop and name no value', () => {
    for (const { title } of Object.values(ERRORS)) expect(title).toMatch(/^[A-Z][^{}<>]*\.$/);
  });

  it('should not take inherited names for codes', () => {
    expect(isErrorCode('not-found')).toBe(true);
    expect(isErrorCode('toString')).toBe(false);
  });

  it('should keep every code that was ever published', () => {
    expect(Object.keys(ERRORS).sort()).toMatchSnapshot();
  });
});
