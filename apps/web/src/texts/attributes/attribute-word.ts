import type { AttributeKind, AttributeTexts, AttributeWord } from './en';

/** Which attribute is of which kind, by the ids of eduPerson, SCHAC and Shibboleth's own attribute map. */
export const ATTRIBUTE_KINDS: Readonly<Record<string, AttributeKind>> = {
  eduPersonScopedAffiliation: 'role',
  eduPersonAffiliation: 'role',
  eduPersonPrimaryAffiliation: 'role',
  affiliation: 'role',
  'unscoped-affiliation': 'role',
  'primary-affiliation': 'role',
  displayName: 'name',
  givenName: 'name',
  sn: 'name',
  cn: 'name',
  eduCourseMember: 'courses',
  eduCourseOffering: 'courses',
  isMemberOf: 'groups',
  member: 'groups',
  studyYear: 'year',
  year: 'year',
  studyLevel: 'level',
  swissEduPersonStudyLevel: 'level',
  ou: 'unit',
  departmentNumber: 'unit',
  eduPersonOrgUnitDN: 'unit',
  'subject-id': 'identifier',
  subjectId: 'identifier',
  'pairwise-id': 'identifier',
  pairwiseId: 'identifier',
  eduPersonPrincipalName: 'identifier',
  eppn: 'identifier',
  eduPersonUniqueId: 'identifier',
  eduPersonTargetedID: 'identifier',
  'persistent-id': 'identifier',
  uid: 'identifier',
  mail: 'mail',
  schacHomeOrganization: 'university',
  o: 'university',
  eduPersonEntitlement: 'rights',
  entitlement: 'rights',
  schacUserStatus: 'status',
  schacExpiryDate: 'expiry',
  eduPersonAssurance: 'assurance',
  assurance: 'assurance',
};

/** The plain name of an attribute; its own name when it has none. */
export function attributeWord(texts: AttributeTexts, attr: string): AttributeWord {
  const kind = ATTRIBUTE_KINDS[attr];
  return kind ? texts.words[kind] : { name: attr, inSentence: attr };
}

/**
 * A value as people say it: the course code at the end of a course URN, else the value itself. Only for sentences; where
 * values are compared letter by letter the whole value is shown.
 */
export function plainValue(attr: string, value: string): string {
  if (ATTRIBUTE_KINDS[attr] !== 'courses' && ATTRIBUTE_KINDS[attr] !== 'groups') return value;
  return value.split(/[:/]/).findLast((part) => part !== '') ?? value;
}
