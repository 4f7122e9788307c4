import { IconWifi, IconWifiOff } from '@tabler/icons-react';
import { useTexts } from '../../texts/texts-provider';
import classes from './console.module.css';
import { type ConsoleLife, consoleState } from './console-life';

/** How the line to the screen is, in a word. */
export function ConnectionWord({ life }: { life: ConsoleLife }) {
  const texts = useTexts().console;
  const isOpen = consoleState(life) === 'connected';
  const isNew = consoleState(life) === 'connecting';
  const Icon = isOpen ? IconWifi : IconWifiOff;
  return (
    <span className={classes.connection} role="status" data-open={isOpen}>
      {isNew ? null : <Icon size={16} stroke={1.75} aria-hidden="true" />}
      {isNew ? '' : isOpen ? texts.connected : texts.lost}
    </span>
  );
}
