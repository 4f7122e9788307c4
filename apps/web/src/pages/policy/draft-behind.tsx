import { ApiError } from '@virlab/api-client';
import type { PolicyDraft } from '@virlab/contracts';
import { Button, NativeSelect } from '@mantine/core';
import { Note } from '@virlab/ui';
import { IconVersions } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useRebaseDraft } from '../../data/policy-draft';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import classes from './policy.module.css';
import type { Attempt } from './use-attempts';

export interface DraftBehindProps {
  draft: PolicyDraft;
  mayEdit: boolean;
  attempt: Attempt;
}

type Side = 'mine' | 'theirs';

/** Says that another version was published since the draft was begun, and settles what both changed. */
export function DraftBehind({ draft, mayEdit, attempt }: DraftBehindProps) {
  const { staff } = useTexts();
  const texts = staff.policy.list;
  const format = useFormat();
  const rebase = useRebaseDraft();
  const [conflicts, setConflicts] = useState<readonly string[]>([]);
  const [keep, setKeep] = useState<Record<string, Side>>({});
  if (!draft.isBehind) return null;
  const nameOf = (path: string) => {
    const id = path.replace(/^(rules|cases)\./, '');
    return draft.rules.find((rule) => rule.id === id)?.name ?? id;
  };
  const bring = () =>
    attempt(async () => {
      const wanted = Object.fromEntries(conflicts.map((path) => [path, keep[path] ?? 'mine']));
      try {
        await rebase.mutateAsync({
          revision: draft.revision,
          ...(conflicts.length > 0 ? { keep: wanted } : {}),
        });
      } catch (error) {
        const both = conflictsOf(error);
        if (both.length === 0) throw error;
        setConflicts(both);
        return undefined;
      }
      setConflicts([]);
      return { text: texts.rebased };
    });
  return (
    <div className={classes.problem}>
      <Note tone="hold" icon={<IconVersions size={18} stroke={1.75} aria-hidden="true" />}>
        <p>{texts.behind(format.number(draft.publishedVersion), format.number(draft.baseVersion))}</p>
        {conflicts.length > 0 ? (
          <div role="group" aria-label={texts.conflict} className={classes.conflicts}>
            <p>{texts.conflict}</p>
            {conflicts.map((path) => (
              <NativeSelect
                key={path}
                label={nameOf(path)}
                aria-label={texts.keepOf(nameOf(path))}
                value={keep[path] ?? 'mine'}
                data={[
                  { value: 'mine', label: texts.mine },
                  { value: 'theirs', label: texts.theirs },
                ]}
                onChange={(event) => setKeep({ ...keep, [path]: event.currentTarget.value as Side })}
              />
            ))}
          </div>
        ) : null}
        <p className={classes.noteSteps}>
          {mayEdit ? (
            <Button size="xs" onClick={bring} disabled={rebase.isPending}>
              {texts.rebase}
            </Button>
          ) : null}
          <Link to={`/policy/versions?from=${draft.publishedVersion}&to=draft`}>{texts.compare}</Link>
        </p>
      </Note>
    </div>
  );
}

/** What both changed; nothing when it failed for another reason. */
function conflictsOf(error: unknown): string[] {
  if (!(error instanceof ApiError) || error.code !== 'draft-behind') return [];
  return (error.problem.errors ?? []).map(({ path }) => path);
}
