import { ApiError } from '@virlab/api-client';
import type { Host, HostMode } from '@virlab/contracts';
import { ActionIcon, Button } from '@mantine/core';
import { Card, ConfirmDialog, KeyValues, Page, PageHeader, RowsLoading, Section } from '@virlab/ui';
import { IconArrowLeft } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { useHost, useHostSteps } from '../../data/hosts';
import { ModeDialog } from '../../features/host-mode/mode-dialog';
import { PlannedDrainNote } from '../../features/host-mode/planned-drain';
import { ProblemNote } from '../../features/provider-health/problem-note';
import { useAnnounce } from '../../shell/announcer';
import { ProblemPage } from '../../shell/problem-page';
import { useFormat, useSession } from '../../shell/session-context';
import { usePageTitle } from '../../shell/use-page-title';
import { useTexts } from '../../texts/texts-provider';
import { HostFates } from './host-fates';
import { HostLeftovers } from './host-leftovers';
import { HostSettingsForm } from './host-settings-form';
import classes from './host.module.css';

/** One host: what is known of it, where its machines would go, its settings, and its modes. */
export default function HostPage() {
  const { id = '' } = useParams();
  const { shell, staff } = useTexts();
  const { data, error } = useHost(id);
  usePageTitle(data?.title ?? staff.hosts.title);
  if (data) return <OneHost host={data} />;
  if (error instanceof ApiError) return <ProblemPage problem={error.problem} />;
  return (
    <Page width="fluid">
      <PageHeader title={staff.hosts.title}> </PageHeader>
      <RowsLoading rows={4} height={52} label={shell.loading} longLabel={shell.loadingLong} />
    </Page>
  );
}

function OneHost({ host }: { host: Host }) {
  const { hosts: texts } = useTexts().staff;
  const { abilities } = useSession();
  const mayWrite = abilities.includes('hosts.write');
  return (
    <Page width="fluid">
      <PageHeader
        title={
          <span className={classes.title}>
            <ActionIcon component={Link} to="/hosts" aria-label={texts.adding.back} title={texts.adding.back}>
              <IconArrowLeft size={18} stroke={1.75} />
            </ActionIcon>
            {host.title}
          </span>
        }
        actions={mayWrite ? <Steps host={host} /> : null}
      >
        <code>{host.uri}</code>
      </PageHeader>
      <div className={classes.stack}>
        <PlannedDrainNote host={host} />
        <Facts host={host} />
        <HostFates hostId={host.id} />
        <HostLeftovers hostId={host.id} />
        {mayWrite ? (
          <Section title={texts.host.settings}>
            <HostSettingsForm host={host} />
          </Section>
        ) : null}
      </div>
    </Page>
  );
}

function Facts({ host }: { host: Host }) {
  const { hosts: texts } = useTexts().staff;
  const format = useFormat();
  const gib = (mib: number) => format.number(Math.round((mib / 1024) * 10) / 10);
  const amount = (memoryMiB: number, vcpus: number) =>
    texts.host.amount(gib(memoryMiB), format.number(vcpus));
  const { capacity, reserved, runsBy, machines } = host;
  return (
    <Card title={texts.host.facts} padded>
      <KeyValues
        entries={[
          [texts.host.mode, texts.mode.words[host.mode]],
          [
            texts.columns.state,
            { ok: texts.healthy, silent: texts.silent('1', true), unproved: texts.notProved }[host.health],
          ],
          [texts.fault, host.fault && <code key="fault">{host.fault}</code>],
          [
            texts.columns.runsBy,
            runsBy
              ? `${texts.proved(texts.kinds[runsBy.kind], format.stamp(runsBy.bootedAt))} ${texts.took(format.seconds(runsBy.bootSeconds))}`
              : texts.noProof,
          ],
          [
            texts.columns.machines,
            texts.ofMachines(format.number(machines.running), format.number(machines.known)),
          ],
          [
            texts.host.capacity,
            capacity &&
              `${amount(capacity.memoryMiB, capacity.vcpus)} (${capacity.offered ? texts.host.offered : texts.host.derived})`,
          ],
          [texts.host.reserved, amount(reserved.memoryMiB, reserved.vcpus)],
          [
            texts.host.found,
            host.memoryMiB !== undefined && host.vcpus !== undefined
              ? `${amount(host.memoryMiB, host.vcpus)}${host.version ? `, ${host.version}` : ''}`
              : undefined,
          ],
          [
            texts.host.disk,
            host.disk && texts.host.diskRoom(gib(host.disk.freeMiB), gib(host.disk.totalMiB)),
          ],
          [texts.host.free, host.freeMemoryMiB === undefined ? undefined : `${gib(host.freeMemoryMiB)} GiB`],
        ]}
      />
    </Card>
  );
}

type Asking = Exclude<HostMode, 'active'> | 'remove';

function Steps({ host }: { host: Host }) {
  const { shell, staff } = useTexts();
  const { host: texts, mode } = staff.hosts;
  const announce = useAnnounce();
  const navigate = useNavigate();
  const [asking, setAsking] = useState<Asking>();
  const { setMode, remove } = useHostSteps(host.id);
  const close = () => setAsking(undefined);
  return (
    <>
      {host.mode === 'active' ? (
        <Button onClick={() => setAsking('draining')}>{mode.drain}</Button>
      ) : (
        <Button
          disabled={setMode.isPending}
          onClick={() =>
            setMode.mutate({ mode: 'active' }, { onSuccess: () => announce(mode.done.active(host.title)) })
          }
        >
          {mode.putBack}
        </Button>
      )}
      {host.mode === 'maintenance' ? null : (
        <Button onClick={() => setAsking('maintenance')}>{mode.maintain}</Button>
      )}
      <Button variant="danger" onClick={() => setAsking('remove')}>
        {texts.remove}
      </Button>
      {asking === 'draining' || asking === 'maintenance' ? (
        <ModeDialog host={host} mode={asking} onClose={close} />
      ) : null}
      <ConfirmDialog
        opened={asking === 'remove'}
        title={texts.removeTitle(host.title)}
        confirm={texts.remove}
        cancel={shell.cancel}
        onCancel={close}
        onConfirm={() =>
          remove.mutate(undefined, {
            onSuccess: () => {
              announce(texts.removed(host.title));
              void navigate('/hosts');
            },
          })
        }
      >
        <p>{texts.removeMeans}</p>
        {remove.error instanceof ApiError ? <ProblemNote problem={remove.error.problem} /> : null}
      </ConfirmDialog>
    </>
  );
}
