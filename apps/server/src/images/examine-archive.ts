import { createReadStream } from 'node:fs';
import { extract } from 'tar-stream';
import type { HeaderFound } from './examine-header';

/** As unpacking has it (room hypervisors, `unpack-root.ts`): beyond it an archive is meant to fill the host. */
const MOST_ENTRIES = 500_000;
const MOST_BYTES = 16 * 1_024 ** 3;
/** What a container is started by. */
const INIT = /^(\.\/)?sbin\/init$/;
/** A system whose `/sbin` is a link to `/usr/sbin` has it there. */
const INIT_MERGED = /^(\.\/)?usr\/sbin\/init$/;

/**
 * Reads an archive of a root file system to its end, and unpacks nothing: whether it is one, whole, with something to
 * start, and how many bytes it brings. What its links and owners lead to is judged when it is unpacked.
 */
export async function examineArchive(file: string): Promise<HeaderFound> {
  const entries = extract();
  const source = createReadStream(file);
  source.once('error', (error) => entries.destroy(error));
  // It is a stream to Node's own, which its types do not say.
  source.pipe(entries as unknown as NodeJS.WritableStream);
  let count = 0;
  let bytes = 0;
  let hasInit = false;
  try {
    for await (const entry of entries) {
      const { name, size, type } = entry.header;
      count += 1;
      bytes += size;
      hasInit ||= INIT.test(name) || INIT_MERGED.test(name);
      if (count > MOST_ENTRIES || bytes > MOST_BYTES) {
        const detail = `it holds more than ${MOST_ENTRIES} entries or ${MOST_BYTES} bytes`;
        return { stage: 'size', fault: 'too-large', detail };
      }
      if (['block-device', 'character-device', 'fifo'].includes(type)) {
        const detail = `it holds the ${type} ${JSON.stringify(name.slice(0, 200))}, expected files, folders and links`;
        return { stage: 'alone', fault: 'no-root', detail };
      }
      entry.resume();
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return { stage: 'format', fault: 'missing', detail: 'the file is not there' };
    if (code !== undefined)
      return { stage: 'format', fault: 'unreadable', detail: `it cannot be read (${code})` };
    return {
      stage: 'format',
      fault: 'no-root',
      detail: `it is no tar archive, or not a whole one: ${message}`,
    };
  } finally {
    source.destroy();
    entries.destroy();
  }
  if (count === 0) return { stage: 'size', fault: 'empty', detail: 'the archive holds nothing' };
  if (!hasInit)
    return {
      stage: 'format',
      fault: 'no-root',
      detail: 'it has no /sbin/init, which a container is started by',
    };
  return { virtualBytes: bytes };
}
