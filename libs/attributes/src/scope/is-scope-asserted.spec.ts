import { describe, expect, it } from 'vitest';
import { isScopeAsserted } from './is-scope-asserted';

describe('isScopeAsserted', () => {
  it.each([
    ['uni.example', ['uni.example'], true],
    ['UNI.example', ['uni.EXAMPLE'], true],
    ['uni.example', ['other.example', 'uni.example'], true],
    ['cs.uni.example', ['uni.example'], false],
    ['uni.example', ['cs.uni.example'], false],
    ['uni.example.evil.example', ['uni.example'], false],
    ['uni.example@evil.example', ['uni.example'], false],
    ['', [''], false],
    [undefined, ['uni.example'], false],
    ['uni.example', [], false],
  ])('should say of %j with the scopes %j: %s', (scope, scopes, expected) => {
    expect(isScopeAsserted(scope, scopes)).toBe(expected);
  });
});
