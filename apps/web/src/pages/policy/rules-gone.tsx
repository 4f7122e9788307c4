import type { PolicyDraft } from '@virlab/contracts';
import { Link } from 'react-router';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import classes from './policy.module.css';

/** Names the rules that are published and that the draft has no more. */
export function RulesGone({ draft }: { draft: PolicyDraft }) {
  const { staff } = useTexts();
  const texts = staff.policy.list;
  const format = useFormat();
  if (draft.removed.length === 0) return null;
  return (
    <p className={classes.gone}>
      {texts.gone(format.list(draft.removed.map(({ name }) => name)), draft.removed.length === 1)}{' '}
      <Link to={`/policy/versions?from=${draft.publishedVersion}&to=draft`}>{texts.compare}</Link>
    </p>
  );
}
