import type { Usage, UsageRow } from '@virlab/contracts';
import { Table } from '@mantine/core';
import { Card, TableFrame } from '@virlab/ui';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import classes from './usage.module.css';

/** One row a class, pool or person; the most hours first. */
export function UsageTable({ usage }: { usage: Usage }) {
  const { usage: texts } = useTexts().staff;
  const format = useFormat();
  const { columns } = texts;
  const number = `${classes.right} vl-num vl-nowrap`;
  const nameOf = ({ ref, title }: UsageRow) =>
    ref === null ? texts.nobody[usage.by] : (title ?? texts.gone(ref));
  return (
    <Card>
      <TableFrame label={texts.title}>
        <Table className={classes.table}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{columns[usage.by]}</Table.Th>
              <Table.Th className={classes.right}>{columns.runs}</Table.Th>
              <Table.Th className={classes.right}>{columns.machines}</Table.Th>
              <Table.Th className={classes.right}>{columns.hours}</Table.Th>
              <Table.Th className={classes.right}>{columns.memory}</Table.Th>
              <Table.Th className={classes.right}>{columns.processors}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {usage.rows.map((row) => (
              <Table.Tr key={row.ref ?? ''} data-ref={row.ref}>
                <Table.Td>
                  <b>{nameOf(row)}</b>
                </Table.Td>
                <Table.Td className={number}>{format.number(row.runs)}</Table.Td>
                <Table.Td className={number}>{format.number(row.machines)}</Table.Td>
                <Table.Td className={number}>{format.number(row.machineHours)}</Table.Td>
                <Table.Td className={number}>{format.number(row.memoryGiBHours)}</Table.Td>
                <Table.Td className={number}>{format.number(row.vcpuHours)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </TableFrame>
    </Card>
  );
}
