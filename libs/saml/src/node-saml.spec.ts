import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';

const require = createRequire(import.meta.url);

function versionOf(name: string): string {
  const file = require.resolve(name).replace(/(.*node_modules\/(?:@[^/]+\/)?[^/]+)\/.*/, '$1/package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

describe('the wrapping of node-saml', () => {
  it('should run on the versions whose gaps it knows; at a new one, look at the hostile corpus again', () => {
    expect(versionOf('@node-saml/node-saml')).toBe('5.1.0');
    expect(versionOf('xml-crypto')).toBe('6.3.2');
    expect(versionOf('xml-encryption')).toBe('4.0.1');
    expect(versionOf('saxes')).toBe('6.0.0');
  });
});
