import { createCipheriv } from 'node:crypto';

/** Security type 2, RFC 6143 section 7.2.2: the password encrypts a 16-byte challenge by DES. */
export const VNC_AUTHENTICATION = 2;
export const CHALLENGE_BYTES = 16;

/** The answer to a challenge. Passwords have at most 8 characters; what is longer does not count. */
export function answerChallenge(challenge: Uint8Array, password: string): Buffer {
  const key = Buffer.alloc(8);
  key.set(Buffer.from(password, 'latin1').subarray(0, 8));
  // VNC takes the bits of each key byte in reverse order (RFC 6143 errata).
  const reversed = key.map(reverseBits);
  // Single DES is gone from OpenSSL's default provider; three times the same key is the same cipher.
  const cipher = createCipheriv(
    'des-ede3',
    Buffer.concat([reversed, reversed, reversed]),
    null,
  ).setAutoPadding(false);
  return Buffer.concat([cipher.update(challenge), cipher.final()]);
}

function reverseBits(byte: number): number {
  let reversed = 0;
  for (let bit = 0; bit < 8; bit += 1) reversed |= ((byte >> bit) & 1) << (7 - bit);
  return reversed;
}
