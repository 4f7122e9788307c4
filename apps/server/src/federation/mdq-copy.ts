import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  type IdentityProviderMetadata,
  type IndexedProvider,
  keyDigest,
  type NamespaceBinding,
  readIndexedProvider,
} from '@virlab/saml';
import { asStorageFault } from './copy-folder';
import type { FederationCopy } from './federation-copy';
import type { FederationEntity } from './federation.entity';

/** As many as any inter-federation has; beyond that the ones asked for least lately go. */
const MOST_ENTRIES = 20_000;

/** One identity provider as a metadata service told of it. */
export interface MdqEntry {
  provider: IndexedProvider;
  contexts: NamespaceBinding[][];
  /** Digest of the key that signed the answer. */
  signedBy: string;
  location: string;
  etag: string | null;
  cacheDurationMs?: number;
  /** When the service last confirmed it, in milliseconds since 1970. */
  checkedAt: number;
}

/** What a metadata service told so far: entries in memory, the documents on disk, a file for each. */
export class MdqCopy implements FederationCopy {
  private readonly entries = new Map<string, MdqEntry>();

  private constructor(
    readonly federation: FederationEntity,
    private readonly folder: string,
  ) {}

  get federationId(): string {
    return this.federation.id;
  }

  /** Reads what was kept, but for what other keys signed or another place told. */
  static async load(federationFolder: string, federation: FederationEntity): Promise<MdqCopy> {
    const { signingCertificates, location } = federation;
    const copy = new MdqCopy(federation, path.join(federationFolder, 'entities'));
    const keys = new Set(signingCertificates.map(keyDigest));
    const names = await readdir(copy.folder).catch(() => []);
    for (const name of names.filter((one) => one.endsWith('.json')).slice(0, MOST_ENTRIES)) {
      const entry = await copy.readFile(path.join(copy.folder, name)).catch(() => undefined);
      if (!entry || !keys.has(entry.signedBy) || entry.location !== location) continue;
      const { document: _, ...kept } = entry;
      copy.entries.set(kept.provider.entityId, kept);
    }
    return copy;
  }

  *providers(): Iterable<IndexedProvider> {
    for (const { provider } of this.entries.values()) yield provider;
  }

  find(entityId: string): IndexedProvider | undefined {
    return this.entries.get(entityId)?.provider;
  }

  entry(entityId: string): MdqEntry | undefined {
    return this.entries.get(entityId);
  }

  all(): MdqEntry[] {
    return [...this.entries.values()];
  }

  service(): undefined {
    return undefined;
  }

  unusable(): undefined {
    return undefined;
  }

  async read({ entityId }: IndexedProvider, now: Date): Promise<IdentityProviderMetadata> {
    const { provider, contexts, document } = await this.readFile(this.fileOf(entityId));
    const { offset, length, context } = provider;
    const bytes = Buffer.from(document).subarray(offset, offset + length);
    return readIndexedProvider(bytes, provider, contexts[context] ?? [], now);
  }

  /** @throws SourceFault `storage-failed` */
  async put(entry: MdqEntry, document: Buffer): Promise<void> {
    const { entityId } = entry.provider;
    await this.write(entityId, { ...entry, document: document.toString('utf8') });
    this.entries.delete(entityId);
    this.entries.set(entityId, entry);
    const [oldest] = this.entries.keys();
    if (this.entries.size > MOST_ENTRIES && oldest !== undefined) await this.remove(oldest);
  }

  /** The service confirmed it. @throws SourceFault `storage-failed` */
  async confirm(entityId: string, checkedAt: number): Promise<void> {
    const { document, ...entry } = await this.readFile(this.fileOf(entityId));
    await this.put({ ...entry, checkedAt }, Buffer.from(document));
  }

  /** The service does not know it any more. */
  async remove(entityId: string): Promise<void> {
    this.entries.delete(entityId);
    await rm(this.fileOf(entityId), { force: true });
  }

  private async write(entityId: string, content: MdqEntry & { document: string }): Promise<void> {
    const file = this.fileOf(entityId);
    const incoming = `${file}.${randomBytes(6).toString('hex')}`;
    try {
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      await writeFile(incoming, JSON.stringify(content), { mode: 0o600, flush: true });
      await rename(incoming, file);
    } catch (error) {
      throw asStorageFault(error);
    }
  }

  private async readFile(file: string): Promise<MdqEntry & { document: string }> {
    return JSON.parse(await readFile(file, 'utf8')) as MdqEntry & { document: string };
  }

  private fileOf(entityId: string): string {
    return path.join(this.folder, `${createHash('sha256').update(entityId).digest('hex')}.json`);
  }
}
