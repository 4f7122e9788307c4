import type { AcceptedAssertion } from '@virlab/saml';

/** What the columns of a session take. Longer ones are no use for a logout either: it would ask about somebody else. */
const LONGEST_INDEX = 256;
const LONGEST_NAME_ID = 2048;

/** SessionIndex and NameID exactly as asserted, the latter as JSON of its four parts (saml-core 3.7.1). */
export function logoutFacts({ sessionIndex, nameId }: AcceptedAssertion): {
  sessionIndex?: string;
  nameId?: string;
} {
  const name = nameId && JSON.stringify(nameId);
  return {
    ...(sessionIndex && sessionIndex.length <= LONGEST_INDEX ? { sessionIndex } : {}),
    ...(name && name.length <= LONGEST_NAME_ID ? { nameId: name } : {}),
  };
}
