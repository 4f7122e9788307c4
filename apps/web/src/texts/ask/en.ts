/** The text that an identity provider's admin gets, and what stands around it. Plain text, made to be sent as it is. */
export const askEn = {
  title: 'Text for their admin',
  greeting: 'Hello,',
  signedIn: (university: string, service: string, at: string) =>
    `A sign-in through ${university} to the virtual lab at ${service} on ${at} lacked something that the lab needs:`,
  lacked: 'Needed, and not released:',
  identifier: 'an identifier that is never given to somebody else',
  anyOf: (names: string) => `any of ${names}`,
  notAccepted: 'Released, and not accepted:',
  category: (uri: string) => `The entity category that brings this is ${uri}.`,
  beyond: (attrs: string) => `No entity category has ${attrs}: it takes a release rule for our entityID.`,
  entityId: (entityId: string) => `Our entityID: ${entityId}`,
  metadata: (address: string) => `Our SAML metadata: ${address}`,
  reference: (reference: string) => `Our reference for the sign-in: ${reference}`,
  thanks: 'Thank you.',
  subject: 'Attribute release to the virtual lab',
  why: {
    'value-empty': 'it is empty',
    'value-not-text': 'it is not text',
    'value-not-name-id': 'it is not a NameID',
    'value-not-base64': 'it is not base64',
    'value-unscoped': 'it has no scope (nothing after an @)',
    'scope-not-asserted-by-idp': 'its scope is not in your metadata (shibmd:Scope)',
    'not-permitted': 'the value is not among those that the lab accepts',
    denied: 'the lab refuses the value',
  } as Record<string, string>,
  copy: 'Copy the text for them',
  write: (address: string) => `Write to ${address}`,
  page: (university: string) => `Help of ${university}`,
  nobody: 'Their metadata names nobody to write to.',
};

export type AskTexts = typeof askEn;
