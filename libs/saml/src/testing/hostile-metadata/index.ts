import { hostileDocuments } from './hostile-documents';
import type { HostileMetadata } from './hostile-metadata-case';
import { hostileSignatures } from './hostile-signatures';

/** Every document that must not be used. */
export const hostileMetadata: readonly HostileMetadata[] = [...hostileSignatures, ...hostileDocuments];
