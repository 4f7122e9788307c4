import type { RuleOutcome, Why } from '@virlab/contracts';

type Turn = Why['turn'];

/** What is put into an answer. Lists are already joined in the reader's language. */
export interface AnswerWords {
  who: string;
  /** The right in words: `Linux shell`. */
  what: string;
  university: string;
  rule: string;
  /** The attribute that decided, inside a sentence. */
  attribute: string;
  /** All attributes that decided, inside a sentence. */
  attributes: string;
  count: number;
  seen: string;
  expected: string;
  reason: string;
}

const lacks = ({ who, what }: AnswerWords) => `${who} does not have ${what}, because`;

/** How many things decided together. */
const THINGS = ['', 'one thing', 'two things', 'three things', 'four things', 'five things'];
const things = (count: number) => THINGS[count] ?? `${count} things`;

/** The answers by the engine's key. */
const answers: Record<string, (words: AnswerWords) => string> = {
  has: (w) => `${w.who} has ${w.what}, because the rule “${w.rule}” fits.`,
  'has.byHand': (w) => `${w.who} has ${w.what}, because it was given by hand: “${w.rule}”.`,
  denied: (w) => `${lacks(w)} the rule “${w.rule}” denies it: “${w.reason}”`,
  'login-denied': (w) => `${lacks(w)} the rule “${w.rule}” keeps the person from signing in: “${w.reason}”`,
  'input-refused': (w) => `${lacks(w)} what ${w.university} released could not be accepted: ${w.reason}.`,
  'no-rule': (w) => `${lacks(w)} no rule gives it to anybody.`,
  'cause.notReleased': (w) => `${lacks(w)} ${w.university} released no ${w.attribute}.`,
  'cause.dropped': (w) =>
    `${lacks(w)} the ${w.attribute} that ${w.university} released was dropped at sign-in.`,
  'cause.otherValue': (w) =>
    `${lacks(w)} the ${w.attribute} is ${w.seen}, and the rule asks for ${w.expected}.`,
  'cause.unreadable': (w) =>
    `${lacks(w)} the ${w.attribute} is ${w.seen}, which has nothing that could be compared.`,
  'cause.time': (w) => `${lacks(w)} it is not the time for which the rule “${w.rule}” gives it.`,
  'cause.several': (w) => `${lacks(w)} of ${things(w.count)}: ${w.attributes}.`,
  'rule.disabled': (w) => `${lacks(w)} the rule “${w.rule}” is switched off.`,
  'rule.outOfWindow': (w) => `${lacks(w)} the rule “${w.rule}” is not in force now.`,
  'rule.otherIdp': (w) => `${lacks(w)} the rule “${w.rule}” is not for people of ${w.university}.`,
  'lost.lease-over': (w) =>
    `${lacks(w)} the time for which “${w.rule}” gives it is over since the last sign-in.`,
  'lost.no-such-class': (w) => `${lacks(w)} the class that “${w.rule}” leads to does not exist.`,
  'lost.invalid-ref': (w) => `${lacks(w)} what “${w.rule}” makes of the values is no name of a class.`,
  'lost.capture-missing': (w) => `${lacks(w)} “${w.rule}” leads to another class for this person.`,
  'lost.over-limit': (w) => `${lacks(w)} “${w.rule}” leads to more classes than one person may get.`,
  other: (w) => `${lacks(w)} no rule gives it.`,
};

const turns: Record<Turn, { title: string; body: (university: string) => string }> = {
  university: {
    title: 'Their turn',
    body: (university) => `${university} has to change what it releases, or what it has on record.`,
  },
  person: {
    title: 'The person’s turn',
    body: () => 'It is given anew at the next sign-in.',
  },
  instructor: {
    title: 'The instructor’s turn',
    body: () => 'An instructor of the class can let the person in.',
  },
  operator: {
    title: 'The operators’ turn',
    body: () => 'The operators of this service have to change something.',
  },
  'identity-admin': {
    title: 'Your turn',
    body: () => 'If this person should have it, a rule of the policy has to say so.',
  },
  nobody: {
    title: 'Nobody’s turn',
    body: () => 'Nothing has to be done.',
  },
};

const outcomes: Record<RuleOutcome, string> = {
  matched: 'fits',
  notMatched: 'does not fit',
  missing: 'no answer, so no',
  disabled: 'switched off',
  outOfWindow: 'not in force now',
  otherIdp: 'for other universities',
};

