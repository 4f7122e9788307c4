import type { PolicyDraft } from '@virlab/contracts';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { NavLink, useLocation } from 'react-router';
import { usePolicyDraft } from '../../data/policy-draft';
import { useFormat, useSession } from '../../shell/session-context';
import type { StudioTexts } from '../../texts/staff/policy/studio-en';
import { useTexts } from '../../texts/texts-provider';
import classes from './policy-tabs.module.css';

interface Tab {
  to: string;
  word: Exclude<keyof StudioTexts['tabs'], 'label'>;
  count?: (draft: PolicyDraft) => number;
}

const TABS: readonly Tab[] = [
  { to: '/policy', word: 'rules', count: ({ rules }) => rules.length },
  { to: '/policy/dry-run', word: 'dryRun' },
  { to: '/policy/cases', word: 'cases', count: ({ cases }) => cases.length },
  { to: '/policy/versions', word: 'versions' },
  { to: '/policy/grants', word: 'grants' },
  { to: '/policy/import', word: 'import' },
];

/** Grants by hand that hold now, where the page that shows the tabs knows them. */
export interface PolicyTabsProps {
  grants?: number | undefined;
}

/** The pages of the policy as tabs. Each is a link with an address of its own; arrows go from one to the next. */
export function PolicyTabs({ grants }: PolicyTabsProps) {
  const { staff } = useTexts();
  const format = useFormat();
  const { abilities } = useSession();
  const draft = usePolicyDraft(abilities.includes('policy.read')).data;
  const tabs = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    // On a phone the tabs are wider than the page: the open one comes into view, and the page does not move for it.
    const row = tabs.current;
    const open = row?.querySelector<HTMLElement>('[aria-current="page"]');
    if (row && open) row.scrollLeft = open.offsetLeft - (row.clientWidth - open.offsetWidth) / 2;
  }, [pathname]);
  return (
    <nav ref={tabs} className={classes.tabs} aria-label={staff.policy.tabs.label} onKeyDown={moveByArrow}>
      {TABS.map(({ to, word, count }) => {
        const counted = word === 'grants' ? grants : draft && count?.(draft);
        return (
          <NavLink key={to} to={to} end={to === '/policy'} className={classes.tab}>
            {staff.policy.tabs[word]}
            {counted === undefined ? null : <span className={classes.count}>{format.number(counted)}</span>}
          </NavLink>
        );
      })}
    </nav>
  );
}

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };

function moveByArrow(event: KeyboardEvent<HTMLElement>) {
  const step = STEPS[event.key];
  if (step === undefined) return;
  const links = [...event.currentTarget.querySelectorAll('a')];
  const here = links.findIndex((link) => link === document.activeElement);
  const next = links[(here + step + links.length) % links.length];
  if (here < 0 || !next) return;
  event.preventDefault();
  next.focus();
}
