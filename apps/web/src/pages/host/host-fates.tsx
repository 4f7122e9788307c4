import { Table } from '@mantine/core';
import { Card, TableFrame } from '@virlab/ui';
import { useHostDrain } from '../../data/hosts';
import { fateWords } from '../../features/host-mode/fate-words';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import classes from './host.module.css';

/** Every machine of a host, and where it would go if the host took no more. */
export function HostFates({ hostId }: { hostId: string }) {
  const { mode: texts } = useTexts().staff.hosts;
  const format = useFormat();
  const { data } = useHostDrain(hostId);
  if (!data) return null;
  const { all, on, moves, stays } = data.counts;
  return (
    <Card title={texts.where}>
      <p className={classes.lead}>
        {all === 0
          ? texts.noMachines
          : texts.counts(format.number(all), format.number(on), format.number(moves), format.number(stays))}
      </p>
      {all === 0 ? null : (
        <TableFrame label={texts.where}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{texts.columns.machine}</Table.Th>
                <Table.Th>{texts.columns.owner}</Table.Th>
                <Table.Th>{texts.columns.pool}</Table.Th>
                <Table.Th>{texts.columns.fate}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {data.machines.map((fate) => (
                <Table.Tr key={fate.machineId}>
                  <Table.Td>
                    <b>{fate.name}</b>
                  </Table.Td>
                  <Table.Td>{fate.owner?.displayName ?? texts.spare}</Table.Td>
                  <Table.Td>{fate.pool.title}</Table.Td>
                  <Table.Td>{fateWords(fate, texts)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </TableFrame>
      )}
      {all > data.machines.length ? (
        <p className={classes.lead}>{texts.more(format.number(all - data.machines.length))}</p>
      ) : null}
    </Card>
  );
}
