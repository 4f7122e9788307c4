import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto';
import { LibvirtConnectionError } from '../errors';

/** Who we are, for a daemon that asks by SASL. The password goes nowhere but into the proof. */
export interface SaslCredentials {
  readonly username: string;
  readonly password: string;
}

/** SASL mechanisms that are spoken here, the strongest first, with the hash of each. */
export const SCRAM_MECHANISMS = { 'SCRAM-SHA-512': 'sha512', 'SCRAM-SHA-256': 'sha256' } as const;

/** Name of a SASL mechanism that is spoken here. */
export type ScramMechanism = keyof typeof SCRAM_MECHANISMS;

/** Fewer make a stolen exchange cheap to guess from (RFC 7677 section 4); more only keep this thread busy. */
const ITERATIONS = { least: 4_096, most: 1_000_000 };
/** A server's first message is some hundred bytes; what is longer is none. */
const MAX_MESSAGE = 4_096;
/** "n,,": no channel binding, since libvirt's daemon offers none. */
const GS2_HEADER = 'n,,';
const FINAL_HEADER = Buffer.from(GS2_HEADER).toString('base64');

/** The client's side of one SCRAM exchange (RFC 5802, RFC 7677): each answer once, in order. */
export class ScramExchange {
  readonly #nonce: string;
  readonly #firstBare: string;
  #serverSignature: Buffer | undefined;

  /** @param nonce - printable characters without a comma; random unless a test gives it */
  constructor(
    private readonly mechanism: ScramMechanism,
    private readonly credentials: SaslCredentials,
    nonce: string = randomBytes(24).toString('base64'),
  ) {
    this.#nonce = nonce;
    this.#firstBare = `n=${escaped(prepared(credentials.username))},r=${nonce}`;
  }

  /** The message that opens the exchange. */
  first(): string {
    return `${GS2_HEADER}${this.#firstBare}`;
  }

  /**
   * The proof, for the server's first message.
   *
   * @throws LibvirtConnectionError `authentication-refused` when the server's message is none, or would weaken the proof
   */
  final(serverFirst: string): string {
    const { nonce, salt, iterations } = this.#readFirst(serverFirst);
    const hash = SCRAM_MECHANISMS[this.mechanism];
    const hmac = (key: Buffer, text: string | Buffer) => createHmac(hash, key).update(text).digest();
    const length = hash === 'sha512' ? 64 : 32;
    const salted = pbkdf2Sync(prepared(this.credentials.password), salt, iterations, length, hash);
    const clientKey = hmac(salted, 'Client Key');
    const withoutProof = `c=${FINAL_HEADER},r=${nonce}`;
    const exchange = `${this.#firstBare},${serverFirst},${withoutProof}`;
    const signature = hmac(createHash(hash).update(clientKey).digest(), exchange);
    this.#serverSignature = hmac(hmac(salted, 'Server Key'), exchange);
    const proof = Buffer.from(clientKey.map((byte, index) => byte ^ (signature[index] ?? 0)));
    return `${withoutProof},p=${proof.toString('base64')}`;
  }

  /**
   * Checks that the server knows the password as well: without that, anybody could have said yes.
   *
   * @throws LibvirtConnectionError `authentication-refused`
   */
  verify(serverFinal: string): void {
    const given = /^v=([A-Za-z0-9+/=]+)/.exec(serverFinal)?.[1];
    const expected = this.#serverSignature;
    const signature = Buffer.from(given ?? '', 'base64');
    if (!expected || signature.length !== expected.length || !timingSafeEqual(signature, expected)) {
      throw refused('the daemon did not prove that it knows the password');
    }
  }

  #readFirst(text: string): { nonce: string; salt: Buffer; iterations: number } {
    if (text.length > MAX_MESSAGE)
      throw refused(`a message of ${text.length} characters, expected a short one`);
    // "m=" would ask for an extension that nobody here knows (RFC 5802 section 5.1).
    const [, nonce = '', salt = '', count = ''] =
      /^r=([!-+\--~]+),s=([A-Za-z0-9+/=]+),i=(\d{1,9})/.exec(text) ?? [];
    if (!nonce.startsWith(this.#nonce) || nonce.length === this.#nonce.length) {
      throw refused('the answer of the daemon does not belong to this exchange');
    }
    const iterations = Number(count);
    if (iterations < ITERATIONS.least || iterations > ITERATIONS.most) {
      throw refused(`${count} iterations, expected ${ITERATIONS.least} to ${ITERATIONS.most}`);
    }
    return { nonce, salt: Buffer.from(salt, 'base64'), iterations };
  }
}

/** As much of SASLprep (RFC 4013) as tells equal names apart from different ones: compatibility forms are one. */
function prepared(text: string): string {
  return text.normalize('NFKC');
}

/** A comma and an equals sign mean something in a message (RFC 5802 section 5.1). */
function escaped(name: string): string {
  return name.replaceAll('=', '=3D').replaceAll(',', '=2C');
}

function refused(message: string): LibvirtConnectionError {
  return new LibvirtConnectionError('authentication-refused', `SASL: ${message}`);
}
