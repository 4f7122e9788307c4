import type { PolicyDraft } from '@virlab/contracts';
import { Note } from '@virlab/ui';
import { IconUserShield } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useFormat, useSession } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import type { VersionsTexts } from '../../texts/staff/policy/versions-en';
import { useTexts } from '../../texts/texts-provider';

/** Whether the draft can be published, and if not, why, who has to act, and where. */
export function DraftStanding({ draft }: { draft: PolicyDraft }) {
  const { staff } = useTexts();
  const texts = staff.policy.versions;
  const format = useFormat();
  const now = useNow(60_000);
  const me = useSession().user.id;
  const { approval } = draft;
  if (!draft.exists || draft.changes === 0) return null;
  const icon = <IconUserShield size={18} stroke={1.75} aria-hidden="true" />;
  const asked =
    approval.askedBy && approval.askedAt
      ? texts.asked(approval.askedBy.displayName, format.since(approval.askedAt, now))
      : '';
  if (approval.askedBy && !approval.approvedBy) {
    return (
      <Note tone="hold" icon={icon}>
        <p>
          <b>{texts.waits}</b> {whoWrote(draft, me, texts, (names) => format.list(names))} {asked}
        </p>
      </Note>
    );
  }
  const approved =
    approval.approvedBy && approval.approvedAt
      ? texts.approved(approval.approvedBy.displayName, format.since(approval.approvedAt, now))
      : '';
  if (approval.whyNot === undefined) {
    return (
      <Note tone="ok" icon={icon}>
        <p>
          <b>{texts.ready}</b> {approved}
        </p>
      </Note>
    );
  }
  return (
    <Note tone={approval.whyNot === 'approval-needed' ? 'off' : 'hold'} icon={icon}>
      <p>
        <b>{texts.notYet}</b> {staff.policy.whyNot[approval.whyNot]} {approved} <Step why={approval.whyNot} />
      </p>
    </Note>
  );
}

/** The place where the cause can be mended. */
function Step({ why }: { why: NonNullable<PolicyDraft['approval']['whyNot']> }) {
  const { staff } = useTexts();
  const texts = staff.policy.versions;
  if (why === 'faults') return <Link to="/policy">{texts.toCheck}</Link>;
  if (why === 'cases-fail')
    return <Link to="/policy/cases?show=failing">{staff.policy.list.showFailing}</Link>;
  if (why === 'dry-run-needed' || why === 'brake') return <Link to="/policy/dry-run">{texts.toDryRun}</Link>;
  if (why === 'behind') return <Link to="/policy">{texts.toRules}</Link>;
  return null;
}

function whoWrote(
  draft: PolicyDraft,
  me: string,
  texts: VersionsTexts,
  list: (names: string[]) => string,
): string {
  const others = draft.authors.filter(({ userId }) => userId !== me).map(({ displayName }) => displayName);
  const isMine = others.length < draft.authors.length;
  if (isMine) return others.length === 0 ? texts.wroteYou : texts.wroteYouAnd(list(others));
  return others.length === 1 ? texts.wroteOne(list(others)) : texts.wroteBoth(list(others));
}
