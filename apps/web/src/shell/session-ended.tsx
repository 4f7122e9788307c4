import type { Problem, Session } from '@virlab/contracts';
import { Button } from '@mantine/core';
import { Link, useLocation } from 'react-router';
import { useSignInOption } from '../data/discovery';
import { useLanguage, useTexts } from '../texts/texts-provider';
import { BareFrame } from './bare-frame';
import { ProblemPage } from './problem-page';
import { rememberedUniversity } from './remembered-university';
import { signInPage, withTarget } from './sign-in-address';

/** After a session ended: sign in again at the same university, and back to the same page. */
export function SessionEnded({ problem, last }: { problem: Problem; last: Session | undefined }) {
  const { shell, signOut } = useTexts();
  const { pathname, search } = useLocation();
  const { language } = useLanguage();
  const target = pathname + search;
  const university = last
    ? { id: last.university.entityId, title: last.university.title }
    : rememberedUniversity();
  const option = useSignInOption(university?.id, language);
  const again =
    option && university ? (
      <>
        <Button variant="filled" size="lg" component="a" href={withTarget(option.url, target)}>
          {shell.signInAgainAt(university.title)}
        </Button>
        <Button size="lg" component={Link} to={signInPage(target)}>
          {shell.anotherWay}
        </Button>
      </>
    ) : (
      <Button variant="filled" size="lg" component={Link} to={signInPage(target)}>
        {shell.signIn}
      </Button>
    );
  return (
    <BareFrame>
      <ProblemPage
        problem={{ ...problem, code: problem.code === 'session-reused' ? problem.code : 'session-ended' }}
        body={signOut.ended[problem.context?.['why'] ?? '']}
        steps={again}
      />
    </BareFrame>
  );
}
