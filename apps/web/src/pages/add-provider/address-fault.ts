import type { FederationTexts } from '../../texts/staff/federation/en';

/** What is wrong with an address before it is asked for; undefined when it may be asked. */
export function addressFault(address: string, texts: FederationTexts['adding']): string | undefined {
  if (address.trim() === '') return texts.addressMissing;
  const isWeb = URL.canParse(address.trim()) && /^https?:$/.test(new URL(address.trim()).protocol);
  return isWeb ? undefined : texts.addressWrong;
}
