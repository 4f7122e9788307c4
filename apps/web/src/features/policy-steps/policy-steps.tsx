import type { PolicyDraft } from '@virlab/contracts';
import { VerdictGlyph } from '@virlab/ui';
import { Link } from 'react-router';
import type { StudioStep } from '../../texts/staff/policy/studio-en';
import { useTexts } from '../../texts/texts-provider';
import classes from './policy-steps.module.css';
import { stepsOf } from './steps-of';

const PLACES: Record<StudioStep, string> = {
  draft: '/policy',
  check: '/policy',
  dryRun: '/policy/dry-run',
  approve: '/policy/versions',
  publish: '/policy/versions',
};

/** The way of a draft to being published: what is done, which step comes now, and why it is not done yet. */
export function PolicySteps({ draft }: { draft: PolicyDraft }) {
  const { staff } = useTexts();
  const texts = staff.policy;
  const steps = stepsOf(draft);
  const current = steps.find(({ state }) => state === 'current');
  return (
    <div className={classes.way}>
      <ol className={classes.steps} aria-label={texts.steps.label}>
        {steps.map(({ step, state, why }, index) => (
          <li key={step} data-state={state}>
            <Link
              to={PLACES[step]}
              aria-current={state === 'current' ? 'step' : undefined}
              title={why && texts.notYet[why]}
            >
              {state === 'done' ? (
                <VerdictGlyph verdict="true" />
              ) : state === 'skipped' ? (
                <VerdictGlyph verdict="notAsked" />
              ) : (
                <span className={classes.dot} aria-hidden="true">
                  {index + 1}
                </span>
              )}
              {texts.steps[step]}
              {state === 'done' ? <span className="vl-hidden">{texts.done}</span> : null}
              {state === 'skipped' ? <span className="vl-hidden">{texts.notYet.notNeeded}</span> : null}
            </Link>
          </li>
        ))}
      </ol>
      {current?.why ? <p className={classes.why}>{texts.notYet[current.why]}</p> : null}
    </div>
  );
}
