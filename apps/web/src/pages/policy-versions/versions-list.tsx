import type { PolicyDraft, PolicyVersion } from '@virlab/contracts';
import { Card, Chip } from '@virlab/ui';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useFormat } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { useTexts } from '../../texts/texts-provider';
import { before } from './choice';
import classes from './policy-versions.module.css';

export interface VersionsListProps {
  draft: PolicyDraft;
  versions: readonly PolicyVersion[];
  /** What is looked at: a number or `draft`. */
  chosen: string;
}

/** The draft, then what was published, newest first. Each is compared with what stood before it. */
export function VersionsList({ draft, versions, chosen }: VersionsListProps) {
  const { staff } = useTexts();
  const texts = staff.policy.versions;
  const format = useFormat();
  const now = useNow(60_000);
  const toneOf = { editing: 'off', waiting: 'hold', approved: 'ok' } as const;
  return (
    <Card>
      <ol className={classes.list} aria-label={texts.list}>
        {draft.exists ? (
          <Entry
            id="draft"
            from={before('draft', versions)}
            chosen={chosen}
            title={texts.draftOf(format.number(draft.publishedVersion + 1))}
            chip={<Chip tone={toneOf[draft.state]}>{texts.state[draft.state]}</Chip>}
            comment={staff.policy.list.changes(format.number(draft.changes), draft.changes === 1)}
            who={format.list(draft.authors.map(({ displayName }) => displayName))}
            when={draft.updatedAt ? format.since(draft.updatedAt, now) : ''}
          />
        ) : null}
        {versions.map((version) => (
          <Entry
            key={version.version}
            id={String(version.version)}
            from={before(String(version.version), versions)}
            chosen={chosen}
            title={texts.version(format.number(version.version))}
            chip={<Fate version={version} />}
            comment={
              version.comment ??
              (version.rolledBackTo === undefined
                ? texts.rules(format.number(version.rules), version.rules === 1)
                : texts.rolledBackTo(format.number(version.rolledBackTo)))
            }
            who={
              version.approvedBy
                ? `${version.author}, ${texts.approvedBy(version.approvedBy)}`
                : version.author
            }
            when={format.since(version.publishedAt, now)}
          />
        ))}
      </ol>
    </Card>
  );
}

function Fate({ version }: { version: PolicyVersion }) {
  const { staff } = useTexts();
  const texts = staff.policy.versions;
  return (
    <>
      {version.isInForce ? <Chip tone="ok">{texts.inForce}</Chip> : null}
      {version.rolledBackTo === undefined ? null : <Chip>{texts.rollBack}</Chip>}
      {version.wasRolledBack ? <Chip>{texts.rolledBack}</Chip> : null}
    </>
  );
}

interface EntryProps {
  id: string;
  from: string;
  chosen: string;
  title: string;
  chip: ReactNode;
  comment: string;
  who: string;
  when: string;
}

function Entry({ id, from, chosen, title, chip, comment, who, when }: EntryProps) {
  return (
    <li data-version={id}>
      <Link
        to={`?${new URLSearchParams({ ...(from ? { from } : {}), to: id })}`}
        className={classes.entry}
        aria-current={id === chosen ? 'true' : undefined}
      >
        <span className={classes.entryHead}>
          <b>{title}</b>
          <span className={classes.chips}>{chip}</span>
        </span>
        <span className={classes.comment}>{comment}</span>
        <span className={classes.who}>
          {who}
          {when ? ` · ${when}` : ''}
        </span>
      </Link>
    </li>
  );
}
