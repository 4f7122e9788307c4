import type { PolicyTarget } from '@virlab/contracts';
import { useQuery } from '@tanstack/react-query';
import { api } from './api';
import { keys } from './keys';

/** The policy in force. */
export function usePolicy() {
  return useQuery({ queryKey: keys.policy, queryFn: ({ signal }) => api.policy(signal), staleTime: 30_000 });
}

/** What can be asked about: pools, classes, roles. `enabled` is false for who may not read the policy. */
export function usePolicyTargets(enabled = true) {
  return useQuery({
    queryKey: keys.policyTargets,
    queryFn: ({ signal }) => api.policyTargets(signal),
    staleTime: 60_000,
    enabled,
  });
}

/** Titles of pools and classes by their references; a reference stands for itself until its title is known. */
export function useTitles(enabled = true): (kind: PolicyTarget['kind'], ref: string) => string {
  const targets = usePolicyTargets(enabled).data?.targets ?? [];
  const titles = new Map(targets.map(({ kind, ref, title }) => [`${kind} ${ref}`, title]));
  return (kind, ref) => titles.get(`${kind} ${ref}`) ?? ref;
}

/**
 * Why a person has, or has not, a target such as `pool:linux-shell`; asked once both are known. The text to send on is
 * in `language`.
 */
export function useWhy(person: string, target: string, language: 'en' | 'pt') {
  return useQuery({
    queryKey: [...keys.why(person, target), language],
    queryFn: ({ signal }) => api.why(person, target, signal, language),
    enabled: person !== '' && target !== '',
  });
}
