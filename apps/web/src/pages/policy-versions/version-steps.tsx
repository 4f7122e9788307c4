import type { PolicyDraft } from '@virlab/contracts';
import { Link } from 'react-router';
import { useBrakes } from '../../data/policy-versions';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import { StepDialog } from './step-dialog';
import type { useSteps } from './use-steps';

/** The dialog of the step that was chosen. */
export function VersionSteps({ draft, steps }: { draft: PolicyDraft; steps: ReturnType<typeof useSteps> }) {
  const { staff } = useTexts();
  const texts = staff.policy.versions;
  const format = useFormat();
  const { open, take, close, problem, brake, isBusy } = steps;
  const needsBrakes = open?.kind === 'ask' || open?.kind === 'publish';
  const looked = needsBrakes && draft.dryRun?.isCurrent ? draft.dryRun.id : undefined;
  const brakes = useBrakes(brake?.dryRun ?? looked);
  if (!open) return null;
  const word = brake?.words ?? brakes.map((one) => one.word).join(' ');
  const shared = { isBusy, problem, brakes, word, onConfirm: take, onCancel: close };
  if (open.kind === 'load') {
    const number = format.number(open.version);
    return (
      <StepDialog
        key={`load ${open.version}`}
        {...shared}
        title={texts.dialog.load(number)}
        confirm={texts.load(number)}
        takesComment={false}
      >
        <p>{texts.dialog.loadBody(number)}</p>
        {draft.exists && draft.changes > 0 ? <p>{texts.dialog.loadReplaces}</p> : null}
      </StepDialog>
    );
  }
  if (open.kind === 'roll-back') {
    const number = format.number(open.version);
    return (
      <StepDialog
        key={`back ${open.version}`}
        {...shared}
        title={texts.dialog.rollBack(number)}
        confirm={texts.rollBackTo(number)}
        needsComment
      >
        <p>{texts.dialog.rollBackBody(number)}</p>
        <p>
          {texts.dialog.dryRunFirst}{' '}
          <Link to={`/policy/dry-run?of=${open.version}`}>{texts.dialog.dryRunOf(number)}</Link>.
        </p>
      </StepDialog>
    );
  }
  return (
    <StepDialog key={open.kind} {...shared} title={texts.dialog[open.kind]} confirm={texts[open.kind]}>
      <p>{texts.dialog[`${open.kind}Body`]}</p>
    </StepDialog>
  );
}
