import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeApi } from '../api-document';
import { AUDITED_ROUTES } from './audited-routes';
import { createTestApp, type TestApp } from './create-test-app';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);
const SERVER = path.join(import.meta.dirname, '..');

describe('what people do', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await createTestApp();
  });
  afterAll(() => test?.close());

  /** Every route that is no read, as `POST /api/…`. */
  const changing = () =>
    Object.entries(describeApi(test.app).paths).flatMap(([at, methods]) =>
      Object.keys(methods)
        .map((method) => method.toUpperCase())
        .filter((method) => !READS.has(method))
        .map((method) => `${method} ${at}`),
    );

  it('should be in the audit, route by route', () => {
    const routes = changing();
    expect(routes.length).toBeGreaterThan(40);
    expect(routes.filter((route) => !(route in AUDITED_ROUTES))).toEqual([]);
  });

  it('should be written down by a room, kind by kind', () => {
    const sources = readdirSync(SERVER, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts') && !/(^|\/)testing\//.test(name))
      .map((name) => readFileSync(path.join(SERVER, name), 'utf8'))
      .join('\n');
    const kinds = changing()
      .map((route) => AUDITED_ROUTES[route])
      .filter((trail) => typeof trail === 'string');
    expect(kinds.filter((kind) => !sources.includes(`'${kind}'`))).toEqual([]);
  });
});
