import { Mark } from '@virlab/ui';
import { IconDeviceDesktop, IconUserCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link, NavLink } from 'react-router';
import { useTexts } from '../texts/texts-provider';
import { AccountMenu } from './account-menu';
import { LanguageButton } from './language-button';
import { MainRegion } from './main-region';
import classes from './shell.module.css';
import { ThemeMenu } from './theme-menu';

/** The top bar of a student: two places, language, theme, account. */
export function StudentFrame({ children }: { children: ReactNode }) {
  const { shell } = useTexts();
  return (
    <>
      <header className={classes.top}>
        <Link className={classes.wordmark} to="/machines">
          <Mark />
          <span>Virlab</span>
        </Link>
        <nav className={classes.topNav} aria-label={shell.mainNav}>
          <NavLink to="/machines" aria-label={shell.machines} title={shell.machines}>
            <IconDeviceDesktop className="vl-phone-only" size={18} stroke={1.75} aria-hidden="true" />
            <span className="vl-wide-only">{shell.machines}</span>
          </NavLink>
          <NavLink to="/you" aria-label={shell.record} title={shell.record}>
            <IconUserCircle className="vl-phone-only" size={18} stroke={1.75} aria-hidden="true" />
            <span className="vl-wide-only">{shell.record}</span>
          </NavLink>
        </nav>
        <span className={classes.space} />
        <LanguageButton />
        <ThemeMenu />
        <AccountMenu />
      </header>
      <MainRegion>{children}</MainRegion>
    </>
  );
}
