import type { ErrorCode } from '@virlab/contracts';
import type { ErrorText, TurnKey } from './en';

/** Codes of changing the policy: its draft, dry runs, publishing, imports, grants by hand and break-glass. */
export type PolicyCode = Extract<
  ErrorCode,
  | `draft-${string}`
  | `approval-${string}`
  | `dry-run-${string}`
  | `grant-${string}`
  | 'policy-version-unknown'
  | 'publication-braked'
  | 'decision-not-kept'
  | 'import-unreadable'
  | `break-glass-${string}`
>;

const text = (title: string, body: string, step: string, turn: TurnKey = 'your'): ErrorText => ({
  title,
  body,
  turn,
  step,
});

export const policyErrorsEn: Record<PolicyCode, ErrorText> = {
  'policy-version-unknown': text(
    'There is no such version of the policy',
    'Versions are never removed, so the number was never given.',
    'Choose one from the list of versions.',
  ),
  'draft-missing': text(
    'There is no draft any more',
    'It was published or discarded in the meantime. What is published is as it was.',
    'Load the page again; your next change begins a new draft.',
  ),
  'draft-changed': text(
    'Somebody else changed the draft in the meantime',
    'Nothing of yours was saved over it. The page shows the draft as it is now.',
    'Look at the change, then do it again.',
  ),
  'draft-rule-changed': text(
    'Somebody else changed this rule in the meantime',
    'Nothing of yours was saved over it.',
    'Look at what they wrote, then do it again.',
  ),
  'draft-rule-unknown': text(
    'The draft has no such rule',
    'It was removed or renamed in the meantime.',
    'Choose one from the list of rules.',
  ),
  'draft-rule-exists': text(
    'The draft has a rule of that name already',
    'Nothing was saved.',
    'Give it another name, or change the one that is there.',
  ),
  'draft-case-changed': text(
    'Somebody else changed this test case in the meantime',
    'Nothing of yours was saved over it.',
    'Look at what they wrote, then do it again.',
  ),
  'draft-unreadable': text(
    'This text is not YAML that a policy can be kept in',
    'Nothing was saved. What you wrote is still on the page.',
    'Mend the place that is marked and save again.',
  ),
  'draft-nothing-changed': text(
    'The draft says the same as the published version',
    'There is nothing to publish.',
    'Change a rule first, or discard the draft.',
  ),
  'draft-faulty': text(
    'The draft has faults, so it is not published',
    'What is published stays in force.',
    'Mend what the check names, each with its place.',
  ),
  'draft-cases-fail': text(
    'Test cases of the draft fail, so it is not published',
    'What is published stays in force.',
    'Open the test cases that fail: mend the rule, or what the case expects.',
  ),
  'draft-behind': text(
    'Another version was published since this draft was begun',
    'Nothing was published, and nothing of the draft is lost.',
    'Compare the two, then bring the draft up to date.',
  ),
  'approval-needed': text(
    'A second person has to approve this draft first',
    'Nothing was published.',
    'Ask for approval; somebody who wrote none of it looks at it.',
  ),
  'approval-own-work': text(
    'Nobody approves what they wrote',
    'You changed something in this draft, so the second look is not yours.',
    'Ask somebody else who may publish.',
    'their',
  ),
  'dry-run-needed': text(
    'What this would do to people has not been looked at',
    'Nothing was published. The last dry run was of another text.',
    'Make a dry run, then publish.',
  ),
  'dry-run-not-found': text(
    'There is no such dry run any more',
    'Results are kept for a while only; nothing else has changed.',
    'Make a new one.',
  ),
  'dry-run-unfinished': text(
    'The dry run has not ended yet',
    'Its figures still grow.',
    'Wait for it to end, or cancel it.',
    'nobody',
  ),
  'publication-braked': text(
    'More people would lose access than is allowed without a typed confirmation',
    'Nothing was published, and nobody has lost anything.',
    'Look at who loses and why. If it is meant, type the word of the brake.',
  ),
  'decision-not-kept': text(
    'What was decided at that moment is not kept any more',
    'Attributes of old sign-ins are deleted after a while, as promised to people.',
    'Ask why as of now instead.',
  ),
  'import-unreadable': text(
    'This file is none that can be read here',
    'Nothing of it was taken.',
    'Choose a policy in YAML, a Keystone mapping, an XML access control, or Shibboleth’s attribute files.',
  ),
  'grant-not-found': text(
    'There is no such grant',
    'It was taken back or ran out in the meantime.',
    'Choose one from the list.',
  ),
  'grant-too-long': text(
    'A grant by hand may not last that long',
    'Nothing was granted. What is meant to last belongs into a rule.',
    'Choose an earlier end.',
  ),
  'grant-to-oneself': text(
    'Nobody grants anything to themselves',
    'Nothing was granted.',
    'Ask somebody else who may grant by hand.',
    'their',
  ),
  'grant-in-the-past': text(
    'A grant by hand ends in the future',
    'Nothing was granted. The end that was chosen has passed.',
    'Choose a later end.',
  ),
  'grant-of-privilege': text(
    'Roles that look after Virlab are not given by hand',
    'Nothing was granted. A rule gives such roles, so that a second look and the test cases stand before it.',
    'Change the rule. For the hour when nothing works there is break-glass.',
  ),
  'grant-circular': text(
    'A class is not made a member of a class',
    'Nothing was granted. Such a grant could rest on itself.',
    'Give the membership to people, or write a rule.',
  ),
  'break-glass-locked': text(
    'Too many tries that failed',
    'Nobody was signed in. From this address, the account waits before it takes the next secret.',
    'Wait as long as the message says, then type the secret group by group.',
  ),
  'break-glass-not-found': text(
    'There is no such break-glass account or session',
    'It was ended or removed in the meantime.',
    'Look at the list of who is in.',
  ),
  'break-glass-exists': text(
    'There is a break-glass account of that name already',
    'Nothing was made, and its secret is as it was.',
    'Choose another name, or disable the old account first.',
  ),
  'break-glass-refused': text(
    'The account and the secret do not fit',
    'Nobody was signed in. The attempt is in the audit trail.',
    'Look at the sealed envelope and type them again.',
  ),
};
