/**
 * What attributes are called in front of people. `your` completes "your university sent nothing about …"; an attribute
 * that is not in the table is shown by its own name.
 */
export interface AttributeWord {
  /** Heading of a row: `Your courses`. */
  name: string;
  /** Inside a sentence: `your courses`. */
  inSentence: string;
}

const your = (what: string): AttributeWord => ({ name: `Your ${what}`, inSentence: `your ${what}` });

/** The kinds of attribute that have a plain name; ATTRIBUTE_KINDS says which attribute is of which kind. */
export const attributesEn = {
  words: {
    role: your('role'),
    name: your('name'),
    courses: your('courses'),
    groups: your('groups'),
    year: your('year'),
    level: your('level of study'),
    unit: your('department'),
    identifier: your('identifier'),
    mail: your('mail address'),
    university: your('university'),
    rights: your('rights from your university'),
    status: your('account status'),
    expiry: your('end of enrolment'),
    assurance: your('assurance'),
  },
  nothingSent: 'Nothing was sent',
  used: 'used',
  otherValue: 'used, but it fits no rule',
  notSent: 'not sent',
  decidedIt: 'this decided it',
  dropped: (why: string) => `dropped: ${why}`,
  why: {
    'value-empty': 'it is empty',
    'value-not-text': 'it is not text',
    'value-not-name-id': 'it is not an identifier',
    'value-not-base64': 'it cannot be decoded',
    'value-unscoped': 'it names no university',
    'scope-not-asserted-by-idp': 'not its domain',
    'no-rule-for-attribute': 'not asked for here',
    'not-permitted': 'not among the accepted values',
    denied: 'a rule refuses it',
  } as Record<string, string>,
  columns: { attribute: 'What', value: 'What was sent', fate: 'What became of it' },
};

export type AttributeTexts = typeof attributesEn;
export type AttributeKind = keyof AttributeTexts['words'];
