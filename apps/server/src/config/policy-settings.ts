import { z } from 'zod';

/** What an operator decides about publishing policies, so that no admin alone can switch it off. */
export const policySettingsShape = {
  VIRLAB_POLICY_APPROVAL: z
    .enum(['one-person', 'two-persons'], { error: 'must be one-person or two-persons' })
    .default('one-person')
    .describe('whether a second person has to approve a policy before it is published'),
  VIRLAB_POLICY_BRAKE_PERCENT: z.coerce
    .number({ error: 'must be a number of percent such as 5' })
    .min(0, 'must be a number of percent from 0 to 100')
    .max(100, 'must be a number of percent from 0 to 100')
    .default(5)
    .describe(
      'a publication by which more than this share of a class, or of everybody, loses access needs a typed word',
    ),
  VIRLAB_ATTRIBUTES_STALE_DAYS: z.coerce
    .number({ error: 'must be a whole number of days such as 180' })
    .int('must be a whole number of days such as 180')
    .min(1, 'must be a number of days from 1 to 3660')
    .max(3_660, 'must be a number of days from 1 to 3660')
    .default(180)
    .describe(
      'so many days after a sign-in the attributes released then are believed; what rests on them ends, even if a rule says longer',
    ),
};

/** The validated settings of publishing policies, under names of our own. */
export class PolicySettings {
  /** True when whoever wrote a policy cannot publish it alone. */
  readonly needsApproval: boolean;
  /** Percent of a class, or of everybody, that may lose access without a typed word. */
  readonly brakePercent: number;
  /** Days after their release until attributes are stale. */
  readonly staleAfterDays: number;

  constructor(values: {
    VIRLAB_POLICY_APPROVAL: 'one-person' | 'two-persons';
    VIRLAB_POLICY_BRAKE_PERCENT: number;
    VIRLAB_ATTRIBUTES_STALE_DAYS: number;
  }) {
    this.needsApproval = values.VIRLAB_POLICY_APPROVAL === 'two-persons';
    this.brakePercent = values.VIRLAB_POLICY_BRAKE_PERCENT;
    this.staleAfterDays = values.VIRLAB_ATTRIBUTES_STALE_DAYS;
  }
}
