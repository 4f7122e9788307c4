/** Namespace of Shibboleth's attribute filter policies. */
export const POLICY_NAMESPACE = 'urn:mace:shibboleth:2.0:afp';

/** The namespaces in which older files write matching rules and their types. */
const RULES = new Set([
  POLICY_NAMESPACE,
  'urn:mace:shibboleth:2.0:afp:mf:basic',
  'urn:mace:shibboleth:2.0:afp:mf:saml',
]);

/** True for a namespace of the filter policy language, old or new. */
export function isOfPolicy(namespace: string | undefined): boolean {
  return namespace !== undefined && RULES.has(namespace);
}
