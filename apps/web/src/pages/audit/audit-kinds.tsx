import { Button, Menu, SegmentedControl } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useTexts } from '../../texts/texts-provider';
import classes from './audit.module.css';

/** What is looked for most often; every other kind is in the menu beside them. */
const FIRST = ['all', 'sign-in', 'machine', 'console', 'policy'];

export interface AuditKindsProps {
  /** A kind of event or its room; empty for all. */
  kind: string;
  onKind: (kind: string) => void;
}

/** Narrows the trail to one kind of event: the usual ones side by side, the others in a menu that names the chosen one. */
export function AuditKinds({ kind, onKind }: AuditKindsProps) {
  const { audit: texts } = useTexts().staff;
  const chosen = kind || 'all';
  const isFirst = FIRST.includes(chosen);
  const others = Object.entries(texts.kinds).filter(([value]) => !FIRST.includes(value));
  const nameOf = (value: string) => texts.kinds[value] ?? value;
  return (
    <div className={classes.kinds}>
      <SegmentedControl
        withItemsBorders={false}
        aria-label={texts.kindLabel}
        value={isFirst ? chosen : ''}
        onChange={(value) => onKind(value === 'all' ? '' : value)}
        data={FIRST.map((value) => ({ value, label: nameOf(value) }))}
      />
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Button
            className={classes.more}
            data-chosen={isFirst ? undefined : true}
            aria-label={isFirst ? undefined : `${texts.moreKinds}: ${nameOf(chosen)}`}
            rightSection={<IconChevronDown size={16} stroke={1.75} aria-hidden="true" />}
          >
            {isFirst ? texts.moreKinds : nameOf(chosen)}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.RadioGroup value={chosen} onChange={onKind}>
            {others
              .toSorted(([, a], [, b]) => a.localeCompare(b))
              .map(([value, label]) => (
                <Menu.RadioItem key={value} value={value} closeMenuOnClick>
                  {label}
                </Menu.RadioItem>
              ))}
          </Menu.RadioGroup>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
