import type { Host, StateShape } from '@virlab/contracts';
import { Button, Table } from '@mantine/core';
import { Card, Chip, StateWord, TableFrame, UsageBar } from '@virlab/ui';
import { useState } from 'react';
import { Link } from 'react-router';
import { useHostSteps } from '../../data/hosts';
import { ModeDialog } from '../../features/host-mode/mode-dialog';
import { useAnnounce } from '../../shell/announcer';
import { useFormat, useSession } from '../../shell/session-context';
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
              <Table.Th>{columns.processors}</Table.Th>
              <Table.Th>
                <span className="vl-hidden">{columns.action}</span>
              </Table.Th>
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
  const { machines } = host;
  return (
    <Table.Tr data-host={host.id}>
      <Table.Td>
        <Link className={classes.name} to={`/hosts/${encodeURIComponent(host.id)}`}>
          <b>{host.title}</b>
        </Link>{' '}
        {host.mode === 'active' ? null : <Chip tone="hold">{texts.mode.chip[host.mode]}</Chip>}{' '}
        {host.driver === 'simulated' ? <Chip tone="hold">{texts.kinds.simulated}</Chip> : null}
        <span className={classes.uri}>{host.uri}</span>
      </Table.Td>
      <Table.Td>
        <HostState host={host} />
      </Table.Td>
      <Table.Td>
        <RunsBy host={host} />
      </Table.Td>
      <Table.Td className={`${classes.right} vl-num vl-nowrap`}>
        {texts.ofMachines(format.number(machines.running), format.number(machines.known))}
      </Table.Td>
      <Table.Td className={classes.bar}>
        <Memory host={host} />
      </Table.Td>
      <Table.Td className={classes.bar}>
        <Processors host={host} />
      </Table.Td>
      <Table.Td className={classes.right}>
        <Step host={host} />
      </Table.Td>
    </Table.Tr>
  );
}

function HostState({ host: { health, since, mode } }: { host: Host }) {
  const { hosts: texts } = useTexts().staff;
  const format = useFormat();
  const now = useNow(1_000);
  const word = {
    ok: texts.healthy,
    silent: texts.noAnswer(format.duration(now - Date.parse(since))),
    unproved: texts.notProved,
  }[health];
  if (health === 'ok' && mode === 'maintenance') {
    return <StateWord state="paused">{texts.mode.words.maintenance}</StateWord>;
  }
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
      <span className="vl-muted vl-num vl-nowrap">{texts.took(format.seconds(runsBy.bootSeconds))}</span>
    </>
  );
}

/** What its machines have of what it gives; empty while nobody knows what that is. */
function Memory({ host: { health, capacity, reserved } }: { host: Host }) {
  const { hosts: texts } = useTexts().staff;
  const format = useFormat();
  if (!capacity) return <UsageBar />;
  const gib = (mib: number) =>
    format.number(
      mib < 10 * MIB_PER_GIB ? Math.round((10 * mib) / MIB_PER_GIB) / 10 : Math.round(mib / MIB_PER_GIB),
    );
  return (
    <UsageBar
      fraction={reserved.memoryMiB / capacity.memoryMiB}
      words={texts.memory(gib(reserved.memoryMiB), gib(capacity.memoryMiB))}
      tone={health === 'silent' ? 'hold' : 'accent'}
    />
  );
}

function Processors({ host: { health, capacity, reserved } }: { host: Host }) {
  const { hosts: texts } = useTexts().staff;
  const format = useFormat();
  if (!capacity || health === 'silent') return <UsageBar />;
  const share = reserved.vcpus / capacity.vcpus;
  return <UsageBar fraction={share} words={texts.percent(format.number(Math.round(share * 100)))} />;
}

/** What can be done at once: drain, put back, or look closer at a host that is silent. */
function Step({ host }: { host: Host }) {
  const { mode: texts } = useTexts().staff.hosts;
  const { abilities } = useSession();
  const announce = useAnnounce();
  const [isAsking, setIsAsking] = useState(false);
  const { setMode } = useHostSteps(host.id);
  if (host.health === 'silent' && host.mode === 'active') {
    return (
      <Button size="xs" component={Link} to={`/hosts/${encodeURIComponent(host.id)}`}>
        {texts.lookCloser}
      </Button>
    );
  }
  if (!abilities.includes('hosts.write')) return null;
  return (
    <>
      {host.mode === 'active' ? (
        <Button size="xs" onClick={() => setIsAsking(true)}>
          {texts.drain}
        </Button>
      ) : (
        <Button
          size="xs"
          disabled={setMode.isPending}
          onClick={() =>
            setMode.mutate({ mode: 'active' }, { onSuccess: () => announce(texts.done.active(host.title)) })
          }
        >
          {texts.putBack}
        </Button>
      )}
      {/* Stays while the host's mode changes under it, so that it hears of its own success. */}
      {isAsking ? <ModeDialog host={host} mode="draining" onClose={() => setIsAsking(false)} /> : null}
    </>
  );
}
