/** The way in for an emergency, and the alarm that it raises. */
export const breakGlassEn = {
  title: 'Break-glass',
  lead: 'For the hour when the university’s sign-in, the federation or the policy itself is broken. It lasts 60 minutes, whatever is done.',
  alarm:
    'Every administrator and operator sees at once who is in and why, and can end it. All of it is in the audit trail.',
  account: 'Account',
  accountHint: 'As it stands on the sealed paper, such as “lead”.',
  secret: 'Secret',
  secretHint: 'Eight groups of four. Blanks and hyphens do not matter.',
  reason: 'Reason',
  reasonHint: 'At least 10 letters; everybody who sees the alarm reads it.',
  word: 'break the glass',
  confirm: (word: string) => `Type “${word}” to confirm`,
  submit: 'Sign in for 60 minutes',
  missing: {
    account: 'Type the account',
    secret: 'Type the secret',
    reason: 'Write at least 10 letters',
    word: 'Type the words as they stand',
  },
  state: {
    title: 'State',
    nobody: 'Nobody is in by break-glass.',
    accounts: 'Accounts',
    noAccounts: 'none: an operator makes one by “virlab break-glass create”',
    lastDrill: 'Last drill',
    noDrill: 'none yet: “virlab break-glass drill” proves that it works',
    ago: (time: string) => `${time} ago`,
    justNow: 'just now',
    failed: (stamp: string) =>
      `The drill of ${stamp} did not go well. It has to be looked at before it is needed.`,
  },
  strip: {
    label: 'Break-glass alarm',
    other: (who: string, until: string) => `Break-glass: ${who} is in until ${until}.`,
    own: (left: string) => `You are in by break-glass. ${left} left.`,
    drill: 'Drill',
    reason: (reason: string) => `“${reason}”`,
    endNow: 'End now',
    endOther: (who: string) => `End break-glass of ${who}`,
    endOtherTitle: (who: string) => `End break-glass of ${who}?`,
    endOtherText:
      'They are signed out at once. What they have changed stays. The account itself stays usable until an operator disables it.',
  },
};

export type BreakGlassTexts = typeof breakGlassEn;
