import { isPublished } from './change-keys';
import type { KeyPair } from './key-pair';
import type { OwnKey, OwnKeyState } from './own-key';

/** Our keys by what they do, as a `ServiceProvider` has them. */
export interface KeysInUse {
  signing: KeyPair;
  /** Certificates published for signing besides that of `signing`. */
  upcomingSigningCertificates: string[];
  /** Published for encryption, the one to use first in front. */
  encryptionCertificates: string[];
  /** Every key that may decrypt; likeliest first. */
  decryption: KeyPair[];
}

/** Identity providers that take only one of several certificates take the first. */
const ORDER: readonly OwnKeyState[] = ['active', 'next', 'former', 'retired'];

/**
 * Says which key does what.
 *
 * @throws RangeError when none signs or none decrypts
 */
export function keysInUse(keys: readonly OwnKey[]): KeysInUse {
  const inOrder = [...keys].sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  const signers = inOrder.filter(({ uses }) => uses.includes('signing'));
  const decrypters = inOrder.filter(({ uses }) => uses.includes('encryption'));
  const signing = signers.find(({ state }) => state === 'active');
  if (!signing) throw new RangeError('no key is active for signing');
  if (!decrypters.some(isPublished)) throw new RangeError('no key is published for encryption');
  return {
    signing: signing.pair,
    upcomingSigningCertificates: signers
      .filter((key) => key !== signing && isPublished(key))
      .map(({ pair }) => pair.certificatePem),
    encryptionCertificates: decrypters.filter(isPublished).map(({ pair }) => pair.certificatePem),
    decryption: decrypters.map(({ pair }) => pair),
  };
}
