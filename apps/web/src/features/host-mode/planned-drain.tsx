import { ApiError } from '@virlab/api-client';
import type { Host } from '@virlab/contracts';
import { Button } from '@mantine/core';
import { Note } from '@virlab/ui';
import { usePlannedDrains, usePlanDrain } from '../../data/hosts';
import { useAnnounce } from '../../shell/announcer';
import { useFormat, useSession } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';

/** Says when a host is going to be drained and who planned it, with the way back; nothing where nothing is planned. */
export function PlannedDrainNote({ host }: { host: Pick<Host, 'id' | 'title'> }) {
  const { mode: texts } = useTexts().staff.hosts;
  const format = useFormat();
  const announce = useAnnounce();
  const { abilities } = useSession();
  const { data } = usePlannedDrains();
  const { cancel } = usePlanDrain(host.id);
  const plan = data?.drains.find(({ hostId }) => hostId === host.id);
  if (!plan) return null;
  return (
    <Note tone="hold" role="status">
      <p>
        <b>{texts.planned(host.title, format.stamp(plan.at))}</b> {texts.plannedBy(plan.by)}
      </p>
      {abilities.includes('hosts.write') ? (
        <Button
          size="xs"
          disabled={cancel.isPending}
          onClick={() => cancel.mutate(undefined, { onSuccess: () => announce(texts.takenBack(host.title)) })}
        >
          {texts.takeBack}
        </Button>
      ) : null}
      {cancel.error instanceof ApiError ? (
        <p role="alert">{cancel.error.problem.detail ?? cancel.error.problem.title}</p>
      ) : null}
    </Note>
  );
}
