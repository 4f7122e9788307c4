import { sha256 } from '../platform/index';

const REF_LENGTH = 16;

/** How audit and log call a session: 16 hex digits that lead back to it only for who has the table. */
export function sessionRefOf(session: { id: string }): string {
  return sha256(session.id).slice(0, REF_LENGTH);
}
