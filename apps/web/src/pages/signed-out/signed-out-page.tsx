import { ReasonPage, Turn } from '@virlab/ui';
import { useSearchParams } from 'react-router';
import { useSignInProvider } from '../../data/sign-in';
import { ProblemPage } from '../../shell/problem-page';
import { usePageTitle } from '../../shell/use-page-title';
import { SignInAgain } from '../../shell/sign-in-again';
import type { SignOutOutcome } from '../../texts/sign-out/en';
import { useTexts } from '../../texts/texts-provider';
import { WhatIsOver } from './what-is-over';

/**
 * Where a sign-out ends: `/signed-out?outcome&idp`, or `?code&ref&idp` when a sign-out message was not taken. The words
 * are ours, chosen by code; the address can put none into our mouth.
 */
export default function SignedOutPage() {
  const { errors, shell, signOut: texts } = useTexts();
  const [search] = useSearchParams();
  const idp = search.get('idp') ?? '';
  const title = useSignInProvider(idp).data?.title;
  const code = search.get('code') ?? '';
  const named = search.get('outcome') ?? '';
  const outcome: SignOutOutcome = Object.hasOwn(texts.outcomes, named) ? (named as SignOutOutcome) : 'here';
  usePageTitle(texts.title);
  const again = <SignInAgain idp={idp} filled={false} />;
  if (Object.hasOwn(errors, code)) {
    return (
      <ProblemPage
        problem={{ code: code as keyof typeof errors, requestId: search.get('ref') ?? '' }}
        steps={again}
      />
    );
  }
  const isOver = outcome === 'university' || outcome === 'by-university';
  return (
    <ReasonPage
      shape="stopped"
      title={texts.title}
      turn={isOver ? null : <Turn who={shell.turns.your}>{texts.closeBrowser}</Turn>}
      steps={again}
    >
      <p>{texts.outcomes[outcome]}</p>
      <WhatIsOver outcome={outcome} university={title ?? texts.university} />
    </ReasonPage>
  );
}
