import { Mark } from '@virlab/ui';
import type { ReactNode } from 'react';
import { Link, Outlet } from 'react-router';
import { useSignInOptions } from '../data/sign-in';
import { useTexts } from '../texts/texts-provider';
import { LanguageButton } from './language-button';
import { MainRegion } from './main-region';
import classes from './shell.module.css';
import { SimulatedStrip } from './simulated-strip';
import { ThemeMenu } from './theme-menu';

/** Only the mark, language and theme: for who is not signed in. */
export function BareFrame({ children }: { children?: ReactNode }) {
  const { shell } = useTexts();
  const options = useSignInOptions();
  return (
    <>
      <a className={classes.skip} href="#main">
        {shell.skip}
      </a>
      <SimulatedStrip shown={options.data?.simulated ?? false} />
      <header className={classes.top} data-bare>
        <Link className={classes.wordmark} to="/">
          <Mark />
          <span>Virlab</span>
        </Link>
        <span className={classes.space} />
        <LanguageButton long />
        <ThemeMenu />
      </header>
      <MainRegion>{children ?? <Outlet />}</MainRegion>
    </>
  );
}
