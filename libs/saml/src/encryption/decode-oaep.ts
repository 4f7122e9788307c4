import { createHash } from 'node:crypto';
import type { OaepHash } from './encryption-algorithms';

/**
 * Takes the padding of RSA-OAEP off (RFC 8017, 7.1.2, step 3), where its two digests differ, which OpenSSL's binding in
 * Node cannot be told. Every byte is looked at before the verdict, whatever is found, since the place of a first
 * difference would let a stranger decrypt (Manger's attack).
 *
 * @param block the decrypted number, as long as the modulus
 * @returns undefined when it is not so padded
 */
export function decodeOaep(
  block: Buffer,
  { digest, mask, label }: { digest: OaepHash; mask: OaepHash; label: Buffer },
): Buffer | undefined {
  const labelHash = createHash(digest).update(label).digest();
  const size = labelHash.length;
  if (block.length < 2 * size + 2) return undefined;
  const seed = Buffer.from(block.subarray(1, 1 + size));
  const data = Buffer.from(block.subarray(1 + size));
  xorMask(seed, data, mask);
  xorMask(data, seed, mask);

  let wrong = block[0] ?? 1;
  for (let at = 0; at < size; at += 1) wrong |= (data[at] ?? 0) ^ (labelHash[at] ?? 0);
  // One pass over zeros, the one, and the rest; `isOpen` is 1 until the one was met.
  let isOpen = 1;
  let start = 0;
  for (let at = size; at < data.length; at += 1) {
    const byte = data[at] ?? 0;
    const isOne = Number(byte === 1) & isOpen;
    wrong |= (byte ^ 1) & -(isOpen & Number(byte !== 0) & (isOne ^ 1));
    start += isOne * (at + 1);
    isOpen &= isOne ^ 1;
  }
  return (wrong | isOpen) === 0 ? data.subarray(start) : undefined;
}

/** MGF1 (RFC 8017, B.2.1) of `seed`, laid over `target`. */
function xorMask(target: Buffer, seed: Buffer, hash: OaepHash): void {
  const counter = Buffer.alloc(4);
  for (let at = 0, block = 0; at < target.length; block += 1) {
    counter.writeUInt32BE(block);
    for (const byte of createHash(hash).update(seed).update(counter).digest()) {
      if (at >= target.length) break;
      target[at] = (target[at] ?? 0) ^ byte;
      at += 1;
    }
  }
}
