import type { PoolDetail } from '@virlab/contracts';
import { Note } from '@virlab/ui';
import { useFormat } from '../../shell/session-context';
import type { Format } from '../../texts/format';
import type { PoolTexts } from '../../texts/staff/pool/en';
import { useTexts } from '../../texts/texts-provider';
import { changedFields, type PoolDraft, type PoolField } from '../../features/pool-form/pool-draft';
import classes from './pool.module.css';

/** What saving would change, each as it is and as it would be, and what that does to machines that exist. */
export function PoolChanges({ pool, base, draft }: { pool: PoolDetail; base: PoolDraft; draft: PoolDraft }) {
  const { pool: texts } = useTexts().staff;
  const format = useFormat();
  const fields = changedFields(base, draft);
  if (fields.length === 0) return null;
  const { all, running } = pool.machines;
  const word = (of: PoolDraft, field: PoolField) => wordOf(of, field, pool, texts, format);
  return (
    <Note>
      <p>
        <b>{texts.changes}</b>
      </p>
      <ul className={classes.changes} data-testid="pool-changes">
        {fields.map((field) => (
          <li key={field}>{texts.changed(texts.names[field], word(base, field), word(draft, field))}</li>
        ))}
      </ul>
      {typeof draft.size === 'number' && draft.size < all ? (
        <p>{texts.overSize(format.number(all))}</p>
      ) : null}
      {running > 0 ? <p>{texts.keeps(format.number(running), running === 1)}</p> : null}
    </Note>
  );
}

function wordOf(
  draft: PoolDraft,
  field: PoolField,
  { choices, ...pool }: PoolDetail,
  texts: PoolTexts,
  format: Format,
): string {
  const titleOf = (all: readonly { id: string; title: string }[], id: string) =>
    all.find((one) => one.id === id)?.title ?? id;
  switch (field) {
    case 'title':
      return `“${draft.title}”`;
    case 'kind':
      return texts.kinds[draft.kind];
    case 'template':
      return titleOf([...choices.templates, pool.template], draft.template);
    case 'class':
      return draft.class === null ? texts.none : titleOf(choices.classes, draft.class);
    case 'hosts':
      return format.list(draft.hosts.map((id) => titleOf([...choices.hosts, ...pool.hosts], id)));
    case 'network':
      return texts.networks[draft.network];
    case 'prestart':
      return draft.prestart ? texts.yes : texts.no;
    case 'opens':
      return draft.opens.length === 0
        ? texts.always
        : draft.opens
            .map(({ days, from, to }) => `${days.map((day) => texts.days[day]).join(' ')} ${from}–${to}`)
            .join(', ');
    case 'parts':
      return draft.parts.length === 0 ? texts.none : draft.parts.map(({ name }) => name || '…').join(', ');
    default: {
      const value = draft[field];
      if (value === '') return texts.none;
      return format.number(value);
    }
  }
}
