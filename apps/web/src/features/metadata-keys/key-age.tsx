import type { MetadataKey } from '@virlab/contracts';
import { useFormat } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { useTexts } from '../../texts/texts-provider';
import { keyTimes } from './key-times';
import classes from './metadata-keys.module.css';

/** How much of its time a signing key has had: a bar with words; `bad` in the last thirty days. */
export function KeyAge({ signing }: { signing: { count: number; newest: MetadataKey } | undefined }) {
  const { federation: texts } = useTexts().staff;
  const format = useFormat();
  const now = useNow(60_000);
  if (!signing) return <span className="vl-tiny vl-muted">{texts.key.atNeed}</span>;
  const times = keyTimes(signing.newest, now, texts.key, format);
  const isRolling = signing.count > 1 && !times.isSoon;
  return (
    <span className={classes.age} data-soon={times.isSoon}>
      <span className={classes.bar} aria-hidden="true">
        <i style={{ width: `${100 * times.spent}%` }} />
      </span>
      <span className={classes.words}>
        {isRolling ? texts.key.rolling(format.number(signing.count)) : times.words}
      </span>
    </span>
  );
}
