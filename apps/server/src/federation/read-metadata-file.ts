import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { MetadataAnswer } from './metadata-source';
import { SourceFault } from './source-fault';

/**
 * Reads metadata from a file, which whoever puts it there replaces. Its size and time stand in for an ETag.
 *
 * @throws SourceFault
 */
export async function readMetadataFile(
  file: string,
  options: { etag?: string | null | undefined; bytes: number },
): Promise<MetadataAnswer> {
  const { size, mtimeMs } = await stat(file).catch(unreadable);
  const etag = `${size}-${mtimeMs}`;
  if (options.etag === etag) return { status: 'unchanged' };
  if (size > options.bytes) {
    throw new SourceFault('source-too-large', `${size} bytes, at most ${options.bytes} are read`);
  }
  return { status: 'found', etag, body: read(file, size) };
}

async function* read(file: string, size: number): AsyncGenerator<Buffer> {
  // No more than its size was: it may grow while it is read.
  const stream = createReadStream(file, { end: Math.max(0, size - 1) });
  try {
    for await (const chunk of stream) yield chunk as Buffer;
  } catch (error) {
    unreadable(error);
  }
}

function unreadable(error: unknown): never {
  const { code, message } = error as NodeJS.ErrnoException;
  throw new SourceFault('source-unreadable', `the file cannot be read: ${code ?? message}`, { cause: error });
}
