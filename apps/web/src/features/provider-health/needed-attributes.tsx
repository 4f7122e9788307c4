import type { ProviderRow } from '@virlab/contracts';
import { useFormat } from '../../shell/session-context';
import { neededName } from '../../texts/staff/needed-name';
import { useTexts } from '../../texts/texts-provider';
import classes from './provider-health.module.css';

/** Which of the attributes that rules ask for ever came, as filled circles with words. */
export function NeededAttributes({ needed: { came, never } }: Pick<ProviderRow, 'needed'>) {
  const { federation: texts, sentence } = useTexts().staff;
  const format = useFormat();
  const all = came.length + never.length;
  if (all === 0) return <span className="vl-tiny vl-muted">{texts.neededUnknown}</span>;
  const [count, total] = [format.number(came.length), format.number(all)];
  const [missing] = never;
  return (
    <span className={classes.needed}>
      <span className={classes.rings} role="img" aria-label={texts.neededLabel(count, total)}>
        {[...came, ...never].map((name) => (
          <i key={name} data-came={came.includes(name)} />
        ))}
      </span>
      <span className="vl-tiny vl-muted vl-num" aria-hidden={missing === undefined}>
        {missing === undefined
          ? texts.needed(count, total)
          : texts.neededMissing(
              count,
              total,
              format.list(never.map((name) => neededName(sentence, name).inSentence)),
            )}
      </span>
    </span>
  );
}
