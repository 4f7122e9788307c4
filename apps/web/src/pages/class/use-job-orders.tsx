import type { ClassView, JobAction, JobItem } from '@virlab/contracts';
import { ConfirmDialog } from '@virlab/ui';
import { type ReactNode, useState } from 'react';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import type { SeenMember } from './member-state';
import { type ClassJobs, useClassJobs } from './use-class-jobs';

type Asked =
  { action: 'revert'; whom: readonly SeenMember[]; isAll: boolean } | { action: 'force-off'; item: JobItem };

export interface JobOrders {
  jobs: ClassJobs;
  /** Asks the machines of these people; `isAll`: of the class as it is when the server takes it. */
  order: (action: JobAction, whom: readonly SeenMember[], isAll?: boolean) => void;
  /** Asks the machine of a failure. */
  orderOne: (action: 'force-off' | 'shutdown', item: JobItem) => void;
  /** The confirmation; to be put somewhere in the page. */
  dialog: ReactNode;
}

/** What is ordered of many machines of a class; what loses something is asked twice, with what and how many. */
export function useJobOrders({ id, members }: ClassView): JobOrders {
  const { staff, machines, shell } = useTexts();
  const texts = staff.class.job;
  const format = useFormat();
  const jobs = useClassJobs(id);
  const [asked, setAsked] = useState<Asked>();
  // The words stay while the dialog fades.
  const [shown, setShown] = useState<Asked>();
  const confirm = (what: Asked) => {
    setShown(what);
    setAsked(what);
  };

  const run = (action: JobAction, whom: readonly SeenMember[], isAll: boolean) =>
    jobs.run(action, isAll ? {} : { people: whom.map(({ key }) => key) });
  const one = (action: JobAction, { machineId }: JobItem) =>
    machineId !== undefined && jobs.run(action, { machineIds: [machineId] });

  const onConfirm = () => {
    setAsked(undefined);
    if (asked?.action === 'revert') run('revert', asked.whom, asked.isAll);
    else if (asked) one('force-off', asked.item);
  };
  const people = new Set(shown?.action === 'revert' ? shown.whom.map(({ key }) => key) : []);
  const inUse = members.filter(
    ({ person, machine }) => people.has(person.id) && machine?.state === 'running',
  );
  return {
    jobs,
    order: (action, whom, isAll = false) =>
      action === 'revert' ? confirm({ action, whom, isAll }) : run(action, whom, isAll),
    orderOne: (action, item) => (action === 'force-off' ? confirm({ action, item }) : one(action, item)),
    dialog: (
      <ConfirmDialog
        opened={asked !== undefined}
        title={
          shown?.action === 'force-off'
            ? texts.forceOffTitle(shown.item.name)
            : texts.revertTitle(format.number(people.size), people.size === 1)
        }
        confirm={machines.actions[shown?.action ?? 'revert']}
        cancel={shell.cancel}
        onCancel={() => setAsked(undefined)}
        onConfirm={onConfirm}
      >
        {shown?.action === 'force-off' ? (
          texts.forceOffLoss
        ) : (
          <>
            <p>{texts.revertLoss}</p>
            {inUse.length > 0 ? (
              <p>{texts.revertRunning(format.number(inUse.length), inUse.length === 1)}</p>
            ) : null}
          </>
        )}
      </ConfirmDialog>
    ),
  };
}
