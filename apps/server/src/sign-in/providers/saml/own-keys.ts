import { randomBytes } from 'node:crypto';
import { access, rm } from 'node:fs/promises';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { createKeyPair, type KeyPair, type OwnKey, type OwnKeyRecord } from '@virlab/saml';
import { Settings } from '../../../config/index';
import { Clock, Log } from '../../../platform/index';
import { KeyFileFault, readKey, readOrMakeKey } from './key-files';
import { withKeyLock } from './key-lock';
import { type KeyEntry, manifestStamp, readKeyManifest, writeKeyManifest } from './key-manifest';

/** The keys of installations that had one for each use and no manifest. */
const FIRST_KEYS = [
  { id: 'saml-signing', uses: ['signing'] },
  { id: 'saml-decryption', uses: ['encryption'] },
] as const;

/** How soon files that could not be used are looked at again. */
const LOOK_AGAIN_MS = 10_000;

/**
 * Our keys, as files of the data directory that their owner alone may read. A change by a command is noticed at the next
 * use, without a restart.
 */
@Injectable()
export class OwnKeys {
  private readonly folder: string;
  private seen: { stamp: string; keys: Promise<readonly OwnKey[]>; lookAgainAt: number } | undefined;

  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {
    this.folder = path.join(settings.dataDir, 'keys');
  }

  /**
   * The keys as they are now; the first one is made when there is none. When files that were changed meanwhile cannot be
   * used, the log says so and the keys stay as they were.
   *
   * @throws KeyFileFault when a file cannot be used and there was nothing before
   */
  async get(): Promise<readonly OwnKey[]> {
    const stamp = manifestStamp(this.folder);
    const before = this.seen;
    const now = this.clock.now().getTime();
    if (before && (before.stamp === stamp || now < before.lookAgainAt)) return before.keys;
    const keys = this.readOrMake();
    this.seen = { stamp, keys, lookAgainAt: 0 };
    try {
      return await keys;
    } catch (error) {
      this.seen = before && { ...before, lookAgainAt: now + LOOK_AGAIN_MS };
      if (!before) throw error;
      this.log.error({ err: error }, 'changed keys cannot be used; the former ones stay in use');
      return before.keys;
    }
  }

  /**
   * Makes another list of the keys. Nobody else changes them meanwhile; `keep` writes what the step leads to, and is to
   * be called once everything else is done.
   */
  async change<T>(
    step: (keys: readonly OwnKey[], keep: (after: readonly OwnKeyRecord[]) => Promise<void>) => Promise<T>,
  ): Promise<T> {
    await this.get();
    return withKeyLock(this.folder, async () => {
      const entries = (await readKeyManifest(this.folder)) ?? [];
      return step(await this.load(entries), (after) => this.keep(entries, after));
    });
  }

  /** What a new key will be called. */
  draft(): OwnKeyRecord {
    const since = this.clock.now();
    const id = `${since.toISOString().slice(0, 10)}-${randomBytes(2).toString('hex')}`;
    return { id, uses: ['signing', 'encryption'], state: 'next', since };
  }

  /** Makes a key of 3072 bits in a file of its own; it is not ours before `change` keeps it. */
  async make(draft: OwnKeyRecord): Promise<OwnKey> {
    return { ...draft, pair: await readOrMakeKey(this.file(draft.id), () => this.newPair(draft.since)) };
  }

  /** Takes the file of a key away for good. */
  async discard(id: string): Promise<void> {
    await rm(path.join(this.folder, fileOf(id)), { force: true });
  }

  private async readOrMake(): Promise<readonly OwnKey[]> {
    const known = await readKeyManifest(this.folder);
    if (known) return this.load(known);
    return withKeyLock(this.folder, async () => {
      const meanwhile = await readKeyManifest(this.folder);
      if (meanwhile) return this.load(meanwhile);
      const first = (await this.adopt()) ?? [await this.make({ ...this.draft(), state: 'active' })];
      await this.keep([], first);
      return first;
    });
  }

  private async adopt(): Promise<OwnKey[] | undefined> {
    const found = await Promise.all(FIRST_KEYS.map(({ id }) => exists(this.file(id))));
    if (!found.includes(true)) return undefined;
    const since = this.clock.now();
    return Promise.all(
      FIRST_KEYS.map(async ({ id, uses }) => {
        const pair = await readOrMakeKey(this.file(id), () => this.newPair(since));
        return { id, uses, state: 'active' as const, since, pair };
      }),
    );
  }

  private load(entries: readonly KeyEntry[]): Promise<OwnKey[]> {
    return Promise.all(
      entries.map(async ({ file, ...record }) => {
        const pair = await readKey(path.join(this.folder, file));
        if (!pair)
          throw new KeyFileFault(`${path.join(this.folder, file)} is gone: restore it from a backup`);
        return { ...record, pair };
      }),
    );
  }

  private async keep(before: readonly KeyEntry[], after: readonly OwnKeyRecord[]): Promise<void> {
    const files = new Map(before.map(({ id, file }) => [id, file]));
    await writeKeyManifest(
      this.folder,
      after.map((key) => ({ ...key, file: files.get(key.id) ?? fileOf(key.id) })),
    );
  }

  private newPair(now: Date): Promise<KeyPair> {
    return createKeyPair({ commonName: this.settings.publicUrl.hostname, now });
  }

  private file(id: string): string {
    return path.join(this.folder, fileOf(id));
  }
}

/** The first keys are called as their files were before there was a manifest. */
function fileOf(id: string): string {
  return id.startsWith('saml-') ? `${id}.pem` : `saml-${id}.pem`;
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
