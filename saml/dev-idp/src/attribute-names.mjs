/** SAML attribute names by the field's words (eduPerson 202208, eduCourse, SCHAC 1.6, OASIS subject identifiers). */
export const ATTRIBUTE_NAMES = {
  'subject-id': 'urn:oasis:names:tc:SAML:attribute:subject-id',
  'pairwise-id': 'urn:oasis:names:tc:SAML:attribute:pairwise-id',
  displayName: 'urn:oid:2.16.840.1.113730.3.1.241',
  givenName: 'urn:oid:2.5.4.42',
  sn: 'urn:oid:2.5.4.4',
  mail: 'urn:oid:0.9.2342.19200300.100.1.3',
  eduPersonScopedAffiliation: 'urn:oid:1.3.6.1.4.1.5923.1.1.1.9',
  eduPersonEntitlement: 'urn:oid:1.3.6.1.4.1.5923.1.1.1.7',
  eduCourseMember: 'urn:oid:1.3.6.1.4.1.5923.1.6.1.2',
  schacHomeOrganization: 'urn:oid:1.3.6.1.4.1.25178.1.2.9',
  // No standard has a year of study: universities bring a name of their own.
  studyYear: 'https://virlab.example/attributes/studyYear',
};

/** @typedef {keyof typeof ATTRIBUTE_NAMES} AttributeName */
