import { createReadStream, createWriteStream, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { type AggregateReport, MetadataRefusal, readAggregate } from '@virlab/saml';
import type { WorkerTask } from '../../platform/index';

export interface IndexAggregateInput {
  /** The document, as it came. */
  document: string;
  /** Where the index is written; worth nothing unless the task succeeds. */
  index: string;
  trustedCertificates: readonly string[];
  now: Date;
  maxValidityDays: number;
}

const FIVE_MINUTES = 300_000;
const CHUNK = 256 * 1024;

/**
 * Verifies a metadata document and writes its index in the same pass: a line of JSON for each entity, and the report
 * last. Throws MetadataRefusal, and what the file system throws.
 */
export const indexAggregateTask: WorkerTask<IndexAggregateInput, AggregateReport> = {
  name: 'federation: index an aggregate',
  lane: 'background',
  deadlineMs: FIVE_MINUTES,
  refusals: [MetadataRefusal],
  async run({ document, index, trustedCertificates, now, maxValidityDays }) {
    const out = createWriteStream(index, { mode: 0o600, flags: 'wx', flush: true });
    const done = finished(out);
    // Whoever waits for it is told; until somebody does, a failure is no crash.
    done.catch(() => undefined);
    const lines: string[] = [];
    try {
      const report = await readAggregate(readPausing(document, lines, out), {
        trustedCertificates,
        now,
        maxValidityDays,
        onProvider: (provider) => void lines.push(JSON.stringify({ provider })),
        onServiceProvider: (service) => void lines.push(JSON.stringify({ service })),
      });
      lines.push(JSON.stringify({ report }));
      await write(lines, out);
      out.end();
      await done;
      return report;
    } catch (error) {
      out.destroy();
      throw error;
    }
  },
};

/** Reads on only once what was found so far is written, so that nothing piles up. */
async function* readPausing(document: string, lines: string[], out: WriteStream): AsyncGenerator<Buffer> {
  for await (const chunk of createReadStream(document, { highWaterMark: CHUNK })) {
    await write(lines, out);
    yield chunk as Buffer;
  }
}

async function write(lines: string[], out: WriteStream): Promise<void> {
  if (out.errored) throw out.errored;
  if (lines.length === 0) return;
  const text = `${lines.splice(0).join('\n')}\n`;
  if (!out.write(text)) await once(out, 'drain');
}
