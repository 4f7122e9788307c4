import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ReadSession } from '../identity/index';
import { createTestApp, type TestApp } from './create-test-app';

describe('the server as a whole', () => {
  let test: TestApp;
  beforeAll(async () => (test = await createTestApp()), 60_000);
  afterAll(() => test.close());

  it('should be put together and answer', async () => {
    const answer = await test.request('/saml/metadata');
    expect(answer.status).toBe(200);
  });

  it('should know who is signed in', async () => {
    const { cookie, session } = await test.signIn({ displayName: 'Ana Silva' });
    const found = await test.app.get(ReadSession, { strict: false }).run({ headers: { cookie } });
    expect(found?.id).toBe(session.id);
  });
});
