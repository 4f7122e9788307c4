import type { SignInProviderFacts } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import type { IdentityProviderMetadata } from '@virlab/saml';
import { contactsOf, fillErrorUrl } from '../attributes/index';
import { Settings } from '../config/index';
import { IdentityProviders } from '../federation/index';
import { Clock, VirlabError } from '../platform/index';

/** Whom to turn to at a university, as it publishes it; without that when its metadata cannot be used any more. */
@Injectable()
export class PresentProviderFacts {
  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly providers: IdentityProviders,
  ) {}

  /** @throws VirlabError `sign-in-unknown-provider` */
  async run(entityId: string): Promise<SignInProviderFacts> {
    const entity = await this.providers.findRecord(entityId);
    if (!entity) throw new VirlabError('sign-in-unknown-provider');
    const supportUrl = webAddress(entity.supportUrl);
    return {
      entityId,
      title: entity.title,
      ...(supportUrl ? { supportUrl } : {}),
      ...this.published((await this.providers.find(entityId))?.metadata),
    };
  }

  /** Its page for errors is told of no case in particular: whoever was refused gets the address with theirs. */
  private published(metadata?: IdentityProviderMetadata): Pick<SignInProviderFacts, 'errorUrl' | 'contacts'> {
    const errorUrl = webAddress(metadata?.errorUrl);
    const facts = {
      code: 'OTHER_ERROR',
      at: this.clock.now(),
      serviceEntityId: this.settings.samlEntityId,
    } as const;
    return {
      ...(errorUrl ? { errorUrl: fillErrorUrl(errorUrl, facts) } : {}),
      contacts: contactsOf(metadata),
    };
  }
}

/** A page makes it a link, so it must not be a script. */
function webAddress(address: string | null | undefined): string | undefined {
  if (!address || !URL.canParse(address)) return undefined;
  return /^https?:$/.test(new URL(address).protocol) ? address : undefined;
}
