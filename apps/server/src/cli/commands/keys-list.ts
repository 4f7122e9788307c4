import { describeCertificate, type OwnKey } from '@virlab/saml';
import { OwnKeys } from '../../sign-in/index';
import type { Command } from '../command';
import { pendingStep } from '../keys/key-words';
import { inLab } from '../open-lab';
import { readArgs } from '../read-args';

/** Lists our SAML keys. */
export const keysList: Command = {
  name: 'keys list',
  summary: 'list our SAML keys and what is to be done with them',
  usage: `Usage: virlab keys list

Each line: the key's id, its state, its uses, since when it is in that state, its size and the SHA-256 fingerprint of its
certificate, and the next step of a change.

  next     published and decrypts; does not sign yet
  active   signs
  former   signed before; published and decrypts, may become active again
  retired  no longer published; decrypts what comes by old copies of our metadata`,
  async run(args, { settings, out }) {
    readArgs(args, {});
    const keys = await inLab(settings(), (lab) => lab.get(OwnKeys).get());
    const width = Math.max(...keys.map(({ id }) => id.length));
    for (const key of keys) out(line(key, width));
    return 0;
  },
};

function line(key: OwnKey, width: number): string {
  const { id, state, uses, since, pair } = key;
  const { bits, algorithm, sha256 } = describeCertificate(pair.certificatePem);
  const size = `${algorithm} ${bits ?? ''}`.trim();
  const step = pendingStep(key);
  return [
    id.padEnd(width),
    state.padEnd(7),
    uses.join('+').padEnd(18),
    `since ${since.toISOString().slice(0, 10)}`,
    size,
    sha256,
    ...(step ? [`→ ${step}`] : []),
  ].join('  ');
}
