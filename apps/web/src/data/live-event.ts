import type { LiveEvent, MachineList, Session } from '@virlab/contracts';
import type { QueryClient } from '@tanstack/react-query';
import { askAnew, askAnewWhatComes } from './ask-anew';
import { keys } from './keys';
import { putMachine } from './put-machine';

/** Brings one live event into the cache: a machine is patched in place, everything else is asked anew. */
export function applyLiveEvent(client: QueryClient, event: LiveEvent): void {
  switch (event.type) {
    case 'machine': {
      putMachine(client, event.machine);
      for (const queryKey of [keys.machines, keys.classes]) askAnewWhatComes(client, { queryKey });
      askAnew(client, { queryKey: keys.snapshots(event.machine.id) });
      const list = client.getQueryData<MachineList>(keys.machines);
      const me = client.getQueryData<Session>(keys.session)?.user.id;
      const isNew = list?.machines.every((machine) => machine.id !== event.machine.id);
      if (isNew && event.machine.owner?.id === me) askAnew(client, { queryKey: keys.machines });
      return;
    }
    case 'machines-changed':
      askAnew(client, { queryKey: keys.machines });
      askAnew(client, { queryKey: ['machine'] });
      askAnew(client, { queryKey: keys.session });
      return;
    case 'announcements-changed':
      askAnew(client, { queryKey: keys.ownAnnouncements });
      askAnew(client, { queryKey: keys.announcements(event.classId) });
      return;
    case 'class-changed':
      askAnew(client, { queryKey: keys.class(event.classId) });
      return;
    case 'job-changed':
      askAnew(client, { queryKey: keys.jobs });
      return;
    case 'host-changed':
      askAnew(client, { queryKey: keys.hosts });
      return;
    case 'providers-changed':
      askAnew(client, { queryKey: keys.federations });
      askAnew(client, { queryKey: keys.providers });
      return;
    case 'policy-changed':
      askAnew(client, { queryKey: keys.policy });
      return;
    case 'break-glass-changed':
      askAnew(client, { queryKey: keys.breakGlass });
      return;
    case 'session-ended':
      askAnew(client, { queryKey: keys.session });
      return;
    case 'beat':
      return;
  }
}
