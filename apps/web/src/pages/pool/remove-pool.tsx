import { ApiError } from '@virlab/api-client';
import type { PoolDetail } from '@virlab/contracts';
import { Button } from '@mantine/core';
import { ConfirmDialog } from '@virlab/ui';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useRemovePool } from '../../data/pools';
import { ProblemNote } from '../../features/provider-health/problem-note';
import { useAnnounce } from '../../shell/announcer';
import { useTexts } from '../../texts/texts-provider';

/** Takes the pool away; while something needs it the server says what. */
export function RemovePool({ pool }: { pool: PoolDetail }) {
  const { shell, staff } = useTexts();
  const { pool: texts } = staff;
  const announce = useAnnounce();
  const navigate = useNavigate();
  const remove = useRemovePool();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button
        variant="danger"
        onClick={() => {
          remove.reset();
          setAsking(true);
        }}
      >
        {texts.remove}
      </Button>
      <ConfirmDialog
        opened={isAsking}
        title={texts.removeTitle(pool.title)}
        confirm={texts.remove}
        cancel={shell.cancel}
        onCancel={() => setAsking(false)}
        onConfirm={() =>
          remove.mutate(pool.id, {
            onSuccess: () => {
              announce(texts.removed(pool.title));
              void navigate('/pools');
            },
          })
        }
      >
        <p>{texts.removeMeans}</p>
        {remove.error instanceof ApiError ? <ProblemNote problem={remove.error.problem} /> : null}
      </ConfirmDialog>
    </>
  );
}
