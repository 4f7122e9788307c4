import type { SentenceKey } from '@virlab/policy';
import type { AttributeKind } from '../../attributes/en';

/** What an attribute is called before people who write rules: as a heading, and inside a sentence. */
export interface StaffAttribute {
  name: string;
  inSentence: string;
}

const called = (name: string): StaffAttribute => ({
  name,
  inSentence: name.slice(0, 1).toLowerCase() + name.slice(1),
});

const attributes: Record<AttributeKind, StaffAttribute> = {
  role: called('Affiliation'),
  name: called('Name'),
  courses: called('Course list'),
  groups: called('Groups'),
  year: called('Year of study'),
  level: called('Level of study'),
  unit: called('Department'),
  identifier: called('Identifier'),
  mail: called('Mail address'),
  university: called('Home organisation'),
  rights: called('Entitlement'),
  status: called('User status'),
  expiry: called('End of enrolment'),
  assurance: called('Assurance'),
};

const phrases: Record<SentenceKey, string> = {
  who: 'People for whom',
  everybody: 'everybody',
  and: 'and',
  or: 'or',
  not: 'not',
  open: '(',
  close: ')',
  'or-absent': '(or not released)',
  'part.value': 'the value of',
  'part.scope': 'the scope of',
  every: 'every',
  from: ', from',
  'from.any': ', from any trusted university,',
  'valid.from': 'since',
  'valid.until': 'until',
  'condition.equals': 'is',
  'condition.oneOf': 'is one of',
  'condition.startsWith': 'begins with',
  'condition.endsWith': 'ends with',
  'condition.matches': 'matches',
  'condition.hasScope': 'is of',
  'condition.present': 'was released',
  'condition.absent': 'was not released',
  'condition.numEq': 'equals',
  'condition.numLt': 'is less than',
  'condition.numLte': 'is at most',
  'condition.numGt': 'is more than',
  'condition.numGte': 'is at least',
  'condition.numBetween': 'is between',
  'condition.countAtLeast': 'has at least',
  'condition.urnUnder': 'is under',
  'condition.timeWithin': 'it is now within',
  list: ',',
  'next-effect': ', and',
  'unit.values': 'values',
  'unit.vms': 'machines',
  'unit.vcpu': 'processors',
  'unit.memoryMiB': 'MiB of memory',
  'unit.hours': 'hours',
  'unit.days': 'days',
  'unit.grace-days': 'days of grace',
  of: 'of',
  role: 'get the role',
  'role.scope': 'in',
  class: 'join the class',
  'class.as': 'as',
  'class.create': '(made when missing)',
  pool: 'get',
  lease: 'for',
  grace: ', then',
  limit: 'get no more than',
  'deny.login': 'may not sign in',
  'deny.pool': 'may not use',
  'deny.class': 'may not be in the class',
  'deny.role': 'may not have the role',
  reason: ':',
};

/** Rules and conditions in words: the phrases between the values, and what attributes and values are called. */
export const sentenceEn = {
  phrases,
  /** Units after the number one. */
  one: {
    'unit.values': 'value',
    'unit.vms': 'machine',
    'unit.vcpu': 'processor',
    'unit.hours': 'hour',
    'unit.days': 'day',
    'unit.grace-days': 'day of grace',
  } as Partial<Record<SentenceKey, string>>,
  /** Conditions under a "not", by their operator. */
  negated: {
    equals: 'is not',
    oneOf: 'is none of',
    startsWith: 'does not begin with',
    endsWith: 'does not end with',
    matches: 'does not match',
    hasScope: 'is not of',
    present: 'was not released',
    absent: 'was released',
    numEq: 'does not equal',
    numLt: 'is not less than',
    numLte: 'is not at most',
    numGt: 'is not more than',
    numGte: 'is not at least',
    numBetween: 'is not between',
    countAtLeast: 'has not at least',
    urnUnder: 'is not under',
    timeWithin: 'it is now not within',
  } as Record<string, string>,
  /** What a condition asks for, after "asks for"; other operators ask for the value itself. */
  asks: {
    startsWith: (value) => `what begins with ${value}`,
    endsWith: (value) => `what ends with ${value}`,
    hasScope: (value) => `the scope ${value}`,
    present: () => 'any value',
    absent: () => 'none',
    numLt: (value) => `less than ${value}`,
    numLte: (value) => `at most ${value}`,
    numGt: (value) => `more than ${value}`,
    numGte: (value) => `at least ${value}`,
    numBetween: (value) => `one between ${value}`,
    countAtLeast: (value) => `at least ${value} values`,
    urnUnder: (value) => `what is under ${value}`,
  } as Record<string, (value: string) => string>,
  asksOther: (value: string) => `anything but ${value}`,
  everybody: 'All people',
  attributes,
  /** An attribute without a name of its own. */
  otherAttribute: (attr: string): StaffAttribute => ({ name: attr, inSentence: attr }),
  /** What Virlab itself knows. */
  virtual: {
    'idp.entityId': called('Identity provider'),
    'idp.registrationAuthority': called('Registration authority'),
    'idp.entityCategory': called('Entity category'),
    'idp.assurance': called('Assurance of the provider'),
    'authn.context': called('Way of signing in'),
    'authn.ageMinutes': called('Minutes since the sign-in'),
    'session.protocol': called('Protocol'),
    'lti.role': called('Role in the course page'),
    'lti.contextId': called('Course page'),
    now: called('Time'),
  } as Record<string, StaffAttribute>,
  /** A course value said short: `Learner of CS101`. */
  courseRole: (role: string, course: string) => `${role} of ${course}`,
  classRoles: { learner: 'learner', ta: 'assistant', teacher: 'teacher' } as Record<string, string>,
  roles: { 'identity-admin': 'identity admin', operator: 'operator' } as Record<string, string>,
  quoted: (text: string) => `“${text}”`,
};

export type SentenceTexts = typeof sentenceEn;
