import { ApiError } from '@virlab/api-client';
import type { TemplateDetail } from '@virlab/contracts';
import { Button } from '@mantine/core';
import { ConfirmDialog } from '@virlab/ui';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useTemplateSteps } from '../../data/templates';
import { ProblemNote } from '../../features/provider-health/problem-note';
import { useTexts } from '../../texts/texts-provider';

/** Takes the template away; while somebody uses it the server says who. */
export function RemoveTemplate({ template }: { template: TemplateDetail }) {
  const { template: texts } = useTexts().staff.pools;
  const navigate = useNavigate();
  const { remove } = useTemplateSteps();
  const [isAsking, setAsking] = useState(false);
  return (
    <div>
      {remove.error instanceof ApiError ? <ProblemNote problem={remove.error.problem} /> : null}
      <Button variant="danger" disabled={remove.isPending} onClick={() => setAsking(true)}>
        {texts.removeTemplate}
      </Button>
      <ConfirmDialog
        opened={isAsking}
        title={texts.removeTemplateTitle(template.title)}
        confirm={texts.removeTemplate}
        cancel={texts.cancel}
        onCancel={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          remove.mutate(template.id, { onSuccess: () => void navigate('/pools') });
        }}
      >
        {texts.removeTemplateMeans}
      </ConfirmDialog>
    </div>
  );
}
