import { AsyncLocalStorage } from 'node:async_hooks';

/** Where a piece of work came from; empty fields for work the server does by itself. */
export interface RequestContext {
  requestId: string;
  address?: string;
  port?: number;
  userAgent?: string;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** Runs `work` so that everything below it knows where it came from. */
export function withRequestContext<T>(context: RequestContext, work: () => T): T {
  return storage.run(context, work);
}

/** Where the present work came from; undefined for the server's own jobs. */
export function currentRequest(): RequestContext | undefined {
  return storage.getStore();
}
