/**
 * What Shibboleth's service provider and mod_auth_mellon call attributes by default, and what they are called here
 * (saml/attribute-map.xml). A name that is not here stays as it is.
 */
const NAMES: Readonly<Record<string, string>> = {
  affiliation: 'eduPersonScopedAffiliation',
  'scoped-affiliation': 'eduPersonScopedAffiliation',
  'unscoped-affiliation': 'eduPersonAffiliation',
  'primary-affiliation': 'eduPersonPrimaryAffiliation',
  entitlement: 'eduPersonEntitlement',
  eppn: 'eduPersonPrincipalName',
  assurance: 'eduPersonAssurance',
  orcid: 'eduPersonOrcid',
  'unique-id': 'eduPersonUniqueId',
  'member-of': 'isMemberOf',
  'Shib-Identity-Provider': 'idp.entityId',
  MELLON_IDP: 'idp.entityId',
  'Shib-AuthnContext-Class': 'authn.context',
};

/** The name of an attribute here; what web servers put in front (`HTTP_`, `MELLON_`) is taken away. */
export function attributeName(foreign: string): string {
  if (Object.hasOwn(NAMES, foreign)) return NAMES[foreign] ?? foreign;
  const bare = foreign
    .replace(/^MELLON_/, '')
    .replace(/_\d+$/, (end) => (foreign.startsWith('MELLON_') ? '' : end));
  return Object.hasOwn(NAMES, bare) ? (NAMES[bare] ?? bare) : bare;
}
