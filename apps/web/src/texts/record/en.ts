/** What we know about you. */
export const recordEn = {
  title: 'What we know about you',
  lead: (university: string, moment: string) =>
    `This is all that ${university} sent at your last sign-in, ${moment}, and what became of it. Virlab asks for nothing else.`,
  who: 'Who you are here',
  name: 'Name',
  identifier: 'Identifier',
  university: 'University',
  roles: 'Roles',
  noRoles: 'None',
  policyVersion: 'Decided by',
  policyVersionNumber: (version: string) => `policy version ${version}`,
  sent: 'What your university sent',
  nothingSent: 'Nothing that is used here was sent.',
  lacking: 'What is lacking',
  lackingLead: (university: string, attributes: string) =>
    `Rules here ask for ${attributes}, and ${university} sent nothing about it. Who looks after the sign-in there can mend it: this text tells them what is needed.`,
  refusedLead: (university: string, attributes: string) =>
    `Rules here ask for ${attributes}, and what ${university} sent about it could not be accepted. Who looks after the sign-in there can mend it: this text tells them what is needed.`,
  identifierWord: 'something that tells you apart',
  unmapped: (count: string) =>
    `${count} more attributes were sent that are not used here. Their values were not kept.`,
  oneUnmapped: 'One more attribute was sent that is not used here. Its values were not kept.',
  rights: 'What it gives you',
  noRights: 'No rule gives you anything now.',
  right: { role: 'Role', class: 'Class', pool: 'Machine' },
  asWords: { learner: 'as a student', ta: 'as a teaching assistant', teacher: 'as a teacher' } as Record<
    string,
    string
  >,
  byRule: 'By the rule',
  until: 'Until',
  noEnd: 'no end set',
  what: 'What',
  because: 'Because of',
  sessions: 'Where you are signed in',
  device: 'Device',
  since: 'Since',
  lastSeen: 'Last seen',
  ends: 'Ends',
  thisOne: 'this one',
  end: 'Sign out there',
  endOf: (device: string) => `Sign out there: ${device}`,
  ended: (device: string) => `Signed out there: ${device}`,
  endAll: 'Sign out everywhere',
  endAllMeans:
    'Signing out everywhere ends every session in this list, this one too. Machines keep running; open screens close.',
  download: 'Save as a file',
  onDevice: (browser: string, system: string) => `${browser} on ${system}`,
  unknownDevice: 'An unknown browser',
};

export type RecordTexts = typeof recordEn;
