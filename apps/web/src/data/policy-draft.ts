import type {
  DraftStep,
  OrderDraft,
  PolicyDraft,
  ProposePolicyCase,
  SaveDraftRule,
  SaveDraftSource,
  SavePolicyCase,
} from '@virlab/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from './api';
import { keys } from './keys';

/** How often a draft whose people are still being counted is asked for again, in milliseconds. */
const COUNTING_MS = 3_000;
/** How often an open page says that it is open, in milliseconds; the server forgets it after three times that. */
const PRESENCE_MS = 20_000;

/** The draft of the policy; what is published while nobody has begun one. `enabled` is false for who may not read it. */
export function usePolicyDraft(enabled = true) {
  return useQuery({
    queryKey: keys.policyDraft,
    queryFn: ({ signal }) => api.studio.draft(signal),
    staleTime: 10_000,
    enabled,
    refetchInterval: ({ state }) =>
      state.data?.rules.some(({ people, sentence }) => people === undefined && sentence !== undefined)
        ? COUNTING_MS
        : false,
  });
}

/** Everything that a form of the policy can suggest. */
export function usePolicyVocabulary(enabled = true) {
  return useQuery({
    queryKey: keys.policyVocabulary,
    queryFn: ({ signal }) => api.studio.vocabulary(signal),
    staleTime: 60_000,
    enabled,
  });
}

/** A change of the draft: what it answers is the draft as it is then, and everything else of the policy is asked anew. */
function useDraftChange<T>(change: (wish: T) => Promise<PolicyDraft>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (draft) => client.setQueryData(keys.policyDraft, draft),
    onSettled: () => client.invalidateQueries({ queryKey: keys.policy }),
  });
}

/** Writes one rule; `base` null makes a new one. */
export function useSaveRule() {
  return useDraftChange(({ id, rule }: { id: string; rule: SaveDraftRule }) => api.studio.saveRule(id, rule));
}

export function useRemoveRule() {
  return useDraftChange(({ id, base }: { id: string; base: string }) => api.studio.removeRule(id, base));
}

/** Puts the rules into another order, which shows at once. */
export function useOrderRules() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (order: OrderDraft) => api.studio.orderRules(order),
    onMutate: ({ ids }) =>
      client.setQueryData<PolicyDraft>(keys.policyDraft, (draft) => draft && inOrder(draft, ids)),
    onSuccess: (draft) => client.setQueryData(keys.policyDraft, draft),
    onSettled: () => client.invalidateQueries({ queryKey: keys.policy }),
  });
}

function inOrder(draft: PolicyDraft, ids: readonly string[]): PolicyDraft {
  const placeOf = new Map(ids.map((id, place) => [id, place]));
  const place = (id: string) => placeOf.get(id) ?? ids.length;
  return { ...draft, rules: [...draft.rules].sort((one, other) => place(one.id) - place(other.id)) };
}

export function useSaveSource() {
  return useDraftChange((wish: SaveDraftSource) => api.studio.saveSource(wish));
}

/** Makes the text of a published version the text of the draft, when nobody changed the draft since `revision`. */
export function useLoadVersion() {
  return useDraftChange(async ({ revision, version }: { revision: number; version: number }) => {
    const { yaml } = await api.studio.version(version);
    return api.studio.saveSource({ revision, source: yaml });
  });
}

export function useDiscardDraft() {
  return useDraftChange((revision: number) => api.studio.discardDraft(revision));
}

/** Puts the changes of the draft onto the version that is published now. */
export function useRebaseDraft() {
  return useDraftChange((wish: { revision: number; keep?: Record<string, 'mine' | 'theirs'> }) =>
    api.studio.rebaseDraft(wish),
  );
}

export function useSaveCase() {
  return useDraftChange((policyCase: SavePolicyCase) => api.studio.saveCase(policyCase));
}

export function useRemoveCase() {
  return useDraftChange(({ name, base }: { name: string; base: string }) =>
    api.studio.removeCase(name, base),
  );
}

/** A test case made from somebody real, with made-up values where it told who it was; asked once per person or sign-in. */
export function useProposedCase(from: ProposePolicyCase | undefined) {
  return useQuery({
    queryKey: ['policy-case', from],
    queryFn: () => (from ? api.studio.proposeCase(from) : Promise.reject(new Error('nobody was chosen'))),
    enabled: from !== undefined,
    // Each look at somebody's values is written into the audit trail.
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
}

/** A step on the way to publishing that leaves a draft behind. */
export function useDraftStep(step: 'askForApproval' | 'approve' | 'withdraw') {
  return useDraftChange((wish: DraftStep) => api.studio[step](wish));
}

/** Puts the draft in force. */
export function usePublishDraft() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wish: DraftStep) => api.studio.publish(wish),
    onSettled: () => client.invalidateQueries({ queryKey: keys.policy }),
  });
}

/** Says something about the draft to whoever else works on it. */
export function useCommentDraft() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (text: string) => api.studio.comment(text),
    onSettled: () => client.invalidateQueries({ queryKey: keys.policyDraft }),
  });
}

/** Lets others see that the viewer has the draft open, and which rule of it; `active` is false for who only reads. */
export function useDraftPresence(active: boolean, ruleId?: string): void {
  useEffect(() => {
    if (!active) return;
    const where = ruleId === undefined ? {} : { ruleId };
    // Nobody is kept from working when this is lost.
    const tell = (left: boolean) =>
      void api.studio.tellPresence({ ...where, ...(left ? { left } : {}) }).catch(() => undefined);
    tell(false);
    const timer = setInterval(() => tell(false), PRESENCE_MS);
    return () => {
      clearInterval(timer);
      tell(true);
    };
  }, [active, ruleId]);
}
