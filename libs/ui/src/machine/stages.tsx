import { StateGlyph } from '../state/state-glyph';
import { VerdictGlyph } from '../state/verdict-glyph';
import classes from './stages.module.css';

export interface Stage {
  id: string;
  word: string;
  status: 'done' | 'current' | 'coming';
  /** Measured, already written: `0.4 s`. */
  seconds?: string | undefined;
}

export interface StagesProps {
  title: string;
  /** What comes by itself, and how long it usually takes. */
  lead: string;
  stages: readonly Stage[];
  /** `2 of 5 stages`. */
  progress: string;
}

/** A start in counted stages with measured seconds, on the stage itself; nothing here fills by a timer. */
export function Stages({ title, lead, stages, progress }: StagesProps) {
  const done = stages.filter(({ status }) => status === 'done').length;
  return (
    <div className={classes.stages}>
      <p className={classes.title}>{title}</p>
      <p className={classes.lead}>{lead}</p>
      <ol className={classes.list}>
        {stages.map(({ id, word, status, seconds }) => (
          <li
            key={id}
            data-status={status}
            data-stage={id}
            {...(status === 'current' ? { 'aria-current': 'step' } : {})}
          >
            <Glyph status={status} />
            <span>{word}</span>
            <span className={classes.seconds}>{seconds}</span>
          </li>
        ))}
      </ol>
      <div
        className={classes.bar}
        role="progressbar"
        aria-valuemin={0}
        aria-valuemax={stages.length}
        aria-valuenow={done}
        aria-label={progress}
      >
        <span style={{ width: `${(done / Math.max(1, stages.length)) * 100}%` }} />
      </div>
    </div>
  );
}

function Glyph({ status }: Pick<Stage, 'status'>) {
  if (status === 'current') return <StateGlyph shape="starting" size={16} plain />;
  return <VerdictGlyph verdict={status === 'done' ? 'true' : 'missing'} size={16} plain />;
}
