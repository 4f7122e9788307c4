import type { DryRun, PolicyDraft } from '@virlab/contracts';
import { Button, Progress } from '@mantine/core';
import { Card } from '@virlab/ui';
import { useEffect, useRef } from 'react';
import { useCancelDryRun } from '../../data/dry-runs';
import { useAnnounce } from '../../shell/announcer';
import { useFormat } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { useTexts } from '../../texts/texts-provider';
import classes from './policy-dry-run.module.css';

/** What was tried against what, for how many people, how long it took, and that nothing has changed. */
export function RunLead({ run, draft }: { run: DryRun; draft: PolicyDraft }) {
  const { dryRun: texts } = useTexts().staff;
  const format = useFormat();
  const now = useNow(60_000);
  const { lead } = texts;
  const against = format.number(run.against);
  // The draft is of the moment at which it was written last; the run knows only when it began.
  const isThisDraft = run.draftRevision === draft.revision && draft.updatedAt !== undefined;
  const at = isThisDraft && draft.updatedAt ? draft.updatedAt : run.startedAt;
  return (
    <>
      {run.of === 'draft'
        ? lead.draft(format.since(at, now), against)
        : lead.version(format.number(run.of), against)}{' '}
      <b className={`${classes.strong} vl-num`}>{lead.people(format.number(run.total), run.total === 1)}</b>{' '}
      {lead.withAttributes}{' '}
      {run.state === 'running' ? '' : `${lead.took(format.seconds(run.tookMs / 1000))} `}
      {lead.nothing}
      {run.missing > 0 ? ` ${texts.missing(format.number(run.missing), run.missing === 1)}` : ''}
    </>
  );
}

/** Counted people while it runs, and how to stop it. Quarters and the end are announced. */
export function RunProgress({ run, mayCancel }: { run: DryRun; mayCancel: boolean }) {
  const { dryRun: texts } = useTexts().staff;
  const format = useFormat();
  const announce = useAnnounce();
  const cancel = useCancelDryRun();
  const share = run.total === 0 ? 0 : run.done / run.total;
  const quarter = Math.floor(share * 4);
  const said = useRef(0);
  useEffect(() => {
    if (quarter <= said.current || quarter >= 4) return;
    said.current = quarter;
    announce(texts.quarter(format.number(quarter * 25)));
  }, [announce, format, quarter, texts]);
  return (
    <Card padded label={texts.title}>
      <div className={classes.progress}>
        <p className="vl-num">
          <b>
            {run.total === 0
              ? texts.runningBegins
              : texts.running(format.number(run.done), format.number(run.total))}
          </b>
        </p>
        {mayCancel ? (
          <Button size="xs" disabled={cancel.isPending} onClick={() => cancel.mutate(run.id)}>
            {texts.cancel}
          </Button>
        ) : null}
        <Progress
          className={classes.bar}
          value={share * 100}
          aria-label={texts.running(format.number(run.done), format.number(run.total))}
        />
      </div>
    </Card>
  );
}
