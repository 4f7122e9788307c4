import type { AttributeRulesFiles, NewAttributeRules, SignInRecordsQuery } from '@virlab/contracts';
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { api } from './api';
import { keys } from './keys';

type Asked = Pick<Partial<SignInRecordsQuery>, 'search' | 'outcome' | 'provider' | 'person'>;

/** The last sign-ins, newest first, a page at a time. */
export function useSignInRecords(asked: Asked) {
  return useInfiniteQuery({
    queryKey: keys.signInRecords(asked),
    queryFn: ({ pageParam, signal }) =>
      api.signInRecords({ ...asked, ...(pageParam === undefined ? {} : { before: pageParam }) }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
}

/** One sign-in, value by value. Looking is written into the audit trail. */
export function useSignInRecord(id: string | undefined) {
  return useQuery({
    queryKey: keys.signInRecord(id ?? ''),
    queryFn: ({ signal }) => api.signInRecord(id ?? '', signal),
    enabled: id !== undefined,
    // What came does not change any more, and each look is an event of the trail.
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
}

/** The versions of the attribute rules. */
export function useAttributeRules() {
  return useQuery({ queryKey: keys.attributeRules, queryFn: ({ signal }) => api.attributeRules(signal) });
}

/** Asks what would be different with other files. */
export function useCheckAttributeRules() {
  return useMutation({ mutationFn: (files: AttributeRulesFiles) => api.checkAttributeRules(files) });
}

/** Reads the two files of a version. */
export function useAttributeRulesTexts() {
  return useMutation({ mutationFn: (version: number) => api.attributeRulesTexts(version) });
}

/** Puts files in force. */
export function usePublishAttributeRules() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (rules: NewAttributeRules) => api.publishAttributeRules(rules),
    onSettled: () => client.invalidateQueries({ queryKey: keys.attributeRules }),
  });
}
