import type { Session } from '@virlab/contracts';
import { createContext, useContext } from 'react';
import { type Format, formatFor } from '../texts/format';
import { useLanguage } from '../texts/texts-provider';

const SessionContext = createContext<Session | undefined>(undefined);

/** Holds the session for the pages inside a signed-in frame. */
export const SessionProvider = SessionContext;

/** Who is signed in. Only inside a signed-in frame. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('this page needs a signed-in frame in routes.tsx');
  return session;
}

/** Who is signed in, where a page may also stand outside of the signed-in frames; undefined there. */
export function useSessionIfAny(): Session | undefined {
  return useContext(SessionContext);
}

/** How times and figures are written: the reader's language, the campus's time. */
export function useFormat(): Format {
  const session = useContext(SessionContext);
  const { language } = useLanguage();
  const timeZone = session?.campusTimeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  return formatFor(language, timeZone);
}
