/** What a place gave. */
export type MetadataAnswer =
  | { status: 'unchanged' }
  | {
      status: 'found';
      /** To be shown at the next look; the place then may say that nothing changed. */
      etag: string | null;
      /** Inflated; throws SourceFault when it ends early, comes too slowly, or grows too large. */
      body: AsyncIterable<Buffer>;
    };

/** How much may be waited for, and taken. */
export interface SourceLimits {
  /** Inflated bytes. */
  bytes: number;
  /** Milliseconds for all of it. */
  totalMs: number;
  /** Milliseconds in which something must come. */
  idleMs: number;
}
