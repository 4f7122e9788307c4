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
};

/** The validated settings of publishing policies, under names of our own. */
export class PolicySettings {
  /** True when whoever wrote a policy cannot publish it alone. */
  readonly needsApproval: boolean;
  /** Percent of a class, or of everybody, that may lose access without a typed word. */
  readonly brakePercent: number;

  constructor(values: {
    VIRLAB_POLICY_APPROVAL: 'one-person' | 'two-persons';
    VIRLAB_POLICY_BRAKE_PERCENT: number;
  }) {
    this.needsApproval = values.VIRLAB_POLICY_APPROVAL === 'two-persons';
    this.brakePercent = values.VIRLAB_POLICY_BRAKE_PERCENT;
  }
}
