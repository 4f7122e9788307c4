import type { SignInProviderFacts } from '@virlab/contracts';
import type { KnownIdentityProvider } from '../federation/index';

/** Contacts that a person may be sent to; the others are for operators among themselves. */
const FOR_PEOPLE = new Set(['support', 'technical', 'administrative']);

/** Whom to turn to at a university, as it publishes it. */
export function presentProviderFacts({ entity, metadata }: KnownIdentityProvider): SignInProviderFacts {
  return {
    entityId: entity.entityId,
    title: entity.title,
    ...(webAddress(entity.supportUrl) ? { supportUrl: entity.supportUrl ?? undefined } : {}),
    ...(webAddress(metadata.errorUrl) ? { errorUrl: metadata.errorUrl } : {}),
    contacts: metadata.contacts
      .filter(({ kind, emails }) => FOR_PEOPLE.has(kind) && emails.length > 0)
      .map(({ kind, name, emails }) => ({ kind, ...(name ? { name } : {}), emails })),
  };
}

/** A page makes it a link, so it must not be a script. */
function webAddress(address: string | null | undefined): boolean {
  return URL.canParse(address ?? '') && /^https?:$/.test(new URL(address ?? '').protocol);
}
