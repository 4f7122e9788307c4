/** Choosing a university. */
export const signInEn = {
  pageTitle: 'Sign in',
  title: 'Sign in with your university',
  lead: 'You go to your university’s own page to sign in, then straight back here.',
  leadTo: 'You go to your university’s own page to sign in, then straight to',
  places: {
    machines: 'My machines',
    machine: 'your machine',
    console: 'your machine’s screen',
    you: 'What we know about you',
    page: 'the page you asked for',
  },
  lastTime: 'You used this last time',
  forget: 'Forget this choice',
  onlyHere: 'Only kept in this browser',
  orFind: 'or find another',
  orOther: 'or another',
  find: 'Find your university',
  findHint: 'Name or domain, such as ulagoa.example',
  results: 'Universities',
  shown: (shown: string, all: string) => `${shown} of ${all} shown`,
  none: (example: string) => `No university by that name. Try its domain, such as ${example}.`,
  shownClose: (shown: string, all: string) => `${shown} of ${all} shown, close spellings included`,
  searchFailed: 'The search does not answer. It is tried again with the next letter.',
  broken: (since: string) => `refuses sign-ins since ${since}`,
  notListed: {
    question: 'Not in the list?',
    ask: 'Ask us to add your university',
    text: 'It may be there under its domain, or its name in another language. If not, its IT service can add us: this text tells them how.',
    write: (address: string) => `Write to ${address}`,
    copy: 'Copy the text',
    message: (service: string) =>
      [
        `Hello,`,
        ``,
        `I would like to sign in to the virtual lab at ${service} with my university account,`,
        `but my university is not in its list.`,
        `It is a SAML 2.0 service provider. Its metadata is at ${service}/saml/metadata.`,
        ``,
        `Thank you.`,
      ].join('\n'),
  },
  discovery: {
    none: 'No university was chosen there. Choose yours here.',
    lost: 'That took too long, or began in another browser. Choose your university here.',
  },
  service: {
    title: 'Choose your university',
    lead: 'You go to your university’s own page to sign in, then on to',
    loading: 'Looking up who asks',
  },
  privacy: 'What Virlab learns about you',
  straight: (university: string) => `On the way to ${university}`,
  practice: 'Practice: signs in whomever you pick',
  noneAtAll: 'No way to sign in is set up yet',
  noneAtAllText: 'The operators have to register a university first.',
  refused: {
    reason: (reason: string) => `The rule says: ${reason}`,
    lacking: (university: string, attributes: string) =>
      `Rules here ask for ${attributes}, and ${university} sent nothing about it.`,
    nothingReleased: (university: string) => `${university} released nothing about you to this service.`,
    released: (university: string) =>
      `What ${university} released, which does not tell you apart from others:`,
    dropped: 'What it sent and could not be accepted:',
    helpPage: (university: string) => `Help of ${university}`,
    write: (address: string) => `Write to ${address}`,
    copy: 'Copy the text for them',
    again: 'Sign in again',
    cause: (cause: string) => `Cause: ${cause}`,
    text: (title: string, code: string, university: string, service: string, reference: string) =>
      [
        `Signing in to the virtual lab at ${service} through ${university} was refused:`,
        `${title} (${code}).`,
        `Its SAML metadata is at ${service}/saml/metadata. Its reference for my attempt is ${reference}.`,
      ].join('\n'),
    askText: (university: string, service: string, reference: string) =>
      [
        `Hello,`,
        ``,
        `${university} let me in, but the virtual lab at ${service} refused me because no identifier was released.`,
        `It needs one of subject-id or pairwise-id (SAML subject identifier attributes), or eduPersonUniqueId.`,
        `Its SAML metadata is at ${service}/saml/metadata. Its reference for my attempt is ${reference}.`,
        ``,
        `Thank you.`,
      ].join('\n'),
  },
};

export type SignInTexts = typeof signInEn;
