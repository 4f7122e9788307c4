import { statSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { OwnKeyRecord } from '@virlab/saml';
import { z } from 'zod';
import { newRequestId } from '../../../platform/index';
import { KeyFileFault, readPrivateFile } from './key-files';

/** One of our keys as the manifest has it: everything but the key, and where that is. */
export interface KeyEntry extends OwnKeyRecord {
  /** File name beside the manifest. */
  file: string;
}

const manifestSchema = z.object({
  version: z.literal(1),
  keys: z.array(
    z.object({
      id: z.string().regex(/^[A-Za-z0-9-]{1,64}$/),
      file: z.string().regex(/^[A-Za-z0-9-]{1,80}\.pem$/),
      uses: z.array(z.enum(['signing', 'encryption'])).min(1),
      state: z.enum(['next', 'active', 'former', 'retired']),
      since: z.iso.datetime().transform((text) => new Date(text)),
    }),
  ),
});

/** Where the manifest stands in the folder of our keys. */
export const manifestFile = (folder: string): string => path.join(folder, 'saml-keys.json');

/**
 * Reads which keys we have and where each stands in its life.
 *
 * @returns undefined when there is no manifest yet
 * @throws KeyFileFault when others may read it or it is not what we wrote
 */
export async function readKeyManifest(folder: string): Promise<KeyEntry[] | undefined> {
  const file = manifestFile(folder);
  const text = await readPrivateFile(file);
  if (text === undefined) return undefined;
  const parsed = manifestSchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data.keys;
  const [issue] = parsed.error.issues;
  throw new KeyFileFault(
    `${file} is not a list of keys (${issue?.path.join('.') || 'whole'}: ${issue?.message ?? ''}): restore it from a backup`,
  );
}

/** Writes the manifest; it appears whole or not at all, for its owner alone. */
export async function writeKeyManifest(folder: string, keys: readonly KeyEntry[]): Promise<void> {
  const file = manifestFile(folder);
  const draft = `${file}.${newRequestId()}`;
  const entries = keys.map(({ id, file: name, uses, state, since }) => ({
    id,
    file: name,
    uses,
    state,
    since: since.toISOString(),
  }));
  try {
    const handle = await open(draft, 'wx', 0o600);
    try {
      await handle.writeFile(`${JSON.stringify({ version: 1, keys: entries }, null, 2)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
}

/**
 * Differs whenever another manifest was written; `none` when there is none. Asked at every sign-in: at once, since the
 * kernel has the answer at hand, where going through a thread costs fifty times as much.
 */
export function manifestStamp(folder: string): string {
  const found = statSync(manifestFile(folder), { throwIfNoEntry: false });
  return found ? `${found.ino} ${found.mtimeMs} ${found.size}` : 'none';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
