import type { DecisionInput, DroppedValue } from '@virlab/policy';

/** What is known of an identity provider itself. */
export type ProviderFacts = Omit<DecisionInput['idp'], 'entityId'>;

/** What was released about an account, as it is kept. */
interface Released {
  attributes: Record<string, string[]>;
  dropped: DroppedValue[];
  authn: { context?: string; instant?: string };
}

/** What the policy is asked about one account; one that never signed in released nothing. */
export function inputOf(
  { issuer, provider }: { issuer: string; provider: string },
  facts: ProviderFacts,
  released: Released | null,
): DecisionInput {
  return {
    idp: { entityId: issuer, ...facts },
    attributes: released?.attributes ?? {},
    dropped: released?.dropped ?? [],
    authn: released?.authn ?? {},
    session: { protocol: provider },
  };
}
