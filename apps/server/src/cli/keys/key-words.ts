import { METADATA_SPREAD_MS, type OwnKey, stepSafeFrom } from '@virlab/saml';

const HOURS = METADATA_SPREAD_MS / 3_600_000;

/** What each step means and which one comes next; in the words of docs/operations/roll-over-keys.md. */
export const nextStep = {
  added: ({ id }: OwnKey) =>
    `The key ${id} is published in our metadata and decrypts. It does not sign yet.
Next: send the new metadata to the federation, or let it fetch ours, and wait until it and its identity providers
have taken it: ${HOURS} hours at least. Then: virlab keys activate ${id}`,
  activated: ({ id }: OwnKey, former: readonly string[]) =>
    `The key ${id} signs from now on. ${former.length > 0 ? `${former.join(' and ')} stays published, so that this can be taken back.\nNext: watch that people sign in. Then: ${former.map((one) => `virlab keys retire ${one}`).join(', ')}\nTo take it back: virlab keys activate ${former[0]}` : 'There is no former one.'}`,
  retired: ({ id }: OwnKey) =>
    `The key ${id} is no longer published. It still decrypts what comes by old copies of our metadata.
Next: send the new metadata to the federation, and wait ${HOURS} hours at least. Then: virlab keys remove ${id}`,
  removed: ({ id }: OwnKey) => `The key ${id} and its file are gone. The change is over.`,
} as const;

/** What has to be done with a key as it stands; empty when nothing has. */
export function pendingStep(key: OwnKey): string {
  const safe = stepSafeFrom(key)?.toISOString().slice(0, 16).replace('T', ' ');
  if (key.state === 'next') return `activate from ${safe} UTC`;
  if (key.state === 'former') return 'retire when all is well';
  if (key.state === 'retired') return `remove from ${safe} UTC`;
  return '';
}
