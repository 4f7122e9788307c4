import path from 'node:path';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { createKeyPair, type KeyPair, type ServiceProvider } from '@virlab/saml';
import { Settings } from '../../../config/index';
import { Clock } from '../../../platform/index';
import { readOrMakeKey } from './key-files';
import { ReleaseRules } from './release-rules';

/** Where responses are posted, below the public URL. */
export const ACS_PATH = '/saml/acs';

/** What we are in a federation: our entityID, addresses and keys. The keys are made when the server first starts. */
@Injectable()
export class OwnServiceProvider implements OnApplicationBootstrap {
  private made: Promise<ServiceProvider> | undefined;

  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly rules: ReleaseRules,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.get();
  }

  /** @throws KeyFileFault when a key file cannot be used */
  get(): Promise<ServiceProvider> {
    this.made ??= this.make();
    return this.made;
  }

  private async make(): Promise<ServiceProvider> {
    const { samlEntityId, origin } = this.settings;
    const [signing, decryption] = await Promise.all([this.key('saml-signing'), this.key('saml-decryption')]);
    return {
      entityId: samlEntityId,
      acsUrl: `${origin}${ACS_PATH}`,
      signing,
      decryption: [decryption],
      displayName: 'Virlab',
      displayNames: [{ language: 'pt', text: 'Virlab' }],
      description: [
        { language: 'en', text: 'Virtual machines for classes' },
        { language: 'pt', text: 'Máquinas virtuais para as aulas' },
      ],
      informationUrl: origin,
      subjectIdRequirement: 'any',
      requestedAttributes: this.rules.map.entries
        .filter(({ isRequested }) => isRequested)
        .map(({ name, nameFormat, id, isRequired }) => ({ name, nameFormat, friendlyName: id, isRequired })),
    };
  }

  private key(name: string): Promise<KeyPair> {
    const file = path.join(this.settings.dataDir, 'keys', `${name}.pem`);
    const commonName = this.settings.publicUrl.hostname;
    return readOrMakeKey(file, () => createKeyPair({ commonName, now: this.clock.now() }));
  }
}
