import type { PolicyDraft } from '@virlab/contracts';
import { useFormat, useSession } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { useTexts } from '../../texts/texts-provider';
import classes from './policy.module.css';

/** What is published, what the draft changes of it, and who else is in it. */
export function DraftLead({ draft, mayEdit }: { draft: PolicyDraft; mayEdit: boolean }) {
  const { staff } = useTexts();
  const texts = staff.policy.list;
  const format = useFormat();
  const now = useNow(60_000);
  const me = useSession().user.id;
  const others = new Map(
    draft.present
      .filter(({ userId }) => userId !== me)
      .map(({ userId, displayName }) => [userId, displayName]),
  );
  const isOwn = draft.authors.some(({ userId }) => userId === me);
  return (
    <>
      {draft.publishedVersion > 0
        ? texts.published(
            format.number(draft.publishedVersion),
            draft.publishedAt ? format.day(draft.publishedAt, now) : '',
          )
        : texts.nothingPublished}{' '}
      {draft.exists && draft.changes > 0 ? (
        <>
          {texts.draftHas(isOwn)}
          <b className={classes.changes}>
            {texts.changes(format.number(draft.changes), draft.changes === 1)}
          </b>
          {'. '}
        </>
      ) : mayEdit ? (
        `${texts.noDraft} `
      ) : (
        ''
      )}
      {mayEdit ? '' : `${texts.readOnly} `}
      {others.size > 0 ? texts.alsoHere(format.list([...others.values()]), others.size === 1) : ''}
    </>
  );
}
