import { ApiError } from '@virlab/api-client';
import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { useSessionQuery } from '../data/session';
import { useTexts } from '../texts/texts-provider';
import { BareFrame } from './bare-frame';
import { BreakGlassStrip } from './break-glass-strip';
import { LiveProvider, NotLiveLine } from './live';
import { isStaff } from './navigation';
import { PageLoading } from './page-loading';
import { ProblemPage } from './problem-page';
import { rememberUniversity } from './remembered-university';
import { SessionEnded } from './session-ended';
import { SessionProvider } from './session-context';
import classes from './shell.module.css';
import { signInPage } from './sign-in-address';
import { SimulatedStrip } from './simulated-strip';
import { StaffFrame } from './staff-frame';
import { StudentFrame } from './student-frame';
import { usePageHandle } from './use-page-handle';

/**
 * What stands around every page of somebody signed in: who they are, the live stream, the navigation that their
 * abilities open. Nobody signed in goes to sign-in and comes back; a session that ended is told in place.
 */
export function SignedInFrame() {
  const session = useSessionQuery();
  const { frame, needs } = usePageHandle();
  const { shell } = useTexts();
  const { pathname, search } = useLocation();
  const problem = session.error instanceof ApiError ? session.error.problem : undefined;
  const known = session.data;

  useEffect(() => {
    // Nobody is sent back to an emergency as if it were their university.
    if (known && known.university.entityId !== 'break-glass')
      rememberUniversity({ id: known.university.entityId, title: known.university.title });
  }, [known]);

  if (problem?.status === 401) {
    if (problem.code !== 'not-signed-in' || known) return <SessionEnded problem={problem} last={known} />;
    return <Navigate to={signInPage(pathname + search)} replace />;
  }
  if (!known) {
    if (!session.error) return <PageLoading />;
    return (
      <BareFrame>
        <ProblemPage
          problem={problem ?? { code: 'internal' }}
          steps={
            <Button variant="filled" size="lg" onClick={() => void session.refetch()}>
              {shell.tryAgain}
            </Button>
          }
        />
      </BareFrame>
    );
  }

  const isAllowed = !needs || known.abilities.includes(needs);
  const page = isAllowed ? <Outlet /> : <ProblemPage problem={{ code: 'not-allowed' }} />;
  const Frame = isStaff(known) ? StaffFrame : StudentFrame;
  return (
    <SessionProvider value={known}>
      <LiveProvider>
        {frame === 'window' ? (
          page
        ) : (
          <>
            <a className={classes.skip} href="#main">
              {shell.skip}
            </a>
            <BreakGlassStrip />
            <SimulatedStrip shown={known.simulated} />
            <Frame>
              <NotLiveLine />
              {page}
            </Frame>
          </>
        )}
      </LiveProvider>
    </SessionProvider>
  );
}
