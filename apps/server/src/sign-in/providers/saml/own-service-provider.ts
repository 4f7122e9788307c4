import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { keysInUse, type OwnKey, type ServiceProvider } from '@virlab/saml';
import type { AttributeMap } from '@virlab/attributes';
import { AttributeRules } from '../../../attributes/index';
import { Settings } from '../../../config/index';
import { OwnKeys } from './own-keys';

/** Where responses are posted, below the public URL. */
export const ACS_PATH = '/saml/acs';
/** Where requests and answers of single logout come. */
export const SLO_PATH = '/saml/slo';
/** Where a discovery service sends people back. */
export const DISCOVERY_RESPONSE_PATH = '/saml/disco';
export const METADATA_PATH = '/saml/metadata';
/** In the web app's public folder; SAML2Int SDP-MD09 wants an https or data address, and its size. */
const LOGO = { path: '/virlab-logo.png', width: 160, height: 160 };

/** What we are in a federation: our entityID, addresses, keys, and what is said about us. */
@Injectable()
export class OwnServiceProvider implements OnApplicationBootstrap {
  private made: { of: readonly OwnKey[]; map: AttributeMap; provider: ServiceProvider } | undefined;

  constructor(
    private readonly settings: Settings,
    private readonly keys: OwnKeys,
    private readonly rules: AttributeRules,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.get();
  }

  /**
   * Reads the keys and the attribute map anew when they were changed.
   *
   * @throws KeyFileFault when a key file cannot be used
   */
  async get(): Promise<ServiceProvider> {
    const keys = await this.keys.get();
    const { map } = await this.rules.current();
    if (this.made?.of !== keys || this.made.map !== map) {
      this.made = { of: keys, map, provider: this.make(keys, map) };
    }
    return this.made.provider;
  }

  private make(keys: readonly OwnKey[], map: AttributeMap): ServiceProvider {
    const { samlEntityId, origin, federation } = this.settings;
    const [english, ...others] = [...federation.displayNames].sort(
      (a, b) => Number(b.language === 'en') - Number(a.language === 'en'),
    );
    return {
      entityId: samlEntityId,
      acsUrl: `${origin}${ACS_PATH}`,
      sloUrl: `${origin}${SLO_PATH}`,
      discoveryResponseUrl: `${origin}${DISCOVERY_RESPONSE_PATH}`,
      ...keysInUse(keys),
      displayName: english?.text ?? 'Virlab',
      displayNames: others,
      description: federation.descriptions,
      informationUrl: federation.informationUrl ?? `${origin}/`,
      privacyStatementUrl: federation.privacyStatementUrl ?? `${origin}/privacy`,
      logo: { url: `${origin}${LOGO.path}`, width: LOGO.width, height: LOGO.height },
      subjectIdRequirement: federation.subjectIdRequirement,
      entityCategories: federation.entityCategories,
      assuranceCertifications: federation.assuranceCertifications,
      contacts: federation.contacts,
      organization: federation.organization && {
        language: 'en',
        displayName: federation.organization.name,
        ...federation.organization,
      },
      requestedAttributes: map.entries
        .filter(({ isRequested }) => isRequested)
        .map(({ name, nameFormat, id, isRequired }) => ({ name, nameFormat, friendlyName: id, isRequired })),
    };
  }
}
