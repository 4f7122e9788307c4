import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';

type Announce = (text: string, urgent?: boolean) => void;
const AnnounceContext = createContext<Announce>(() => undefined);

/** Two live regions for what has no place of its own on the page: titles of pages, and what cannot wait. */
export function Announcer({ children }: { children: ReactNode }) {
  const [polite, setPolite] = useState('');
  const [assertive, setAssertive] = useState('');
  const announce = useCallback<Announce>(
    (text, urgent = false) => (urgent ? setAssertive : setPolite)(text),
    [],
  );
  const value = useMemo(() => announce, [announce]);
  return (
    <AnnounceContext value={value}>
      {/* First, since below the page they would make it a pixel longer than the window. */}
      <div className="vl-hidden" aria-live="polite" data-testid="announcer">
        {polite}
      </div>
      <div className="vl-hidden" aria-live="assertive">
        {assertive}
      </div>
      {children}
    </AnnounceContext>
  );
}

/** Says something to screen readers. `urgent` interrupts: for connection lost and session about to end. */
export function useAnnounce(): Announce {
  return useContext(AnnounceContext);
}
