import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { installRoot } from '../platform/index';
import { referencePages } from './reference';

const folder = path.join(installRoot(), 'docs', 'reference');

describe('the generated reference', () => {
  it.each(Object.entries(referencePages()))('should be up to date: %s', (name, page) => {
    const file = path.join(folder, name);
    if (process.env['VIRLAB_WRITE_REFERENCE']) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, page);
    }
    expect(readFileSync(file, 'utf8'), 'run `npm run reference`').toBe(page);
  });
});
