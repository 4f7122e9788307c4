import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownPath } from './own-path';

describe('ownPath', () => {
  it.each(['/machines/1?tab=console#screen', '/classes/cs101', '/', '/a//b', '/máquinas'])(
    'should keep the page %s',
    (asked) => {
      expect(decodeURI(ownPath(asked))).toBe(asked);
    },
  );

  it.each([
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    '/\t/evil.example/',
    '/\n/evil.example/',
    '/.//evil.example/',
    '/x/..//evil.example/',
    '/%2e//evil.example/',
    'javascript:alert(1)',
    'machines',
    '',
    '/saml/login?entityID=https://idp.example',
    '/x/../saml/login',
    '/sign-in',
    '/api/session',
    `/${'x'.repeat(2048)}`,
    '/ü'.repeat(1000),
    undefined,
    ['/machines', '/machines'],
    { $ne: '' },
  ])('should not go to %j', (asked) => {
    expect(ownPath(asked)).toBe('/');
  });

  it('should stay on our own origin whatever is asked for', () => {
    const slashes = fc.string({
      unit: fc.constantFrom('/', '\\', '.', '\t', '%2f', '@', ':', 'e', '?', '#'),
    });
    fc.assert(
      fc.property(fc.oneof(slashes, fc.string({ unit: 'binary' })), (asked) => {
        const path = ownPath(asked);
        expect(new URL(path, 'https://virlab.example').origin).toBe('https://virlab.example');
        expect(path).toMatch(/^\/(?![/\\])/);
      }),
    );
  });
});
