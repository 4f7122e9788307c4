import type { Host, StateShape } from '@virlab/contracts';
import { Table } from '@mantine/core';
import { Card, Chip, StateWord, TableFrame, UsageBar } from '@virlab/ui';
import { useFormat } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { useTexts } from '../../texts/texts-provider';
import classes from './hosts.module.css';

const SHAPES: Record<Host['health'], StateShape> = { ok: 'running', silent: 'unknown', unproved: 'queued' };
const MIB_PER_GIB = 1024;

/** One row a host. What is not known stays empty; it is never a zero. */
export function HostsTable({ hosts }: { hosts: readonly Host[] }) {
  const { hosts: texts } = useTexts().staff;
  const { columns } = texts;
  return (
    <Card>
      <TableFrame label={texts.title}>
        <Table className={classes.table}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{columns.host}</Table.Th>
              <Table.Th>{columns.state}</Table.Th>
              <Table.Th>{columns.runsBy}</Table.Th>
              <Table.Th className={classes.right}>{columns.machines}</Table.Th>
              <Table.Th>{columns.memory}</Table.Th>
              <Table.Th className={classes.right}>{columns.processors}</Table.Th>
              <Table.Th>{columns.version}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {hosts.map((host) => (
              <HostRow key={host.id} host={host} />
            ))}
          </Table.Tbody>
        </Table>
      </TableFrame>
    </Card>
  );
}

function HostRow({ host }: { host: Host }) {
  const { hosts: texts } = useTexts().staff;
  const format = useFormat();
  const { health, machines } = host;
  return (
    <Table.Tr data-host={host.id}>
      <Table.Td>
        <b>{host.title}</b>{' '}
        {host.driver === 'simulated' ? <Chip tone="hold">{texts.kinds.simulated}</Chip> : null}
        <span className={classes.uri}>{host.uri}</span>
      </Table.Td>
      <Table.Td>
        <HostState host={host} />
      </Table.Td>
      <Table.Td className={classes.oneLine}>
        <RunsBy host={host} />
      </Table.Td>
      <Table.Td className={`${classes.right} vl-num vl-nowrap`}>
        {texts.ofMachines(format.number(machines.running), format.number(machines.known))}
      </Table.Td>
      <Table.Td>
        <Memory host={host} />
      </Table.Td>
      <Table.Td className={`${classes.right} vl-num`}>
        {health === 'silent' || host.vcpus === undefined ? '' : format.number(host.vcpus)}
      </Table.Td>
      <Table.Td className={`${classes.oneLine} vl-muted vl-num`}>{host.version}</Table.Td>
    </Table.Tr>
  );
}

function HostState({ host: { health, since } }: { host: Host }) {
  const { hosts: texts } = useTexts().staff;
  const format = useFormat();
  const now = useNow(1_000);
  const word = {
    ok: texts.healthy,
    silent: texts.noAnswer(format.duration(now - Date.parse(since))),
    unproved: texts.notProved,
  }[health];
  return <StateWord state={SHAPES[health]}>{word}</StateWord>;
}

/** What a guest that booted has proved, and when; never what the host says of itself. */
function RunsBy({ host: { health, runsBy } }: { host: Host }) {
  const { hosts: texts } = useTexts().staff;
  const format = useFormat();
  const now = useNow(60_000);
  if (!runsBy) return <span className="vl-muted">{texts.noProof}</span>;
  const kind = texts.kinds[runsBy.kind];
  if (health === 'silent') return texts.lastKnown(kind);
  return (
    <>
      {texts.proved(kind, format.since(runsBy.bootedAt, now))}{' '}
      <span className="vl-muted vl-num">{texts.took(format.seconds(runsBy.bootSeconds))}</span>
    </>
  );
}

function Memory({ host: { health, memoryMiB, freeMemoryMiB } }: { host: Host }) {
  const { hosts: texts } = useTexts().staff;
  const format = useFormat();
  if (memoryMiB === undefined || freeMemoryMiB === undefined) return <UsageBar />;
  const used = memoryMiB - freeMemoryMiB;
  const gib = (mib: number) =>
    format.number(
      mib < 10 * MIB_PER_GIB ? Math.round((10 * mib) / MIB_PER_GIB) / 10 : Math.round(mib / MIB_PER_GIB),
    );
  return (
    <UsageBar
      fraction={used / memoryMiB}
      words={texts.memory(gib(used), gib(memoryMiB))}
      tone={health === 'silent' ? 'hold' : 'accent'}
    />
  );
}
