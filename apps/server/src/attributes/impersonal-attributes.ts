/** Attributes whose values tell nobody who it is. */
const IMPERSONAL: ReadonlySet<string> = new Set([
  'eduPersonAffiliation',
  'eduPersonPrimaryAffiliation',
  'eduPersonScopedAffiliation',
  'affiliation',
  'unscoped-affiliation',
  'primary-affiliation',
  'eduPersonAssurance',
  'assurance',
  'eduPersonEntitlement',
  'entitlement',
  'eduCourseMember',
  'eduCourseOffering',
  'schacHomeOrganization',
  'schacHomeOrganizationType',
  'studyYear',
]);

/** Whether values of an attribute may be shown to who may not see people. */
export function isImpersonal(attr: string): boolean {
  return IMPERSONAL.has(attr);
}
