import { Menu, UnstyledButton } from '@mantine/core';
import { IconBuildingCommunity, IconLogout, IconUserCircle } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useSignOut } from '../data/session';
import { useTexts } from '../texts/texts-provider';
import { useSession } from './session-context';
import classes from './shell.module.css';

/** Who is signed in, from which university, and the way out. */
export function AccountMenu({ wide = false }: { wide?: boolean }) {
  const { shell, signOut: texts } = useTexts();
  const { user, university, canSignOutAtUniversity } = useSession();
  const signOut = useSignOut();
  return (
    <Menu position={wide ? 'top-start' : 'bottom-end'}>
      <Menu.Target>
        <UnstyledButton
          className={classes.account}
          aria-label={shell.account(user.displayName)}
          data-testid="account"
        >
          <span className={classes.avatar} aria-hidden="true">
            {user.initials}
          </span>
          <span className={wide ? classes.accountText : `${classes.accountText} vl-wide-only`}>
            <b>{user.displayName}</b>
            <span className="vl-muted">{university.title}</span>
          </span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {user.displayName}, {university.title}
        </Menu.Label>
        <Menu.Item component={Link} to="/you" leftSection={<IconUserCircle size={18} stroke={1.75} />}>
          {shell.record}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconLogout size={18} stroke={1.75} />}
          onClick={() => signOut.mutate({})}
          data-testid="sign-out"
        >
          {shell.signOut}
        </Menu.Item>
        {canSignOutAtUniversity ? (
          <Menu.Item
            leftSection={<IconBuildingCommunity size={18} stroke={1.75} />}
            onClick={() => signOut.mutate({ atUniversity: true })}
            data-testid="sign-out-university"
          >
            {texts.alsoAt(university.title)}
          </Menu.Item>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}
