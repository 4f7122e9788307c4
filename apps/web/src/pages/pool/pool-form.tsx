import { ApiError } from '@virlab/api-client';
import type { PoolDetail } from '@virlab/contracts';
import { Button } from '@mantine/core';
import { Note } from '@virlab/ui';
import { type FormEvent, useState } from 'react';
import { usePool, useSavePool } from '../../data/pools';
import { changedFields, draftOf, type PoolDraft, poolOf, rebase } from '../../features/pool-form/pool-draft';
import { asOfPool, faultsOf } from '../../features/pool-form/pool-faults';
import { PoolFields } from '../../features/pool-form/pool-fields';
import { ProblemNote } from '../../features/provider-health/problem-note';
import { useFormat, useSession } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import { PoolChanges } from './pool-changes';
import classes from './pool.module.css';

/** Changes a pool: every fault at its field, what would change beforehand, and a way on when somebody else was quicker. */
export function PoolForm({ pool }: { pool: PoolDetail }) {
  const { pool: texts } = useTexts().staff;
  const format = useFormat();
  const { abilities } = useSession();
  const mayWrite = abilities.includes('pools.write');
  const [base, setBase] = useState(pool);
  const [draft, setDraft] = useState(() => draftOf(pool));
  const [isMerged, setIsMerged] = useState(false);
  const save = useSavePool(pool.id);
  const { refetch } = usePool(pool.id);
  const before = draftOf(base);
  const isChanged = changedFields(before, draft).length > 0;
  const problem = save.error instanceof ApiError ? save.error.problem : undefined;
  const begin = (from: PoolDetail, with_: PoolDraft) => {
    setBase(from);
    setDraft(with_);
    save.reset();
  };
  const change = (more: Partial<PoolDraft>) => {
    setDraft((was) => ({ ...was, ...more }));
    if (save.isSuccess) save.reset();
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    setIsMerged(false);
    save.mutate(
      { ...poolOf(draft), updatedAt: base.updatedAt },
      {
        onSuccess: (saved) => {
          setBase(saved);
          setDraft(draftOf(saved));
        },
      },
    );
  };
  const merge = async () => {
    const { data: fresh } = await refetch();
    if (!fresh) return;
    begin(fresh, rebase(before, draft, draftOf(fresh)));
    setIsMerged(true);
  };
  const drop = async () => {
    const { data: fresh } = await refetch();
    begin(fresh ?? base, draftOf(fresh ?? base));
    setIsMerged(false);
  };
  return (
    <form className={classes.form} onSubmit={onSubmit} noValidate>
      <PoolFields
        choices={pool.choices}
        zone={pool.campusTimeZone}
        draft={draft}
        faultAt={faultsOf(problem, texts)}
        disabled={!mayWrite}
        onChange={change}
      />
      <PoolChanges pool={pool} base={before} draft={draft} />
      {isMerged ? <Note role="status">{texts.merged}</Note> : null}
      {problem ? <ProblemNote problem={asOfPool(problem)} /> : null}
      {save.isSuccess && !isChanged ? (
        <Note tone="ok" role="status">
          {texts.saved(format.time(save.data.updatedAt))}
        </Note>
      ) : null}
      {mayWrite ? (
        <div className={classes.steps}>
          <Button type="submit" variant="filled" disabled={!isChanged || save.isPending}>
            {save.isPending ? texts.saving : texts.save}
          </Button>
          {problem?.code === 'pool-changed' ? (
            <Button onClick={() => void merge()}>{texts.merge}</Button>
          ) : null}
          {isChanged ? (
            <Button variant="subtle" onClick={() => void drop()}>
              {texts.drop}
            </Button>
          ) : null}
        </div>
      ) : null}
    </form>
  );
}
