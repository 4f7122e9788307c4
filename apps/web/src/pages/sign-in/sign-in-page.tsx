import { ApiError } from '@virlab/api-client';
import type { SignInOption } from '@virlab/contracts';
import { ReasonPage } from '@virlab/ui';
import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useSignInOptions } from '../../data/sign-in';
import { PageLoading } from '../../shell/page-loading';
import { ProblemPage } from '../../shell/problem-page';
import {
  forgetUniversity,
  rememberedUniversity,
  rememberUniversity,
} from '../../shell/remembered-university';
import { withTarget } from '../../shell/sign-in-address';
import { usePageTitle } from '../../shell/use-page-title';
import { useTexts } from '../../texts/texts-provider';
import { targetPlace } from './target-place';
import classes from './sign-in.module.css';
import { UniversityButton, UniversityRow } from './university-link';
import { UniversitySearch } from './university-search';

/** More than this many are searched, not listed. */
const LISTED = 3;

/** Choosing a university: one click for who comes again, one word for who is new. */
export default function SignInPage() {
  const { signIn: texts } = useTexts();
  const options = useSignInOptions();
  usePageTitle(texts.pageTitle);
  if (!options.data) {
    if (options.error instanceof ApiError) return <ProblemPage problem={options.error.problem} />;
    return <PageLoading />;
  }
  if (options.data.options.length === 0) {
    return (
      <ReasonPage shape="unknown" title={texts.noneAtAll}>
        <p>{texts.noneAtAllText}</p>
      </ReasonPage>
    );
  }
  return <Choice options={options.data.options} />;
}

function Choice({ options }: { options: readonly SignInOption[] }) {
  const { signIn: texts } = useTexts();
  const [search] = useSearchParams();
  const target = search.get('target');
  const [rememberedId, setRememberedId] = useState(() => rememberedUniversity()?.id);
  const first =
    options.find(({ id }) => id === rememberedId) ?? (options.length === 1 ? options[0] : undefined);
  const others = options.filter((option) => option !== first);
  const place = targetPlace(target, texts.places);
  const link = (option: SignInOption) => ({
    option,
    href: withTarget(option.url, target),
    onGo: () => rememberUniversity(option),
  });
  const forget = () => {
    forgetUniversity();
    setRememberedId(undefined);
  };
  const isRemembered = first !== undefined && first.id === rememberedId;
  return (
    <div className={classes.column}>
      <h1>{texts.title}</h1>
      <p className={classes.lead}>
        {place ? (
          <>
            {texts.leadTo} <b>{place}</b>.
          </>
        ) : (
          texts.lead
        )}
      </p>
      {first ? (
        <>
          <UniversityButton {...link(first)} note={isRemembered ? texts.lastTime : undefined} />
          {isRemembered ? (
            <div className={classes.remembered}>
              <UnstyledButton className={classes.forget} onClick={forget}>
                {texts.forget}
              </UnstyledButton>
              <span className="vl-tiny vl-faint">{texts.onlyHere}</span>
            </div>
          ) : null}
        </>
      ) : null}
      {others.length > 0 && first ? (
        <p className={classes.or}>{others.length > LISTED ? texts.orFind : texts.orOther}</p>
      ) : null}
      {others.length > LISTED ? (
        <UniversitySearch options={options} link={link} autoFocus={!first} />
      ) : (
        <ul className={classes.list}>
          {others.map((option) => (
            <li key={option.id}>
              <UniversityRow {...link(option)} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
