import { IconTestPipe } from '@tabler/icons-react';
import { useTexts } from '../texts/texts-provider';
import classes from './shell.module.css';

/** Says that some machines only pretend. It stands above everything and cannot be closed. */
export function SimulatedStrip({ shown }: { shown: boolean }) {
  const { shell } = useTexts();
  if (!shown) return null;
  return (
    <div className={classes.strip} role="note">
      <IconTestPipe size={16} stroke={1.75} aria-hidden="true" />
      <span>{shell.simulated}</span>
    </div>
  );
}
