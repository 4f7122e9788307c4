import type { OwnKey } from '@virlab/contracts';
import { Table } from '@mantine/core';
import { Card, Chip, TableFrame } from '@virlab/ui';
import { useFormat } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { useTexts } from '../../texts/texts-provider';
import classes from './service-provider.module.css';

const TONES = { next: 'busy', active: 'ok', former: 'hold', retired: 'off' } as const;
const GROUP = /.{1,4}/g;

/** Our keys, where each stands in its life, and when the next step is safe. */
export function OwnKeys({ keys }: { keys: readonly OwnKey[] }) {
  const { own: texts, key: words } = useTexts().staff.federation;
  const format = useFormat();
  const now = useNow(60_000);
  const { columns } = texts;
  return (
    <div className={classes.stack}>
      <Card>
        <TableFrame label={texts.keys}>
          <Table className={classes.keys}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{columns.key}</Table.Th>
                <Table.Th>{columns.state}</Table.Th>
                <Table.Th>{columns.use}</Table.Th>
                <Table.Th>{columns.since}</Table.Th>
                <Table.Th>{columns.fingerprint}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {keys.map(({ id, state, uses, since, nextStepFrom, sha256, algorithm, bits, notAfter }) => (
                <Table.Tr key={id} data-key={id} data-state={state}>
                  <Table.Td>
                    <b>{id}</b>
                    <span className={classes.second}>
                      {bits === undefined
                        ? algorithm.toUpperCase()
                        : words.bits(algorithm.toUpperCase(), format.number(bits))}
                    </span>
                  </Table.Td>
                  <Table.Td>
                    <Chip tone={TONES[state]}>{texts.states[state]}</Chip>
                    <span className={classes.second}>{texts.stateMeans[state]}</span>
                  </Table.Td>
                  <Table.Td>{format.list(uses.map((use) => texts.uses[use]))}</Table.Td>
                  <Table.Td>
                    {format.since(since, now)}
                    <span className={classes.second}>
                      {nextStepFrom
                        ? texts.nextStep(format.since(nextStepFrom, now))
                        : `${words.until} ${format.date(notAfter)}`}
                    </span>
                  </Table.Td>
                  <Table.Td>
                    <code className={classes.fingerprint}>{(sha256.match(GROUP) ?? []).join(' ')}</code>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </TableFrame>
      </Card>
      <p className="vl-tiny vl-faint">{texts.rollover}</p>
    </div>
  );
}
