import type { Problem } from '@virlab/contracts';

/** A refused or failed request: the server's problem document, or one made here when no answer came at all. */
export class ApiError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = 'ApiError';
  }

  /** Stable failure code; `unreachable` when the server did not answer. */
  get code(): string {
    return this.problem.code;
  }
}

export interface ApiOptions {
  /** Origin of the server without a slash at the end; empty for the page's own. */
  baseUrl?: string;
  /** The language of texts that the server writes, such as the text to send to a university (BCP 47). */
  language?: () => string;
  /** The fetch to use; by default the global one, looked up at each call so that tests can replace it. */
  fetch?: typeof globalThis.fetch;
}

/** One JSON request. Resolves to the decoded body; rejects with ApiError. */
export async function request<T>(
  options: ApiOptions,
  method: string,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<T> {
  const response = await send(options, method, path, body, signal);
  const text = await response.text();
  const decoded = decode(text);
  if (response.ok && decoded !== undefined) return decoded as T;
  throw refusal(decoded, response);
}

/** A request that is answered by a document that is no JSON, such as a table. Rejects with ApiError. */
export async function requestText(
  options: ApiOptions,
  method: string,
  path: string,
  body?: unknown,
): Promise<string> {
  const response = await send(options, method, path, body, undefined);
  if (!response.ok) throw refusal(decode(await response.text()), response);
  return response.text().catch(() => {
    throw new ApiError(unreachable());
  });
}

/** A request that is answered line by line (NDJSON), each as soon as it comes. Throws ApiError. */
export async function* requestLines<T>(
  options: ApiOptions,
  method: string,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): AsyncGenerator<T, void> {
  const response = await send(options, method, path, body, signal);
  if (!response.ok || !response.body) throw refusal(decode(await response.text()), response);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(() => {
        throw new ApiError(unreachable());
      });
      const lines = (rest + (value ?? '')).split('\n');
      rest = done ? '' : (lines.pop() ?? '');
      for (const line of lines) if (line.trim() !== '') yield JSON.parse(line) as T;
      if (done) return;
    }
  } finally {
    void reader.cancel().catch(() => undefined);
  }
}

async function send(
  options: ApiOptions,
  method: string,
  path: string,
  body: unknown,
  signal: AbortSignal | undefined,
): Promise<Response> {
  const call = options.fetch ?? ((...args: Parameters<typeof fetch>) => globalThis.fetch(...args));
  try {
    return await call(`${options.baseUrl ?? ''}${path}`, {
      method,
      credentials: 'same-origin',
      headers: {
        Accept: 'application/json, application/problem+json',
        ...(options.language ? { 'Accept-Language': options.language() } : {}),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiError(unreachable());
  }
}

function refusal(decoded: unknown, response: Response): ApiError {
  return new ApiError(isProblem(decoded) ? decoded : { ...unreachable(), status: response.status });
}

function decode(text: string): unknown {
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'status' in body;
}

function unreachable(): Problem {
  return {
    type: 'urn:virlab:error:unreachable',
    title: 'The server does not answer.',
    status: 0,
    code: 'unreachable',
    requestId: '',
  };
}
