import type { SignInProviderFacts } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import type { IdentityProviderMetadata } from '@virlab/saml';
import { IdentityProviders } from '../federation/index';
import { VirlabError } from '../platform/index';

/** Contacts that a person may be sent to; the others are for operators among themselves. */
const FOR_PEOPLE = new Set(['support', 'technical', 'administrative']);

/** Whom to turn to at a university, as it publishes it; without that when its metadata cannot be used any more. */
@Injectable()
export class PresentProviderFacts {
  constructor(private readonly providers: IdentityProviders) {}

  /** @throws VirlabError `sign-in-unknown-provider` */
  async run(entityId: string): Promise<SignInProviderFacts> {
    const entity = await this.providers.findRecord(entityId);
    if (!entity) throw new VirlabError('sign-in-unknown-provider');
    const supportUrl = webAddress(entity.supportUrl);
    return {
      entityId,
      title: entity.title,
      ...(supportUrl ? { supportUrl } : {}),
      ...published((await this.providers.find(entityId))?.metadata),
    };
  }
}

function published(metadata?: IdentityProviderMetadata): Pick<SignInProviderFacts, 'errorUrl' | 'contacts'> {
  const errorUrl = webAddress(metadata?.errorUrl);
  const contacts = (metadata?.contacts ?? [])
    .filter(({ kind, emails }) => FOR_PEOPLE.has(kind) && emails.length > 0)
    .map(({ kind, name, emails }) => ({ kind, ...(name ? { name } : {}), emails }));
  return { ...(errorUrl ? { errorUrl } : {}), contacts };
}

/** A page makes it a link, so it must not be a script. */
function webAddress(address: string | null | undefined): string | undefined {
  if (!address || !URL.canParse(address)) return undefined;
  return /^https?:$/.test(new URL(address).protocol) ? address : undefined;
}
