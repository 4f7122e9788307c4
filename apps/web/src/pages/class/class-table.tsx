import { Button, Checkbox, Table } from '@mantine/core';
import { Card, MoreMenu, SortHeader, type SortOrder, StateWord, TableFrame } from '@virlab/ui';
import type { Machine } from '@virlab/contracts';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useMachineActions } from '../../features/machine-actions/use-machine-actions';
import { downloadCsv } from '../../shell/download-csv';
import { useFormat, useSession } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { useTexts } from '../../texts/texts-provider';
import classes from './class.module.css';
import { csvOf } from './class-csv';
import type { SeenMember } from './member-state';
import { useCause } from './use-cause';
import type { Selection } from './use-selection';
import { useTimeLeft } from './use-time-left';

type Column = 'name' | 'state' | 'since';

export interface ClassTableProps {
  code: string;
  /** How many there are without the filter. */
  all: number;
  shown: readonly SeenMember[];
  selection: Selection;
  onOpen: (key: string) => void;
}

/** The class as a table, with the cause of each state in words. */
export function ClassTable({ code, all, shown, selection, onOpen }: ClassTableProps) {
  const { staff, states } = useTexts();
  const texts = staff.class;
  const format = useFormat();
  const causeOf = useCause();
  const [sort, setSort] = useState<{ by: Column; down: boolean }>({ by: 'name', down: false });
  const order = (by: Column): SortOrder => (sort.by !== by ? 'none' : sort.down ? 'descending' : 'ascending');
  const sortBy = (by: Column) => setSort({ by, down: sort.by === by && !sort.down });
  const value = {
    name: (s: SeenMember) => s.name,
    state: (s: SeenMember) => states[s.state],
    since: (s: SeenMember) => s.since ?? '',
  };
  const rows = shown.toSorted(
    (a, b) => (sort.down ? -1 : 1) * value[sort.by](a).localeCompare(value[sort.by](b)),
  );
  const shownKeys = shown.map(({ key }) => key);
  const isAll = shownKeys.every(selection.has);
  const isSome = shownKeys.some(selection.has);
  const { columns } = texts;
  const csv = () =>
    csvOf([
      [columns.student, columns.state, columns.since, columns.cause],
      ...rows.map((seen) => [seen.name, states[seen.state], seen.since ?? '', causeOf(seen)]),
    ]);
  return (
    <Card>
      <TableFrame label={texts.table}>
        <Table className={classes.table}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th className={classes.boxColumn}>
                <Checkbox
                  size="xs"
                  radius="xs"
                  aria-label={texts.selectAll}
                  checked={isAll}
                  indeterminate={isSome && !isAll}
                  onChange={() => selection.setAll(isAll ? [] : [...selection.keys, ...shownKeys])}
                />
              </Table.Th>
              <SortHeader order={order('name')} onSort={() => sortBy('name')}>
                {columns.student}
              </SortHeader>
              <SortHeader order={order('state')} onSort={() => sortBy('state')}>
                {columns.state}
              </SortHeader>
              <SortHeader right order={order('since')} onSort={() => sortBy('since')}>
                {columns.since}
              </SortHeader>
              <Table.Th>{columns.cause}</Table.Th>
              <Table.Th className={classes.right}>{columns.left}</Table.Th>
              <Table.Th>{columns.host}</Table.Th>
              <Table.Th>{columns.console}</Table.Th>
              <Table.Th className={classes.moreColumn}>
                <span className="vl-hidden">{columns.more}</span>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((seen) => (
              <MemberRow key={seen.key} seen={seen} selection={selection} onOpen={onOpen} />
            ))}
          </Table.Tbody>
        </Table>
      </TableFrame>
      <div className={classes.foot}>
        <span>{texts.shown(format.number(shown.length), format.number(all))}</span>
        <Button
          size="xs"
          variant="subtle"
          leftSection={<IconDownload size={16} stroke={1.75} aria-hidden="true" />}
          onClick={() => downloadCsv(csv(), `${code || 'class'}.csv`)}
        >
          {texts.csv}
        </Button>
      </div>
    </Card>
  );
}

interface MemberRowProps extends Pick<ClassTableProps, 'selection' | 'onOpen'> {
  seen: SeenMember;
}

function MemberRow({ seen, selection, onOpen }: MemberRowProps) {
  const { staff, states } = useTexts();
  const texts = staff.class;
  const format = useFormat();
  const now = useNow(60_000);
  const { key, name, state, since, member } = seen;
  return (
    <Table.Tr data-member={key} data-selected={selection.has(key)} className={classes.row}>
      <Table.Td>
        <Checkbox
          size="xs"
          radius="xs"
          aria-label={texts.select(name)}
          checked={selection.has(key)}
          onChange={(event) => selection.toggle(key, (event.nativeEvent as MouseEvent).shiftKey)}
        />
      </Table.Td>
      <Table.Td>
        <button type="button" className={classes.opener} onClick={() => onOpen(key)}>
          {name}
        </button>
      </Table.Td>
      <Table.Td>
        <StateWord state={state}>{states[state]}</StateWord>
      </Table.Td>
      <Table.Td className={`${classes.right} vl-num vl-nowrap vl-muted`}>
        {since === undefined ? '' : format.since(since, now)}
      </Table.Td>
      {member.machine ? (
        <MachineCells seen={seen} machine={member.machine} />
      ) : (
        <>
          <Table.Td className="vl-muted">
            <Cause seen={seen} />
          </Table.Td>
          <Table.Td colSpan={4} />
        </>
      )}
    </Table.Tr>
  );
}

/** Cause and actions of a machine; what was asked in the menu and refused is told in the row. */
function MachineCells({ seen, machine }: { seen: SeenMember; machine: Machine }) {
  const { staff } = useTexts();
  const actions = useMachineActions(machine);
  const left = useTimeLeft(seen);
  const { host, consoles = 0 } = seen.member;
  return (
    <>
      <Table.Td className={seen.state === 'failed' ? classes.failed : 'vl-muted'}>
        <Cause seen={seen} />
        {actions.failure ? (
          <p className={classes.failed} role="alert">
            {actions.failure}
          </p>
        ) : null}
      </Table.Td>
      <Table.Td className={`${classes.right} vl-num vl-nowrap`}>
        {left ? (
          <span title={left.until}>
            {left.duration} <span className="vl-small vl-muted">{left.why}</span>
          </span>
        ) : null}
      </Table.Td>
      <Table.Td className="vl-mono vl-muted">{host}</Table.Td>
      <Table.Td className="vl-muted">{consoles > 0 ? staff.class.cause.consoleOpen : ''}</Table.Td>
      <Table.Td className={classes.moreCell}>
        <MoreMenu actions={actions.all} label={staff.class.chosen.more(seen.name)} />
        {actions.dialog}
      </Table.Td>
    </>
  );
}

function Cause({ seen }: { seen: SeenMember }) {
  const { staff } = useTexts();
  const format = useFormat();
  const now = useNow(60_000);
  const { lastInputAt } = seen.member;
  const cause =
    useCause()(seen) ||
    (lastInputAt !== undefined && seen.state === 'running'
      ? staff.class.cause.lastInput(format.duration(Math.max(0, now - Date.parse(lastInputAt))))
      : '');
  const mayAsk = useSession().abilities.includes('policy.read');
  if (seen.state !== 'locked' || !mayAsk) return cause;
  const person = encodeURIComponent(seen.member.person.id);
  return (
    <>
      {cause} ·{' '}
      <Link className={classes.why} to={`/policy/why?person=${person}`}>
        {staff.class.cause.why}
      </Link>
    </>
  );
}
