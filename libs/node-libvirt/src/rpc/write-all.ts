import { LibvirtProtocolError, LibvirtTimeoutError } from '../errors';
import { MAX_PACKET_BYTES, type ByteStream } from './stream-call';

/**
 * Writes all that a source gives to a stream, one packet after another, each when there is room for it; then waits until
 * the far end has taken it. A stream that fails, or moves nothing for `stallMs`, is given up, and the source with it.
 *
 * @throws what broke the stream or the source; LibvirtTimeoutError
 */
export async function writeAll(
  stream: ByteStream,
  source: AsyncIterable<Uint8Array>,
  { name, stallMs }: { name: string; stallMs: number },
): Promise<void> {
  let isOver = false;
  stream.closed.then(
    () => (isOver = true),
    () => undefined,
  );
  try {
    for await (const bytes of source) {
      for (let from = 0; from < bytes.length; from += MAX_PACKET_BYTES) {
        stream.write(bytes.subarray(from, from + MAX_PACKET_BYTES));
        await inTime(Promise.race([stream.flushed(), stream.closed]), name, stallMs);
        if (isOver) throw new LibvirtProtocolError('bad-value', `${name} ended before all was written`);
      }
    }
    await inTime(stream.finish(), name, stallMs);
  } catch (error) {
    stream.abort();
    throw error;
  }
}

async function inTime(work: Promise<void>, name: string, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new LibvirtTimeoutError(name, milliseconds, 'unknown')), milliseconds);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
