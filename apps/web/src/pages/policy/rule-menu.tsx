import { Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTexts } from '../../texts/texts-provider';
import classes from './rule-controls.module.css';
import { RuleMenuItems, type RuleMenuProps } from './rule-menu-items';

/** Everything else that can be done with a rule. The menu is made when it is first asked for: 500 rules have one each. */
export function RuleMenu(props: RuleMenuProps) {
  const { staff } = useTexts();
  const [isMade, setMade] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const label = staff.policy.list.rule.more(props.said.rule.name);

  // The menu's own button takes the place of the plain one: it takes the focus over too, to get it back at the end.
  const make = () => {
    flushSync(() => setMade(true));
    button.current?.focus();
    setOpen(true);
  };
  const more = (
    <button
      ref={button}
      type="button"
      className={classes.more}
      aria-label={label}
      title={label}
      aria-haspopup="menu"
      aria-expanded={isOpen}
      onClick={isMade ? undefined : make}
    >
      <IconDots size={16} stroke={1.75} aria-hidden="true" />
    </button>
  );
  if (!isMade) return more;
  return (
    <Menu opened={isOpen} onChange={setOpen}>
      <Menu.Target>{more}</Menu.Target>
      <Menu.Dropdown>
        <RuleMenuItems {...props} />
      </Menu.Dropdown>
    </Menu>
  );
}
