import type { PolicyDraft } from '@virlab/contracts';
import { PageHeader } from '@virlab/ui';
import type { ReactNode } from 'react';
import { PolicySteps } from '../../features/policy-steps/policy-steps';
import { PolicyTabs } from '../../features/policy-tabs/policy-tabs';
import classes from './policy-dry-run.module.css';

export interface RunHeaderProps {
  title: string;
  draft: PolicyDraft | undefined;
  actions?: ReactNode;
  children?: ReactNode;
}

/** Title, tabs and the way of the draft, the same whatever became of the run. */
export function RunHeader({ title, draft, actions, children }: RunHeaderProps) {
  return (
    <>
      <PageHeader title={title} actions={actions}>
        {children}
      </PageHeader>
      <PolicyTabs />
      {draft ? (
        <div className={classes.steps}>
          <PolicySteps draft={draft} />
        </div>
      ) : null}
    </>
  );
}
