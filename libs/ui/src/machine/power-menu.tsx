import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { IconChevronDown, IconDots } from '@tabler/icons-react';
import { Fragment, type ReactNode } from 'react';
import classes from './power-menu.module.css';

export interface PowerAction {
  id: string;
  word: string;
  icon?: ReactNode;
  /** Why it is refused now; without it the action can be asked for. */
  refusal?: string | undefined;
  /** Destroys something: set apart, and asked again. */
  danger?: boolean;
  onClick: () => void;
}

/** The actions of a machine as menu items; a refused one stays, cannot be chosen, and says why below its name. */
function PowerItems({ actions }: { actions: readonly PowerAction[] }) {
  const firstDanger = actions.findIndex(({ danger }) => danger);
  return actions.map(({ id, word, icon, refusal, danger, onClick }, index) => (
    <Fragment key={id}>
      {index === firstDanger && index > 0 ? <Menu.Divider /> : null}
      <Menu.Item
        leftSection={icon}
        className={danger ? classes.danger : undefined}
        aria-disabled={refusal === undefined ? undefined : true}
        closeMenuOnClick={refusal === undefined}
        onClick={refusal === undefined ? onClick : undefined}
        data-action={id}
      >
        {word}
        {refusal ? <span className={classes.reason}>{refusal}</span> : null}
      </Menu.Item>
    </Fragment>
  ));
}

export interface PowerMenuProps {
  /** The first half of the split button. */
  primary: PowerAction;
  /** Everything else, in the menu. */
  actions: readonly PowerAction[];
  /** Name of the second half: `More for Linux shell`. */
  moreLabel: string;
  /** On phones only the icon of the first half is left. */
  iconOnPhones?: boolean;
  /** The first half is the one filled button of the page, and as wide as there is room on phones. */
  filled?: boolean;
}

/** Split button of a machine: the likely action, and the others behind it. Refusals are told in place. */
export function PowerMenu(props: PowerMenuProps) {
  const { primary, actions, moreLabel, iconOnPhones = false, filled = false } = props;
  const refused = primary.refusal !== undefined;
  return (
    <span className={classes.split} data-filled={filled || undefined}>
      <Tooltip
        label={primary.refusal}
        disabled={!refused}
        multiline
        maw={280}
        openDelay={0}
        events={{ hover: true, focus: true, touch: true }}
      >
        <Button
          variant={filled ? 'filled' : 'default'}
          leftSection={primary.icon}
          aria-disabled={refused || undefined}
          aria-label={primary.word}
          onClick={refused ? undefined : primary.onClick}
          data-action={primary.id}
          className={iconOnPhones ? `${classes.first} ${classes.iconOnPhones}` : classes.first}
          {...(refused ? { 'aria-description': primary.refusal } : {})}
        >
          <span>{primary.word}</span>
        </Button>
      </Tooltip>
      <Menu width={280}>
        <Menu.Target>
          <Button className={classes.second} aria-label={moreLabel} title={moreLabel}>
            <IconChevronDown size={16} stroke={1.75} aria-hidden="true" />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <PowerItems actions={actions} />
        </Menu.Dropdown>
      </Menu>
    </span>
  );
}

export interface MoreMenuProps {
  actions: readonly PowerAction[];
  /** `More for Linux shell`. */
  label: string;
  /** `plain` has a border and the height of the big button beside it. */
  look?: 'quiet' | 'plain';
}

/** The three dots of a row: every action of the machine. */
export function MoreMenu({ actions, label, look = 'quiet' }: MoreMenuProps) {
  return (
    <Menu width={280}>
      <Menu.Target>
        <ActionIcon
          variant={look === 'plain' ? 'default' : 'subtle'}
          size={look === 'plain' ? 'lg' : 'sm'}
          aria-label={label}
          title={label}
        >
          <IconDots size={18} stroke={1.75} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <PowerItems actions={actions} />
      </Menu.Dropdown>
    </Menu>
  );
}
