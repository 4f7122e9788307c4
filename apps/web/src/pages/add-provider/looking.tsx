import { Button } from '@mantine/core';
import { Note, StateGlyph } from '@virlab/ui';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import classes from './add-provider.module.css';

/** After this long it is said that it may take longer still. */
const LONG_SECONDS = 5;

/** That a look is under way, for how long, and how to stop it. */
export function Looking({ seconds, onStop }: { seconds: number; onStop: () => void }) {
  const { adding: texts } = useTexts().staff.federation;
  const format = useFormat();
  return (
    <Note icon={<StateGlyph shape="starting" />}>
      <div className={classes.looking}>
        <p>
          {texts.looking(format.duration(seconds * 1000))} {seconds >= LONG_SECONDS ? texts.large : ''}
        </p>
        <Button size="xs" onClick={onStop}>
          {texts.stop}
        </Button>
      </div>
    </Note>
  );
}
