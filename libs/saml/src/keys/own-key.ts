import type { KeyPair } from './key-pair';

/** What one of our keys can be used for. */
export type KeyUse = 'signing' | 'encryption';

/**
 * Where one of our keys stands in its life (SAML2Int SDP-SP38; key rollover).
 *
 * | state     | signs | decrypts | published |
 * | --------- | ----- | -------- | --------- |
 * | `next`    | no    | yes      | yes       |
 * | `active`  | yes   | yes      | yes       |
 * | `former`  | no    | yes      | yes       |
 * | `retired` | no    | yes      | no        |
 *
 * A former key may become active again: as long as it is published, a change can be taken back.
 */
export type OwnKeyState = 'next' | 'active' | 'former' | 'retired';

/** What is known of one of our keys besides its secret. */
export interface OwnKeyRecord {
  /** Names it in commands and files: letters, digits and hyphens. */
  id: string;
  uses: readonly KeyUse[];
  state: OwnKeyState;
  /** When it came into this state. */
  since: Date;
}

/** One of our keys. */
export interface OwnKey extends OwnKeyRecord {
  pair: KeyPair;
}
