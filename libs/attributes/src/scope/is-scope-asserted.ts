/**
 * Whether an identity provider may speak for a scope: it is one of the domains that its federation's registrar
 * verified (shibmd:Scope). Compared without regard to case, because scopes are domain names; exactly, because a
 * subdomain is somebody else. Without scopes in metadata nothing is asserted.
 */
export function isScopeAsserted(scope: string | undefined, scopesOfProvider: readonly string[]): boolean {
  if (scope === undefined || scope === '') return false;
  const wanted = scope.toLowerCase();
  return scopesOfProvider.some((candidate) => candidate.toLowerCase() === wanted);
}
