import { describe, expect, it } from 'vitest';
import { createApiClient } from './api-client';
import { ApiError } from './http';

const answering = (status: number, body: string) =>
  createApiClient({ fetch: async () => new Response(body, { status }) });

describe('the API client', () => {
  it('should give the decoded body of a good answer', async () => {
    expect(await answering(200, '{"options":[],"simulated":false}').signInOptions()).toEqual({
      options: [],
      simulated: false,
    });
  });

  it('should reject with the problem of a refusal', async () => {
    const problem = { type: 't', title: 'No.', status: 403, code: 'not-allowed', requestId: 'r' };
    await expect(answering(403, JSON.stringify(problem)).hosts()).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });

  it('should say unreachable when the answer is not ours', async () => {
    const failure = await answering(502, '<html>')
      .hosts()
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ApiError);
    expect(failure).toMatchObject({ code: 'unreachable', problem: { status: 502 } });
  });

  it('should say unreachable when no answer came', async () => {
    const client = createApiClient({ fetch: () => Promise.reject(new TypeError('refused')) });
    await expect(client.session()).rejects.toMatchObject({ code: 'unreachable' });
  });

  it('should ask for texts in the language of the page', async () => {
    let asked: string | undefined;
    const client = createApiClient({
      language: () => 'pt-PT',
      fetch: async (_input, init) => {
        asked = new Headers(init?.headers).get('accept-language') ?? undefined;
        return new Response('{"machines":[],"locked":[]}');
      },
    });
    await client.machines();
    expect(asked).toBe('pt-PT');
  });
});
