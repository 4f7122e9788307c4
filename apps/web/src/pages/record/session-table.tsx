import { ApiError } from '@virlab/api-client';
import type { OwnSession } from '@virlab/contracts';
import { Button, Skeleton, Table } from '@mantine/core';
import { Card, Chip, Section, TableFrame } from '@virlab/ui';
import { useEndSession, useOwnSessions, useSignOut } from '../../data/session';
import { useAnnounce } from '../../shell/announcer';
import { useFormat } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { useTexts } from '../../texts/texts-provider';
import classes from './record.module.css';

/** Where one is signed in, and how to end it there or everywhere. */
export function SessionTable() {
  const { record: texts, shell, errors } = useTexts();
  const own = useOwnSessions();
  const signOut = useSignOut();
  if (own.error) {
    const code = own.error instanceof ApiError ? own.error.problem.code : 'internal';
    const told = code in errors ? errors[code as keyof typeof errors] : errors.internal;
    return (
      <Section title={texts.sessions}>
        <Card>
          <p className={classes.none} role="alert">
            {told.title}.{' '}
            <Button size="xs" onClick={() => void own.refetch()}>
              {shell.tryAgain}
            </Button>
          </p>
        </Card>
      </Section>
    );
  }
  const sessions = own.data?.sessions;
  return (
    <Section title={texts.sessions}>
      <Card>{sessions ? <Sessions sessions={sessions} /> : <Skeleton height={96} aria-hidden="true" />}</Card>
      <p className={`${classes.unmapped} vl-small vl-muted`}>{texts.endAllMeans}</p>
      <Button
        mt={8}
        variant="danger"
        loading={signOut.isPending}
        onClick={() => signOut.mutate({ everywhere: true })}
      >
        {texts.endAll}
      </Button>
    </Section>
  );
}

function Sessions({ sessions }: { sessions: OwnSession[] }) {
  const { record: texts } = useTexts();
  const format = useFormat();
  const now = useNow(60_000);
  return (
    <TableFrame label={texts.sessions}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{texts.device}</Table.Th>
            <Table.Th>{texts.since}</Table.Th>
            <Table.Th>{texts.lastSeen}</Table.Th>
            <Table.Th>{texts.ends}</Table.Th>
            <Table.Th>
              <span className="vl-hidden">{texts.end}</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sessions.map((session) => (
            <Table.Tr key={session.ref}>
              <Table.Td>
                <b>{nameOf(session, texts)}</b>
                <span className={classes.second}>
                  <span className="vl-mono">{session.address}</span> · {session.university.title}
                </span>
              </Table.Td>
              <Table.Td className="vl-num vl-nowrap">{format.since(session.startedAt, now)}</Table.Td>
              <Table.Td className="vl-num vl-nowrap">{format.since(session.lastSeenAt, now)}</Table.Td>
              <Table.Td className="vl-num vl-nowrap">{format.since(session.expiresAt, now)}</Table.Td>
              <Table.Td className={classes.end}>
                {session.current ? (
                  <Chip tone="accent">{texts.thisOne}</Chip>
                ) : (
                  <EndButton session={session} />
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </TableFrame>
  );
}

function EndButton({ session }: { session: OwnSession }) {
  const { record: texts } = useTexts();
  const announce = useAnnounce();
  const endSession = useEndSession();
  const name = nameOf(session, texts);
  return (
    <Button
      size="xs"
      aria-label={texts.endOf(name)}
      loading={endSession.isPending}
      onClick={() => endSession.mutate(session.ref, { onSuccess: () => announce(texts.ended(name)) })}
    >
      {texts.end}
    </Button>
  );
}

function nameOf({ device }: OwnSession, texts: ReturnType<typeof useTexts>['record']): string {
  return device ? texts.onDevice(device.browser, device.system) : texts.unknownDevice;
}
