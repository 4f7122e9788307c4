import type { IdentityProviderMetadata } from '@virlab/saml';

/** What the column takes, in characters. */
const LONGEST = 256;

/** What a provider calls itself, in English where it does; its entityID when it has no name. */
export function titleOfMetadata({ displayNames, entityId }: IdentityProviderMetadata): string {
  const english = displayNames.find(({ language }) => language.toLowerCase().startsWith('en'));
  return ((english ?? displayNames[0])?.text ?? entityId).slice(0, LONGEST);
}
