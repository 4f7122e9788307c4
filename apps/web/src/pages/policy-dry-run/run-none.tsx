import { Button } from '@mantine/core';
import { Card } from '@virlab/ui';
import { Link } from 'react-router';
import { ProblemNote } from '../../features/provider-health/problem-note';
import { useTexts } from '../../texts/texts-provider';
import classes from './policy-dry-run.module.css';
import type { RunChoice } from './use-run-choice';

/** No dry run yet: what one is, and the step to it. */
export function RunNone({ choice, hasDraft }: { choice: RunChoice; hasDraft: boolean }) {
  const { dryRun: texts } = useTexts().staff;
  const isPossible = choice.of !== 'draft' || hasDraft;
  return (
    <div className={classes.stack}>
      {choice.problem ? <ProblemNote problem={choice.problem} /> : null}
      <Card padded>
        <div className={classes.empty}>
          <p className="vl-reading">{isPossible ? texts.begin : texts.noDraft}</p>
          {isPossible && choice.mayStart ? (
            <Button variant="filled" onClick={choice.start} disabled={choice.isStarting}>
              {choice.of === 'draft' ? texts.start : texts.startVersion}
            </Button>
          ) : (
            <Button component={Link} to="/policy">
              {texts.toRules}
            </Button>
          )}
        </div>
      </Card>
    </div>
  );
}
