import type { Capacity, CapacitySeries } from '@virlab/contracts';
import { Table } from '@mantine/core';
import { TableFrame } from '@virlab/ui';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import { amountOf, isTold } from './chart-geometry';
import classes from './capacity.module.css';

/** The numbers of the chart, a row for each span in which something is needed. */
export function CapacityTable({
  capacity,
  resource,
  hidden,
}: {
  capacity: Capacity;
  resource: CapacitySeries;
  /** Read out, not seen. */
  hidden: boolean;
}) {
  const { capacity: texts } = useTexts().staff.hosts;
  const format = useFormat();
  const codes = new Map(capacity.lessons.map(({ id, code }) => [id, code]));
  const rows = capacity.steps.filter(({ lessonIds }) => lessonIds.length > 0);
  const figure = (value: number) => format.number(Math.round(value * 10) / 10);
  const table = (
    <Table data-testid="capacity-table" aria-label={`${texts.table.label}: ${texts.planned[resource]}`}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{texts.table.when}</Table.Th>
          <Table.Th>{texts.table.lessons}</Table.Th>
          <Table.Th className={classes.right}>{texts.table.need}</Table.Th>
          <Table.Th className={classes.right}>{texts.table.have}</Table.Th>
          <Table.Th className={classes.right}>{texts.table.short}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ from, to, lessonIds, need, have, short }) => (
          <Table.Tr key={from}>
            <Table.Td className="vl-num">
              {format.weekday(from)}, {format.time(from)}–{format.time(to)}
            </Table.Td>
            <Table.Td>{format.list(lessonIds.map((id) => codes.get(id) ?? id))}</Table.Td>
            <Table.Td className={`${classes.right} vl-num`}>{figure(amountOf(need, resource))}</Table.Td>
            <Table.Td className={`${classes.right} vl-num`}>
              {isTold(have, resource) ? figure(amountOf(have, resource)) : '?'}
            </Table.Td>
            <Table.Td className={`${classes.right} vl-num`}>
              {amountOf(short, resource) > 0 ? (
                <b className={classes.missing}>{figure(amountOf(short, resource))}</b>
              ) : (
                '–'
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
  return hidden ? (
    <div className="vl-hidden">{table}</div>
  ) : (
    <TableFrame label={texts.table.label}>{table}</TableFrame>
  );
}
