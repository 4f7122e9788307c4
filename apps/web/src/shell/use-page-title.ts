import { useLayoutEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import { useTexts } from '../texts/texts-provider';
import { useAnnounce } from './announcer';

/** Names the page: in the title bar always, to screen readers once per navigation. */
export function usePageTitle(title: string): void {
  const { shell } = useTexts();
  const announce = useAnnounce();
  const { pathname } = useLocation();
  const said = useRef('');
  // Before the effects of its parts: what one of them says at the same moment is not written over.
  useLayoutEffect(() => {
    document.title = shell.titled(title);
    if (said.current === pathname) return;
    said.current = pathname;
    announce(title);
  }, [title, pathname, shell, announce]);
}
