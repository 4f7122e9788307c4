import type { OwnRecord } from '@virlab/contracts';
import { Button, Table } from '@mantine/core';
import { Card, Chip, Section, TableFrame } from '@virlab/ui';
import { useEndSession, useSignOut } from '../../data/session';
import { useFormat } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { useTexts } from '../../texts/texts-provider';
import { deviceOf } from './device-of';
import classes from './record.module.css';

/** Where one is signed in, and how to end it there or everywhere. */
export function SessionTable({ sessions }: { sessions: OwnRecord['sessions'] }) {
  const { record: texts } = useTexts();
  const format = useFormat();
  const now = useNow(60_000);
  const endSession = useEndSession();
  const signOut = useSignOut();
  const others = sessions.filter(({ current }) => !current);
  const endAll = async () => {
    await Promise.allSettled(others.map(({ id }) => endSession.mutateAsync(id)));
    signOut.mutate();
  };
  return (
    <Section title={texts.sessions}>
      <Card>
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
              {sessions.map((session) => {
                const device = deviceOf(session.userAgent);
                return (
                  <Table.Tr key={session.id}>
                    <Table.Td title={session.userAgent}>
                      <b>{device ? texts.onDevice(device.browser, device.system) : texts.unknownDevice}</b>
                      <span className={`${classes.second} vl-mono`}>{session.address}</span>
                    </Table.Td>
                    <Table.Td className="vl-num vl-nowrap">{format.since(session.startedAt, now)}</Table.Td>
                    <Table.Td className="vl-num vl-nowrap">{format.since(session.lastSeenAt, now)}</Table.Td>
                    <Table.Td className="vl-num vl-nowrap">{format.since(session.expiresAt, now)}</Table.Td>
                    <Table.Td className={classes.end}>
                      {session.current ? (
                        <Chip tone="accent">{texts.thisOne}</Chip>
                      ) : (
                        <Button size="xs" onClick={() => endSession.mutate(session.id)}>
                          {texts.end}
                        </Button>
                      )}
                    </Table.Td>
                  </Table.Tr>
                );
              })}
            </Table.Tbody>
          </Table>
        </TableFrame>
      </Card>
      <Button mt={12} variant="danger" onClick={() => void endAll()}>
        {texts.endAll}
      </Button>
    </Section>
  );
}
