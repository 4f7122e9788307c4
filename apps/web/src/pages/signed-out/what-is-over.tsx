import { IconCheck, IconHelpCircle } from '@tabler/icons-react';
import type { SignOutOutcome } from '../../texts/sign-out/en';
import { useTexts } from '../../texts/texts-provider';
import classes from './signed-out.module.css';

/** What is over, and what may not be, each with its sign and its word. */
export function WhatIsOver({ outcome, university }: { outcome: SignOutOutcome; university: string }) {
  const { signOut: texts } = useTexts();
  const isOverThere = ['university', 'partial', 'by-university'].includes(outcome);
  const over = [
    outcome === 'everywhere' ? texts.everywhere : texts.here,
    ...(isOverThere ? [texts.atUniversity(university)] : []),
  ];
  const mayStay = [
    ...(isOverThere ? [] : [texts.stillAtUniversity(university)]),
    ...(outcome === 'university' ? [] : [texts.elsewhere]),
  ];
  return (
    <ul className={classes.list}>
      {over.map((text) => (
        <li key={text}>
          <IconCheck size={20} stroke={1.75} aria-hidden="true" />
          <span>
            <b>{texts.over}</b> {text}
          </span>
        </li>
      ))}
      {mayStay.map((text) => (
        <li key={text}>
          <IconHelpCircle size={20} stroke={1.75} aria-hidden="true" />
          <span>
            <b>{texts.mayStay}</b> {text}
          </span>
        </li>
      ))}
    </ul>
  );
}
