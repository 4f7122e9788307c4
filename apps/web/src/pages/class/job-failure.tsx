import type { ClassMember, JobAction, JobItem } from '@virlab/contracts';
import { Link } from 'react-router';
import { useSession } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import classes from './class.module.css';
import { useJobWords } from './job-words';

export interface JobFailureProps {
  item: JobItem;
  /** What was asked of it. */
  action: JobAction;
  /** Everybody of the class, to find whose machine it is. */
  members: readonly ClassMember[];
  /** Asks one machine for what its failure calls for. */
  onOrder: (action: 'force-off' | 'shutdown', item: JobItem) => void;
}

/** Whose machine failed, why, and what can be done about it. */
export function JobFailure({ item, action, members, onOrder }: JobFailureProps) {
  const { cause } = useJobWords();
  return (
    <li>
      <b>{item.name}</b>: {cause(item, action)} <NextStep item={item} members={members} onOrder={onOrder} />
    </li>
  );
}

function NextStep({ item, members, onOrder }: Omit<JobFailureProps, 'action'>) {
  const { steps } = useTexts().staff.class.job;
  const { abilities } = useSession();
  switch (item.nextStep) {
    case 'wait-and-retry':
    case 'ask-operator':
      return steps[item.nextStep];
    case 'force-off':
    case 'shut-down-first': {
      const wanted = item.nextStep === 'force-off' ? 'force-off' : 'shutdown';
      return (
        <button type="button" className={classes.again} onClick={() => onOrder(wanted, item)}>
          {steps[item.nextStep]}
        </button>
      );
    }
    case 'see-why': {
      const person = personOf(item, members);
      if (!person || !abilities.includes('policy.read')) return null;
      return <Link to={`/policy/why?${new URLSearchParams({ person })}`}>{steps['see-why']}</Link>;
    }
    default:
      return null;
  }
}

/** By the machine; of who has none, by a name that only one of the class has. */
function personOf({ machineId, name }: JobItem, members: readonly ClassMember[]): string | undefined {
  const found = members.filter(({ person, machine }) =>
    machineId === undefined ? !machine && person.displayName === name : machine?.id === machineId,
  );
  return found.length === 1 ? found[0]?.person.id : undefined;
}
