import type { FederationPreview, MetadataKey, PreviewFederationRequest } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { Settings } from '../config/index';
import { PreviewFederation, type PreviewedKey } from '../federation/index';
import { requireWebAddress, VirlabError } from '../platform/index';

/** What a look found, with the keys as certificates. */
export interface FederationLook {
  preview: FederationPreview;
  certificates: readonly PreviewedKey[];
}

/** Files that an operator put there for it; any other path would let a page read the server's disk. */
const OPERATORS_FILE = /^metadata\/[A-Za-z0-9_][A-Za-z0-9._-]{0,120}$/;

/** Looks at a federation's metadata for an identity admin, from places that one may name. Trusts and keeps nothing. */
@Injectable()
export class LookAtFederation {
  constructor(
    private readonly settings: Settings,
    private readonly preview: PreviewFederation,
  ) {}

  /** @throws VirlabError `address-not-allowed`, `bad-request` for a place that may not be named; as PreviewFederation */
  async run({ kind, location, sampleEntityId }: PreviewFederationRequest): Promise<FederationLook> {
    if (kind === 'file') requireOperatorsFile(location);
    else requireWebAddress(location, this.settings.allowsPrivateMetadata);
    const found = await this.preview.run({
      kind,
      location,
      ...(sampleEntityId ? { sampleEntityId } : {}),
    });
    return {
      preview: {
        kind,
        location,
        ...(found.suggestedTitle ? { suggestedTitle: found.suggestedTitle.slice(0, 256) } : {}),
        ...(kind === 'mdq' ? {} : { providers: found.providerCount }),
        ...(found.validUntil ? { validUntil: found.validUntil.toISOString() } : {}),
        keys: found.signingCertificates.map(present),
        faults: found.faults.map(({ code, detail }) => ({ code, detail })),
      },
      certificates: found.signingCertificates,
    };
  }

  /**
   * Looks anew and answers the certificates that were confirmed.
   *
   * @throws VirlabError `keys-not-confirmed` when a confirmed fingerprint is not among the keys that are there now
   */
  async confirm(wish: PreviewFederationRequest, trusted: readonly string[]): Promise<string[]> {
    const { certificates } = await this.run(wish);
    return trusted.map((fingerprint) => {
      const found = certificates.find(({ sha256Fingerprint }) => sha256Fingerprint === fingerprint);
      if (!found) throw new VirlabError('keys-not-confirmed', { detail: `no key ${fingerprint} there now` });
      return found.pem;
    });
  }
}

function requireOperatorsFile(location: string): void {
  if (OPERATORS_FILE.test(location) && !location.includes('..')) return;
  const message =
    'expected a file in the folder metadata of the data directory, such as metadata/federation.xml';
  throw new VirlabError('bad-request', { errors: [{ path: 'location', message }] });
}

function present({
  sha256Fingerprint,
  algorithm,
  keyBits,
  subject,
  notBefore,
  notAfter,
}: PreviewedKey): MetadataKey {
  return {
    sha256: sha256Fingerprint,
    algorithm,
    ...(keyBits === undefined ? {} : { bits: keyBits }),
    subject,
    notBefore: notBefore.toISOString(),
    notAfter: notAfter.toISOString(),
  };
}
