import type { DryRun, DryRunRow, StateShape } from '@virlab/contracts';
import { Table } from '@mantine/core';
import { Chip, RawValue, StateWord, TableFrame, VerdictGlyph } from '@virlab/ui';
import { Fragment, useState } from 'react';
import { useFormat } from '../../shell/session-context';
import { STATE_WORDS } from '../../texts/machines/states';
import { attributeName, shortValue } from '../../texts/staff/attribute-name';
import { useLanguage, useTexts } from '../../texts/texts-provider';
import classes from './policy-dry-run.module.css';
import { rightWords } from './right-words';
import { TracesRow } from './traces-row';

/** One row a right that moves; a row opens to both traces. */
export function PeopleTable({ run, rows }: { run: DryRun; rows: readonly DryRunRow[] }) {
  const { people: texts } = useTexts().staff.dryRun;
  const [open, setOpen] = useState<string>();
  const { columns } = texts;
  return (
    <TableFrame label={texts.title}>
      <Table className={classes.table} highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{columns.person}</Table.Th>
            <Table.Th>{columns.university}</Table.Th>
            <Table.Th>{columns.what}</Table.Th>
            <Table.Th>{columns.right}</Table.Th>
            <Table.Th>{columns.value}</Table.Th>
            <Table.Th>{columns.now}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => {
            const key = `${row.person.ref} ${row.target.kind}:${row.target.ref}`;
            return (
              <Fragment key={key}>
                <Row row={row} isOpen={open === key} onOpen={() => setOpen(open === key ? undefined : key)} />
                {open === key ? <TracesRow run={run} row={row} columns={6} /> : null}
              </Fragment>
            );
          })}
        </Table.Tbody>
      </Table>
    </TableFrame>
  );
}

const VERDICTS = { gain: 'true', lose: 'false', change: 'notAsked' } as const;
const WHAT_TONES = { gain: 'ok', lose: 'bad', change: 'hold' } as const;

function Row({ row, isOpen, onOpen }: { row: DryRunRow; isOpen: boolean; onOpen: () => void }) {
  const { staff } = useTexts();
  const texts = staff.dryRun.people;
  const format = useFormat();
  const words = rightWords(row, staff, format);
  const { person, what } = row;
  return (
    <Table.Tr data-person={person.ref}>
      <Table.Td>
        <button
          type="button"
          className={classes.opener}
          aria-expanded={isOpen}
          title={texts.open(person.displayName)}
          onClick={onOpen}
        >
          {person.hidden ? <code>{person.displayName}</code> : person.displayName}
        </button>
      </Table.Td>
      <Table.Td className="vl-muted">{row.university}</Table.Td>
      <Table.Td>
        <span className={classes.what} data-tone={WHAT_TONES[what]}>
          <VerdictGlyph verdict={VERDICTS[what]} plain />
          {texts.whats[what]}
        </span>
      </Table.Td>
      <Table.Td>
        <span className="vl-muted">{words.before} →</span> {words.after}
      </Table.Td>
      <Table.Td>
        <Cause cause={row.cause} />
      </Table.Td>
      <Table.Td>
        <OnNow now={row.now} />
      </Table.Td>
    </Table.Tr>
  );
}

function Cause({ cause: { kind, attr, seen } }: Pick<DryRunRow, 'cause'>) {
  const { dryRun, sentence } = useTexts().staff;
  const isMissing = kind === 'notReleased' || kind === 'dropped';
  return (
    <span className={classes.cause}>
      {attr ? <b title={attr}>{attributeName(sentence, attr).name}</b> : null}
      {seen.slice(0, 3).map((value) => (
        <RawValue key={value} dropped={kind === 'dropped'}>
          {shortValue(sentence, attr ?? '', value)}
        </RawValue>
      ))}
      {kind === 'otherValue' && seen.length > 0 ? null : (
        <Chip tone={isMissing ? 'hold' : kind === 'denied' ? 'bad' : 'off'}>
          {dryRun.people.causes[kind]}
        </Chip>
      )}
    </span>
  );
}

function OnNow({ now: { state, hasConsole } }: Pick<DryRunRow, 'now'>) {
  const { people: texts } = useTexts().staff.dryRun;
  const { language } = useLanguage();
  if (state === undefined) return <span className="vl-muted">{texts.never}</span>;
  const shape: StateShape = isShape(state) ? state : 'unknown';
  return (
    <span className={classes.onNow}>
      <StateWord state={shape}>{STATE_WORDS[language][shape]}</StateWord>
      {hasConsole ? <span className="vl-small vl-muted">{texts.console}</span> : null}
    </span>
  );
}

function isShape(state: string): state is StateShape {
  return state in STATE_WORDS.en;
}
