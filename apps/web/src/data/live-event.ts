import type { LiveEvent, MachineList, Session } from '@virlab/contracts';
import type { QueryClient } from '@tanstack/react-query';
import { keys } from './keys';
import { putMachine } from './put-machine';

/** Brings one live event into the cache: a machine is patched in place, everything else is asked anew. */
export function applyLiveEvent(client: QueryClient, event: LiveEvent): void {
  switch (event.type) {
    case 'machine': {
      putMachine(client, event.machine);
      void client.invalidateQueries({ queryKey: keys.snapshots(event.machine.id) });
      const list = client.getQueryData<MachineList>(keys.machines);
      const me = client.getQueryData<Session>(keys.session)?.user.id;
      const isNew = list?.machines.every((machine) => machine.id !== event.machine.id);
      if (isNew && event.machine.owner?.id === me) void client.invalidateQueries({ queryKey: keys.machines });
      return;
    }
    case 'machines-changed':
      void client.invalidateQueries({ queryKey: keys.machines });
      void client.invalidateQueries({ queryKey: ['machine'] });
      void client.invalidateQueries({ queryKey: keys.session });
      return;
    case 'announcements-changed':
      void client.invalidateQueries({ queryKey: keys.ownAnnouncements });
      void client.invalidateQueries({ queryKey: keys.announcements(event.classId) });
      return;
    case 'class-changed':
      void client.invalidateQueries({ queryKey: keys.class(event.classId) });
      return;
    case 'job-changed':
      void client.invalidateQueries({ queryKey: keys.jobs });
      return;
    case 'host-changed':
      void client.invalidateQueries({ queryKey: keys.hosts });
      return;
    case 'providers-changed':
      void client.invalidateQueries({ queryKey: keys.federations });
      void client.invalidateQueries({ queryKey: keys.providers });
      return;
    case 'policy-changed':
      void client.invalidateQueries({ queryKey: keys.policy });
      return;
    case 'break-glass-changed':
      void client.invalidateQueries({ queryKey: keys.breakGlass });
      return;
    case 'session-ended':
      void client.invalidateQueries({ queryKey: keys.session });
      return;
    case 'beat':
      return;
  }
}
