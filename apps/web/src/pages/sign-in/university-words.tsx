import type { SignInOption } from '@virlab/contracts';
import { StateGlyph } from '@virlab/ui';
import { useState } from 'react';
import { useFormat } from '../../shell/session-context';
import { LOCALES } from '../../texts/format';
import { useLanguage, useTexts } from '../../texts/texts-provider';
import classes from './sign-in.module.css';

export interface UniversityWordsProps {
  option: SignInOption;
  /** Start and end of what fits in the title. */
  matches?: readonly (readonly [number, number])[];
  /** What is said instead of domain and country. */
  note?: string | undefined;
}

/** The name of a university with what fits underlined, and below it where it is, or what is wrong with it. */
export function UniversityWords({ option, matches = [], note }: UniversityWordsProps) {
  const second = useSecondLine(option);
  return (
    <span className={classes.words}>
      <span className={classes.name} lang={option.language}>
        <Marked text={option.title} matches={matches} />
      </span>
      {option.unusable ? (
        <span className={classes.broken}>
          <StateGlyph shape="failed" size={12} />
          {second}
        </span>
      ) : (note ?? second) ? (
        <span className={classes.second}>{note ?? second}</span>
      ) : null}
    </span>
  );
}

function useSecondLine({ practice, unusable, domain, country }: SignInOption): string {
  const { signIn: texts } = useTexts();
  const { language } = useLanguage();
  const format = useFormat();
  const [now] = useState(() => Date.now());
  if (unusable) return texts.broken(format.since(unusable.since, now));
  if (practice) return texts.practice;
  const region = country && new Intl.DisplayNames([LOCALES[language]], { type: 'region' }).of(country);
  return [domain, region].filter(Boolean).join(' · ');
}

function Marked({ text, matches }: { text: string; matches: readonly (readonly [number, number])[] }) {
  return (
    <>
      {matches.map(([start, end], at) => (
        <span key={start}>
          {text.slice(matches[at - 1]?.[1] ?? 0, start)}
          <mark className={classes.match}>{text.slice(start, end)}</mark>
        </span>
      ))}
      {text.slice(matches.at(-1)?.[1] ?? 0)}
    </>
  );
}
