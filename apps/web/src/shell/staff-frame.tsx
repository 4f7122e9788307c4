import { ActionIcon } from '@mantine/core';
import { Mark } from '@virlab/ui';
import {
  IconBuildingBank,
  IconChartBar,
  IconDeviceDesktop,
  IconHelpCircle,
  IconHistory,
  IconId,
  IconMenu2,
  IconRoute,
  IconSchool,
  IconServer2,
  IconStack2,
  IconUsers,
  IconX,
} from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link, NavLink, useLocation } from 'react-router';
import { useProvidersThatNeedYou } from '../data/providers';
import { useTexts } from '../texts/texts-provider';
import { AccountMenu } from './account-menu';
import { LanguageButton } from './language-button';
import { MainRegion } from './main-region';
import { type RailIcon, railGroups } from './navigation';
import { useSession } from './session-context';
import classes from './shell.module.css';
import { ThemeMenu } from './theme-menu';

const ICONS: Record<RailIcon, typeof IconServer2> = {
  class: IconSchool,
  policy: IconRoute,
  why: IconHelpCircle,
  people: IconUsers,
  attributes: IconId,
  providers: IconBuildingBank,
  hosts: IconServer2,
  pools: IconStack2,
  usage: IconChartBar,
  audit: IconHistory,
  machines: IconDeviceDesktop,
};

/** The rail of staff, with the groups that their roles open; on phones it opens over the page. */
export function StaffFrame({ children }: { children: ReactNode }) {
  const { shell } = useTexts();
  const session = useSession();
  const { pathname } = useLocation();
  const [openAt, setOpenAt] = useState<string>();
  // The menu belongs to the page it was opened on, so that a navigation closes it.
  const isOpen = openAt === pathname;
  const menuWord = isOpen ? shell.closeMenu : shell.menu;
  const groups = railGroups(session, shell);
  const here = groups.flatMap(({ links }) => links).find(({ to }) => to === pathname);
  return (
    <div className={classes.app}>
      <header className={classes.bar}>
        <ActionIcon
          aria-label={menuWord}
          aria-expanded={isOpen}
          aria-controls="rail"
          onClick={() => setOpenAt(isOpen ? undefined : pathname)}
        >
          {isOpen ? <IconX size={18} stroke={1.75} /> : <IconMenu2 size={18} stroke={1.75} />}
        </ActionIcon>
        <b className={classes.barTitle}>{here?.word ?? 'Virlab'}</b>
        <span className={classes.space} />
        <LanguageButton />
        <ThemeMenu />
      </header>
      <nav id="rail" className={classes.rail} aria-label={shell.mainNav} data-open={isOpen}>
        <div className={classes.railHead}>
          <Link className={classes.wordmark} to="/">
            <Mark />
            <span>Virlab</span>
          </Link>
          <span className={classes.space} />
          <LanguageButton />
          <ThemeMenu />
        </div>
        {groups.map(({ word, links }) => (
          <div key={word} role="group" aria-label={word} className={classes.railGroup}>
            <span className={classes.railLabel} aria-hidden="true">
              {word}
            </span>
            {links.map(({ to, word: name, icon }) => {
              const Icon = ICONS[icon];
              return (
                <NavLink
                  key={to}
                  to={to}
                  end={to === '/policy' && pathname.startsWith('/policy/why')}
                  className={classes.railLink}
                >
                  <Icon size={18} stroke={1.75} aria-hidden="true" />
                  <span>{name}</span>
                  {to === '/providers' ? <ProvidersCount /> : null}
                </NavLink>
              );
            })}
          </div>
        ))}
        <div className={classes.railFoot}>
          <AccountMenu wide />
        </div>
      </nav>
      <MainRegion>{children}</MainRegion>
    </div>
  );
}

/** How many identity providers need somebody; a count in the rail means nothing else. */
function ProvidersCount() {
  const { shell } = useTexts();
  const count = useProvidersThatNeedYou();
  if (!count) return null;
  return (
    <span className={classes.railCount}>
      <span aria-hidden="true">{count}</span>
      <span className="vl-hidden">{shell.needYou(String(count))}</span>
    </span>
  );
}
