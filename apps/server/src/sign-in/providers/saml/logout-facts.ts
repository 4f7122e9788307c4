import { type AcceptedAssertion, nameKey } from '@virlab/saml';
import { sha256 } from '../../../platform/index';

/** What the columns of a session take. Longer ones are no use for a logout either: it would ask about somebody else. */
const LONGEST_INDEX = 256;
const LONGEST_NAME_ID = 2048;

/** What a session keeps of its assertion for single logout. */
export interface LogoutFacts {
  sessionIndex?: string;
  /** The NameID exactly as asserted, as JSON of its four parts (saml-core 3.7.1). */
  nameId?: string;
  /** By what a logout of the provider finds the session; see {@link logoutNameKey}. */
  nameKey?: string;
}

/** One key for one name at one provider: SHA-256, since the name itself would be too long for an index. */
export function logoutNameKey(
  nameId: NonNullable<AcceptedAssertion['nameId']>,
  parties: { idpEntityId: string; spEntityId: string },
): string {
  return sha256(nameKey(nameId, parties));
}

/** SessionIndex and NameID exactly as asserted, and the key of the latter. */
export function logoutFacts(
  { issuer, sessionIndex, nameId }: AcceptedAssertion,
  spEntityId: string,
): LogoutFacts {
  const name = nameId && JSON.stringify(nameId);
  return {
    ...(sessionIndex && sessionIndex.length <= LONGEST_INDEX ? { sessionIndex } : {}),
    ...(nameId && name && name.length <= LONGEST_NAME_ID
      ? { nameId: name, nameKey: logoutNameKey(nameId, { idpEntityId: issuer, spEntityId }) }
      : {}),
  };
}
