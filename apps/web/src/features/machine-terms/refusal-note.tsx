import { ApiError } from '@virlab/api-client';
import type { RefusalReason } from '@virlab/contracts';
import { Note } from '@virlab/ui';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTexts } from '../../texts/texts-provider';

/** Why something about the terms of a machine was refused just now, where it was asked; nothing while it was not. */
export function RefusalNote({ error }: { error: Error | null }) {
  const { machines, errors } = useTexts();
  if (!error) return null;
  const code = error instanceof ApiError ? error.code : 'internal';
  const reason = error instanceof ApiError ? error.problem.context?.['reason'] : undefined;
  return (
    <Note tone="bad" role="alert" icon={<IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />}>
      {code === 'action-not-possible' && reason
        ? machines.refusal(reason as RefusalReason)
        : errors[code in errors ? (code as keyof typeof errors) : 'internal'].title}
    </Note>
  );
}
