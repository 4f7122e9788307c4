import type { Image } from '@virlab/contracts';
import { VerdictGlyph } from '@virlab/ui';
import { useTexts } from '../../texts/texts-provider';
import classes from './pools.module.css';

/** The checks of an image as they went: which is going on, which found what, and what to do about it. */
export function ImageStages({ image }: { image: Image }) {
  const { images: texts } = useTexts().staff.pools;
  return (
    <ol className={classes.stages}>
      {image.stages.map(({ stage, state, fault, detail }) => (
        <li key={stage} data-state={state} {...(state === 'running' ? { 'aria-current': 'step' } : {})}>
          <span className={classes.stageGlyph}>
            {state === 'done' ? <VerdictGlyph verdict="true" /> : null}
            {state === 'failed' ? <VerdictGlyph verdict="false" /> : null}
          </span>
          <span>
            {texts.stages[stage]} <span className="vl-muted">{texts.stageStates[state]}</span>
            {fault ? <span className={classes.fault}>{texts.faults[fault]}</span> : null}
            {detail ? <code className={classes.detail}>{detail}</code> : null}
          </span>
        </li>
      ))}
    </ol>
  );
}
