import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** Crockford's base 32: no I, L, O or U, which are taken for others when they are read from paper. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BITS_A_LETTER = 5;
/** 32 letters of 5 bits: 160 random bits (OWASP ASVS 5.0, 6.5: no secret of a look-up kind has fewer than 112). */
const LETTERS = 32;
const GROUP = 4;

/**
 * 32 MiB and some 0.1 s for each try. More would only burden the server: 160 random bits are not searched through at any
 * cost, so these are a second line for the hour when somebody reads the database.
 */
const COSTS = { N: 2 ** 15, r: 8, p: 1 } as const;
const MOST_BYTES = 64 * 2 ** 20;
const HASH_BYTES = 32;
const SALT_BYTES = 16;

/** A new secret in groups that can be read aloud and typed: `7K3M-…`, 160 random bits. */
export function newSealedSecret(): string {
  // 256 is a multiple of 32, so that every letter is as likely as any other.
  const letters = [...randomBytes(LETTERS)].map((byte) => ALPHABET[byte % 2 ** BITS_A_LETTER]).join('');
  return letters.match(new RegExp(`.{${GROUP}}`, 'g'))?.join('-') ?? letters;
}

/** What somebody typed, as it is compared: groups joined, letters that are taken for others put right. */
export function readTypedSecret(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
}

/** What is kept of a secret: scrypt (RFC 7914) with a salt of its own, its costs and the hash, in one text. */
export async function hashSecret(secret: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const { N, r, p } = COSTS;
  const hash = await derive(secret, salt, COSTS, HASH_BYTES);
  return ['scrypt', N, r, p, salt.toString('base64'), hash.toString('base64')].join('$');
}

/** Whether a typed secret is the one that is kept; takes the same time whatever is wrong with it. */
export async function fitsSecret(typed: string, kept: string): Promise<boolean> {
  const [scheme, N, r, p, salt = '', hash = ''] = kept.split('$');
  const wanted = Buffer.from(hash, 'base64');
  const costs = { N: Number(N), r: Number(r), p: Number(p) };
  const found = await derive(typed, Buffer.from(salt, 'base64'), costs, wanted.length);
  return scheme === 'scrypt' && wanted.length === HASH_BYTES && timingSafeEqual(found, wanted);
}

function derive(
  secret: string,
  salt: Buffer,
  costs: { N: number; r: number; p: number },
  bytes: number,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(readTypedSecret(secret), salt, bytes, { ...costs, maxmem: MOST_BYTES }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
