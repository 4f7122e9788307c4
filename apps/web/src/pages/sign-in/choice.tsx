import type { SignInOption, SignInOptions } from '@virlab/contracts';
import { UnstyledButton } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { useKnownProviders } from '../../data/discovery';
import {
  forgetUniversity,
  type RememberedUniversity,
  rememberedUniversities,
  rememberUniversity,
} from '../../shell/remembered-university';
import { useLanguage, useTexts } from '../../texts/texts-provider';
import { NotListed } from './not-listed';
import classes from './sign-in.module.css';
import { UniversityButton, UniversityRow } from './university-link';
import { UniversitySearch } from './university-search';
import type { WayOf } from './way';

export interface ChoiceProps {
  options: SignInOptions;
  title: string;
  /** What is said before there is anything to choose. */
  lead: ReactNode;
  /** Where a click on a university goes. */
  hrefOf: (option: SignInOption) => string;
}

/** One click for who comes again, one word for who is new. */
export function Choice({ options, title, lead, hrefOf }: ChoiceProps) {
  const { signIn: texts } = useTexts();
  const isSearched = options.searchable > 0;
  const { remembered, forget } = useRemembered(options);
  const wayOf: WayOf = (option) => ({
    option,
    href: hrefOf(option),
    onGo: () => rememberUniversity(option),
  });
  const only = options.options.length === 1 && !isSearched ? options.options[0] : undefined;
  const first = remembered[0] ?? only;
  const others = (isSearched ? remembered : options.options).filter(({ id }) => id !== first?.id);
  return (
    <div className={classes.column}>
      <h1>{title}</h1>
      <div className={classes.lead}>{lead}</div>
      {first ? (
        <UniversityButton way={wayOf(first)} note={remembered[0] ? texts.lastTime : undefined} />
      ) : null}
      {isSearched ? <Rows options={others} wayOf={wayOf} /> : null}
      {remembered[0] ? (
        <div className={classes.remembered}>
          <UnstyledButton className={classes.forget} onClick={() => forget(first?.id ?? '')}>
            {texts.forget}
          </UnstyledButton>
          <span className="vl-tiny vl-faint">{texts.onlyHere}</span>
        </div>
      ) : null}
      {first && (isSearched || others.length > 0) ? (
        <p className={classes.or}>{isSearched ? texts.orFind : texts.orOther}</p>
      ) : null}
      {isSearched ? (
        <UniversitySearch wayOf={wayOf} autoFocus={!first} />
      ) : (
        <Rows options={others} wayOf={wayOf} />
      )}
      <NotListed support={options.support} />
      <footer className={classes.footer}>
        <Link to="/privacy">{texts.privacy}</Link>
      </footer>
    </div>
  );
}

function Rows({ options, wayOf }: { options: readonly SignInOption[]; wayOf: WayOf }) {
  if (options.length === 0) return null;
  return (
    <ul className={classes.list}>
      {options.map((option) => (
        <li key={option.id}>
          <UniversityRow way={wayOf(option)} />
        </li>
      ))}
    </ul>
  );
}

/** What this browser remembers, as the server knows it now; one that is gone is not shown. */
function useRemembered({ options, searchable }: SignInOptions) {
  const { language } = useLanguage();
  const [kept, setKept] = useState(rememberedUniversities);
  const ids = searchable > 0 ? kept.map(({ id }) => id) : [];
  const known = useKnownProviders(ids, language).data?.options;
  const now = searchable > 0 ? known : options;
  const remembered = kept.flatMap((university) => {
    const option = now?.find(({ id }) => id === university.id);
    return now === undefined ? [unchecked(university)] : option ? [option] : [];
  });
  const forget = (id: string) => {
    forgetUniversity(id);
    setKept(rememberedUniversities());
  };
  return { remembered: searchable > 0 ? remembered : remembered.slice(0, 1), forget };
}

/** As it was kept, until the server has answered: nobody waits to click what they remember. */
function unchecked({ id, title }: RememberedUniversity): SignInOption {
  const url = `/saml/login?${new URLSearchParams({ entityID: id })}`;
  return { provider: 'saml', id, title, url, practice: false };
}
