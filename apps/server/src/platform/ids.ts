import { createHash, randomBytes, randomUUID } from 'node:crypto';

/** A new random id (RFC 9562 version 4). */
export function newId(): string {
  return randomUUID();
}

/** A secret that nobody can guess: 256 random bits, URL-safe (43 characters). */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** SHA-256 as 64 hex digits: how secrets are kept, and how texts too long for an index are compared. */
export function sha256(...parts: string[]): string {
  const hash = createHash('sha256');
  // A zero byte between the parts keeps ("ab","c") and ("a","bc") apart; no part may hold one itself.
  hash.update(parts.join('\0'));
  return hash.digest('hex');
}

/** The reference a person quotes to an operator: 16 hex digits. */
export function newRequestId(): string {
  return randomBytes(8).toString('hex');
}
