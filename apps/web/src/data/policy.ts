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

/** As of when a question is asked: `now`, a version, a kept decision, or an event of the trail. */
export type WhyAsOf =
  | { kind: 'now' }
  | { kind: 'version'; version: number }
  | { kind: 'decision'; decision: string }
  | { kind: 'event'; audit: number };

/** What is asked: both names are empty until they are chosen. */
export interface WhyQuestion {
  person: string;
  /** Such as `pool:linux-shell`. */
  target: string;
  asOf: WhyAsOf;
}

/**
 * Why a person has, or has not, a right; asked once both are known, or once an event is. The text to send on is in
 * `language`.
 */
export function useWhy({ person, target, asOf }: WhyQuestion, language: 'en' | 'pt') {
  return useQuery({
    queryKey: [...keys.why(person, target), asOf, language],
    queryFn: ({ signal }) => {
      if (asOf.kind === 'event') return api.whyOfEvent(asOf.audit, target, signal, language);
      const { kind: _, ...at } = asOf;
      return api.why(person, target, signal, language, at);
    },
    enabled: asOf.kind === 'event' || (person !== '' && target !== ''),
  });
}

/** Who has a right, and by which rules; asked while a right alone is chosen. */
export function useTargetHolders(target: string, enabled: boolean) {
  return useQuery({
    queryKey: ['why-holders', target],
    queryFn: ({ signal }) => api.targetHolders(target, signal),
    enabled: enabled && target !== '',
  });
}
