import type { Machine } from '@virlab/contracts';
import { ActionIcon, Button } from '@mantine/core';
import { Card, KeyValues, Note, PowerMenu, StateGlyph, StateWord } from '@virlab/ui';
import { IconClockPlus, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { useMachineActions } from '../../features/machine-actions/use-machine-actions';
import { LiveThumbnail } from '../../features/machine-screen/live-thumbnail';
import { useFormat, useSession } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { useTexts } from '../../texts/texts-provider';
import classes from './class.module.css';
import type { SeenMember } from './member-state';
import { useCause } from './use-cause';
import { useTimeLeft } from './use-time-left';

/** The student one looks at: state and cause, and what can be done with the machine. The console stays the student's. */
export function ChosenMember({
  seen,
  onClose,
  onExtend,
}: {
  seen: SeenMember;
  onClose: () => void;
  onExtend: () => void;
}) {
  const { staff, states, machines } = useTexts();
  const texts = staff.class.chosen;
  const { ends } = staff.class;
  const format = useFormat();
  const now = useNow(60_000);
  const left = useTimeLeft(seen);
  const cause = useCause()(seen);
  const panel = useRef<HTMLDivElement>(null);
  const { key, name, state, since, member } = seen;
  const { machine } = member;

  useEffect(() => panel.current?.focus({ preventScroll: true }), []);

  const close = () => {
    onClose();
    // Back to where one came from: the tile, or the name in the table.
    document
      .querySelector<HTMLElement>(
        `:is([data-tile='${CSS.escape(key)}'], [data-member='${CSS.escape(key)}']) button`,
      )
      ?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) close();
  };
  return (
    <div ref={panel} className={classes.chosen} tabIndex={-1} onKeyDown={onKeyDown} data-testid="chosen">
      <Card
        title={name}
        aside={
          <ActionIcon size="xs" aria-label={texts.close} title={texts.close} onClick={close}>
            <IconX size={16} stroke={1.75} aria-hidden="true" />
          </ActionIcon>
        }
      >
        <div className={classes.chosenBody}>
          {machine ? <LiveThumbnail machine={machine} /> : null}
          <StateWord state={state}>{states[state]}</StateWord>
          <KeyValues
            entries={[
              [texts.machine, machine?.title],
              [texts.since, since === undefined ? '' : format.since(since, now)],
              [ends.label, left?.until],
              [texts.cause, cause],
              [texts.runsBy, machine ? runsByWords(machine, machines.page) : ''],
              [
                texts.lastSeen,
                member.signedIn
                  ? texts.signedInNow
                  : member.lastSeenAt
                    ? format.since(member.lastSeenAt, now)
                    : texts.never,
              ],
            ]}
          />
          {machine ? (
            <>
              <Actions machine={machine} name={name} />
              {machine.lease || machine.stops ? (
                <Button
                  size="xs"
                  leftSection={<IconClockPlus size={16} stroke={1.75} aria-hidden="true" />}
                  onClick={onExtend}
                >
                  {ends.extend}
                </Button>
              ) : null}
            </>
          ) : (
            <p className="vl-small vl-muted">{texts.noMachineText}</p>
          )}
          <Ways member={member} />
        </div>
      </Card>
    </div>
  );
}

function Actions({ machine, name }: { machine: Machine; name: string }) {
  const texts = useTexts().staff.class.chosen;
  const actions = useMachineActions(machine);
  return (
    <>
      <div>
        <PowerMenu primary={actions.likely} actions={actions.others} moreLabel={texts.more(name)} />
      </div>
      {actions.failure ? (
        <Note tone="bad" role="alert" icon={<StateGlyph shape="failed" />}>
          {actions.failure}
        </Note>
      ) : null}
      {actions.dialog}
    </>
  );
}

/** Where to read on, for who may. */
function Ways({ member }: Pick<SeenMember, 'member'>) {
  const texts = useTexts().staff.class.chosen;
  const { abilities } = useSession();
  const { person, machine } = member;
  const mayAsk = abilities.includes('policy.read');
  const mayLook = abilities.includes('people.read');
  if (!mayAsk && !mayLook) return null;
  const question: Record<string, string> = {
    person: person.id,
    ...(machine ? { target: `pool:${machine.pool.id}` } : {}),
  };
  return (
    <div className={classes.ways}>
      {mayAsk ? (
        <Button
          size="xs"
          variant="subtle"
          component={Link}
          to={`/policy/why?${new URLSearchParams(question)}`}
        >
          {machine?.grant ? texts.why : texts.whyNot}
        </Button>
      ) : null}
      {mayLook ? (
        <Button size="xs" variant="subtle" component={Link} to={`/people/${encodeURIComponent(person.id)}`}>
          {texts.person}
        </Button>
      ) : null}
    </div>
  );
}

function runsByWords(
  { driver, runsBy }: Machine,
  texts: ReturnType<typeof useTexts>['machines']['page'],
): string {
  if (driver === 'simulated') return texts.runsSimulated;
  if (runsBy === 'kvm') return texts.runsKvm;
  if (runsBy === 'lxc') return texts.runsLxc;
  return runsBy === 'qemu' ? texts.runsQemu : '';
}
