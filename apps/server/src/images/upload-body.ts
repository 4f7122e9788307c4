import type { IncomingMessage } from 'node:http';

/** The bytes of a request, and how to let go of those that nobody wants. */
export interface UploadBody {
  stream: ReadableStream<Uint8Array>;
  /** Reads the rest and forgets it: a browser that is still sending hears an answer only when it is done. */
  drain(): void;
}

/**
 * The body of a request as a web stream that touches the request only when it is first read, and never destroys it: what is
 * refused before is answered on a connection that stays good.
 */
export function bodyOf(message: IncomingMessage): UploadBody {
  let bytes: AsyncIterator<Buffer> | undefined;
  const begin = () => (bytes ??= message.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>);
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await begin().next();
        if (next.done) controller.close();
        else controller.enqueue(next.value);
      },
    },
    { highWaterMark: 0 },
  );
  return {
    stream,
    drain: () => {
      const ended = bytes?.return?.() ?? Promise.resolve();
      ended.then(
        () => message.resume(),
        // The sender has gone away: there is nothing left to read.
        () => undefined,
      );
    },
  };
}
