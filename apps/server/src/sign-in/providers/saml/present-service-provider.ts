import type { OwnKey as ToldKey, ServiceProvider as Told } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { describeCertificate, isPublished, type OwnKey, stepSafeFrom } from '@virlab/saml';
import { Settings } from '../../../config/index';
import { federationFindings } from './federation-findings';
import { lettersToFederation } from './letter-to-federation';
import { OwnKeys } from './own-keys';
import { METADATA_PATH, OwnServiceProvider } from './own-service-provider';

/** What we are to a federation, and what is missing: public keys and texts, nothing secret. */
@Injectable()
export class PresentServiceProvider {
  constructor(
    private readonly settings: Settings,
    private readonly own: OwnServiceProvider,
    private readonly keys: OwnKeys,
  ) {}

  async run(): Promise<Told> {
    const [sp, keys] = await Promise.all([this.own.get(), this.keys.get()]);
    const metadataUrl = `${this.settings.origin}${METADATA_PATH}`;
    const facts = {
      entityId: sp.entityId,
      acsUrl: sp.acsUrl,
      sloUrl: sp.sloUrl ?? '',
      discoveryResponseUrl: sp.discoveryResponseUrl ?? '',
      metadataUrl,
      signedMetadataUrl: `${metadataUrl}?signed=true`,
      displayNames: [{ language: 'en', text: sp.displayName }, ...(sp.displayNames ?? [])],
      descriptions: [...(sp.description ?? [])],
      informationUrl: sp.informationUrl ?? '',
      privacyStatementUrl: sp.privacyStatementUrl ?? '',
      logo: sp.logo ?? { url: '', width: 0, height: 0 },
      subjectIdRequirement: sp.subjectIdRequirement ?? 'none',
      entityCategories: [...(sp.entityCategories ?? [])],
      assuranceCertifications: [...(sp.assuranceCertifications ?? [])],
      requestedAttributes: (sp.requestedAttributes ?? []).map(({ name, friendlyName, isRequired }) => ({
        id: friendlyName ?? name,
        name,
        isRequired: isRequired ?? false,
      })),
      ...(sp.organization ? { organization: sp.organization } : {}),
      contacts: [...(sp.contacts ?? [])],
      keys: keys.map(presentKey),
      findings: federationFindings(this.settings, keys),
    };
    return { ...facts, letters: lettersToFederation(facts) };
  }
}

function presentKey(key: OwnKey): ToldKey {
  const { notBefore, notAfter, ...described } = describeCertificate(key.pair.certificatePem);
  const nextStepFrom = stepSafeFrom(key)?.toISOString();
  return {
    ...described,
    notBefore: notBefore.toISOString(),
    notAfter: notAfter.toISOString(),
    id: key.id,
    state: key.state,
    uses: [...key.uses],
    published: isPublished(key),
    since: key.since.toISOString(),
    ...(nextStepFrom ? { nextStepFrom } : {}),
  };
}
