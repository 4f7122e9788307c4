import type { DraftApproval } from '@virlab/contracts';

/** Steps from a draft to what is in force. */
export type StudioStep = 'draft' | 'check' | 'dryRun' | 'approve' | 'publish';

/** What all pages of the policy share: the tabs, the steps, and what keeps a step from being taken. */
export const studioEn = {
  tabs: {
    label: 'Policy',
    rules: 'Rules',
    dryRun: 'Dry run',
    cases: 'Test cases',
    versions: 'Versions',
    grants: 'Grants by hand',
    import: 'Import and export',
  },
  steps: {
    label: 'From draft to published',
    draft: 'Draft',
    check: 'Check',
    dryRun: 'Dry run',
    approve: 'Approve',
    publish: 'Publish',
  } satisfies Record<StudioStep | 'label', string>,
  done: 'done',
  /** Why a step is not open yet. */
  notYet: {
    draft: 'Nothing is changed yet.',
    check: 'The check finds faults, or test cases fail.',
    dryRun: 'The draft changed since the last dry run, or there was none.',
    running: 'The dry run has not ended yet.',
    approve: 'A second person has to approve it.',
    notNeeded: 'One person is enough here.',
    publish: 'It is ready to be published.',
  },
  /** Why the viewer may not publish now. */
  whyNot: {
    'no-draft': 'There is no draft.',
    'nothing-changed': 'The draft says the same as the published version.',
    faults: 'The check finds faults.',
    'cases-fail': 'Test cases fail.',
    'dry-run-needed': 'Make a dry run first, so that it is known what this does to people.',
    brake: 'More people would lose access than is allowed without the word of the brake.',
    'approval-needed': 'A second person has to approve it first.',
    'own-work': 'You wrote some of it, so somebody else has to approve it.',
    behind: 'Another version was published meanwhile. Bring the draft up to date first.',
    'not-allowed': 'None of your roles publishes.',
  } satisfies Record<NonNullable<DraftApproval['whyNot']>, string>,
};

export type StudioTexts = typeof studioEn;
