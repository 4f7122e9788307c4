import { type DocumentProperties, type ServiceProvider, signServiceProviderMetadata } from '@virlab/saml';
import type { WorkerTask } from '../../../../platform/index';

/** What the signed document says besides what we are. */
export interface MetadataToSign {
  sp: ServiceProvider;
  document: DocumentProperties & { id: string; validUntil: Date };
}

/** Writes and signs our own metadata. */
export const signOwnMetadataTask: WorkerTask<MetadataToSign, string> = {
  name: 'saml.sign-own-metadata',
  lane: 'prompt',
  deadlineMs: 20_000,
  refusals: [],
  run: ({ sp, document }) => signServiceProviderMetadata(sp, document),
};
