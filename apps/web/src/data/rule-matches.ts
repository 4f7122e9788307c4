import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from './api';
import { keys } from './keys';

/** Letters that follow each other faster than this are one change, in milliseconds. */
const PAUSE_MS = 200;

/**
 * Whom a rule that is being written would match now. Asked after a pause in writing; an answer about an older text is
 * dropped, and the last one stays until there is another. `enabled` is false while the rule could not be decided with.
 */
export function useRuleMatches(id: string, yaml: string, enabled: boolean) {
  const [asked, setAsked] = useState(yaml);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(yaml), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [yaml]);
  return useQuery({
    queryKey: keys.ruleMatches(id, asked),
    queryFn: ({ signal }) => api.studio.matches({ id, yaml: asked }, signal),
    enabled: enabled && asked === yaml,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    gcTime: 60_000,
    retry: false,
  });
}