/** Why and why not. */
export const whyEn = {
  title: 'Why and why not',
  ask: {
    label: 'The question',
    whyDoes: 'Why does',
    person: 'Person',
    personPlaceholder: 'Name or identifier',
    haveOrNot: 'have, or not have,',
    target: 'Right',
    targetPlaceholder: 'Machine, class or role',
    asOf: 'as of',
    now: (version: string) => `now, version ${version}`,
    nowPlain: 'now',
    asOfLabel: 'As of',
    versions: 'Under another version',
    version: (version: string) => `version ${version}`,
    moments: 'As it was decided',
    moment: (when: string, version: string) => `${when}, version ${version}`,
    anybody: 'Anybody',
    nobody: 'Nobody by that name has signed in here.',
    nothing: 'No such right.',
    morePeople: 'Type more to narrow it down.',
  },
  groups: { pool: 'Machines', class: 'Classes', role: 'Roles' },
  begin: 'Choose a person and a right. The answer names the rule, the condition and the value that decided.',
  what: {
    pool: (title: string) => title,
    class: (title: string) => `the class ${title}`,
    role: (title: string) => `the role ${title}`,
  },
  answers,
  released: (when: string, version: string) => `Decided by the sign-in of ${when}, under version ${version}.`,
  then: (when: string, version: string) => `As it was decided by ${when}, under version ${version}.`,
  underVersion: (version: string) =>
    `Under version ${version}, with what is known now. This is not what is in force.`,
  event: (sequence: string) => `This is the moment of event ${sequence} of the audit trail.`,
  madeAnew:
    'The trace of that moment is not kept any more. Nothing was released since, so it was made anew from the same values under the same version.',
  stale: 'What was released is older than is believed here, so nothing rests on it until the next sign-in.',
  notKept: 'What was decided at that moment is not kept any more',
  askNow: 'Ask as of now',
  chooseRight: 'That event is about no single right. Choose one.',
  saveCase: 'Save as test case',
  byHand: {
    title: 'Grants by hand',
    none: (who: string) => `none for ${who}`,
    until: (day: string) => `until ${day}`,
    outcomes: {
      given: 'holds',
      denied: 'a rule denies it',
      over: 'is over',
      'no-such-class': 'there is no such class',
    },
    give: 'Grant by hand',
  },
  denials: { title: 'Denials', none: (who: string) => `none concern ${who}` },
  holders: {
    sentence: (count: string, one: boolean, what: string) =>
      one ? `One person has ${what}.` : `${count} people have ${what}.`,
    nobody: (what: string) => `Nobody has ${what}.`,
    lead: (version: string) => `Under version ${version}, now. Choose a person to see how it was decided.`,
    byRule: 'By which rules',
    noRule: 'No rule gives it.',
    people: (count: string, one: boolean) => (one ? 'one person' : `${count} people`),
    off: 'switched off',
    byHand: 'by hand',
    people100: 'Who has it',
    first: (count: string) => `The first ${count}.`,
    whyOf: (name: string) => `Why ${name} has it`,
  },
  until: (day: string) => `Until ${day}.`,
  oneWay: 'One rule could give it.',
  ways: (count: string) => `${count} rules could give it; the nearest is drawn.`,
  decisionOf: (rule: string) => `How “${rule}” was decided`,
  gives: (what: string) => `gives ${what}`,
  outcomes,
  others: (what: string) => `The other ways to ${what}`,
  noOthers: 'There is no other way.',
  show: 'Open',
  hide: 'Close',
  openWay: (rule: string) => `Show how “${rule}” was decided`,
  conflicts: 'What else acted on it',
  conflict: (loser: string, winner: string) => `“${loser}” gave way to “${winner}”`,
  conflictWhy: {
    denied: 'it denies what the other gives',
    'lower-priority': 'it has the higher priority',
    merged: 'both give the same, and the more generous was taken',
    limited: 'it limits what the other gives',
    'lease-over': 'the time is over',
    'no-such-class': 'there is no such class',
    'invalid-ref': 'the values make no name of a class',
    'capture-missing': 'the values lead to no class',
    'over-limit': 'it would be too many classes',
  } as Record<string, string>,
  /** Other deciders than rules. */
  winners: {
    'sign-in': 'the time since the last sign-in',
    schacExpiryDate: 'the end of enrolment',
    assurance: 'the assurance of the identity',
    'course-end': 'the end of the course',
    'policy-cap': 'the policy’s own limit',
    classes: 'the classes that exist',
    template: 'the values that came',
  } as Record<string, string>,
  tobe: {
    title: 'What would have to be true',
    whoElse: 'Who has it',
    /** `Year of study is at least`. */
    condition: (attribute: string, operator: string) => `${attribute} ${operator}`,
    sameWay: (count: string, what: string) =>
      count === '1' ? `One person has ${what}.` : `${count} people have ${what}.`,
    nobody: (what: string) => `Nobody has ${what}.`,
  },
  dropped: {
    title: 'Dropped at sign-in',
    scope: (scope: string, university: string) => `The scope ${scope} is not registered for ${university}.`,
  },
  turns,
  copy: 'Copy the text for them',
  showText: 'Read the text first',
  hideText: 'Hide the text',
  toPerson: 'Everything about this person',
  tree: {
    all: 'All',
    any: 'Any',
    not: 'Not',
    ofThese: 'of these',
    notThis: 'this',
    always: 'Everybody',
    orNotReleased: ', or it was not released',
    saw: 'saw',
    sawNow: 'asked at this moment',
    sawNothing: 'saw nothing:',
    wasNotReleased: 'was not released',
    wasDropped: 'came, and was dropped',
    allowsNothing: 'saw nothing, which this rule allows',
    decided: 'this decided it',
    decidedWith: (count: number) => `one of ${things(count)} that decided it`,
    results: { true: 'true', false: 'false', missing: 'no answer', notAsked: 'not asked' },
    missing: (count: number) => (count === 1 ? 'one is missing' : `${count} are missing`),
    false: (count: number) => (count === 1 ? 'one is false' : `${count} are false`),
    none: 'none is true',
  },
};

export type WhyTexts = typeof whyEn;
