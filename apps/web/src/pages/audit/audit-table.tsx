import type { AuditEvent } from '@virlab/contracts';
import { Table } from '@mantine/core';
import { Card, StateGlyph, TableFrame, VerdictGlyph } from '@virlab/ui';
import { Fragment, useId, useState } from 'react';
import { useFormat } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { useTexts } from '../../texts/texts-provider';
import { auditDay, auditMoment } from './audit-moment';
import classes from './audit.module.css';
import { EventFacts } from './event-facts';
import { readableFacts } from './readable-facts';

export interface AuditTableProps {
  events: readonly AuditEvent[];
  /** Looks for something else in the trail. */
  onSearch: (search: string) => void;
}

/** The trail, newest first; a row opens in place. */
export function AuditTable({ events, onSearch }: AuditTableProps) {
  const { audit: texts } = useTexts().staff;
  const [open, setOpen] = useState<number>();
  const { columns } = texts;
  return (
    <Card>
      <TableFrame label={texts.title}>
        <Table className={classes.table}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th aria-sort="descending">
                {columns.when} <span aria-hidden="true">↓</span>
              </Table.Th>
              <Table.Th>{columns.who}</Table.Th>
              <Table.Th>{columns.what}</Table.Th>
              <Table.Th>{columns.on}</Table.Th>
              <Table.Th>{columns.from}</Table.Th>
              <Table.Th>{columns.rule}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {events.map((event) => (
              <EventRows
                key={event.sequence}
                event={event}
                isOpen={open === event.sequence}
                onToggle={() => setOpen(open === event.sequence ? undefined : event.sequence)}
                onSearch={onSearch}
              />
            ))}
          </Table.Tbody>
        </Table>
      </TableFrame>
    </Card>
  );
}

interface EventRowsProps {
  event: AuditEvent;
  isOpen: boolean;
  onToggle: () => void;
  onSearch: (search: string) => void;
}

function EventRows({ event, isOpen, onToggle, onSearch }: EventRowsProps) {
  const { audit: texts, sentence } = useTexts().staff;
  const format = useFormat();
  const now = useNow(60_000);
  const id = useId();
  const what = texts.what[event.kind](readableFacts(event.facts, format), event.outcome === 'ok');
  const { actor, subject, address, port, ruleId, policyVersion } = event;
  return (
    <Fragment>
      <Table.Tr
        className={classes.row}
        data-event={event.sequence}
        data-open={isOpen}
        // The button in the first cell says the same to keyboards and screen readers.
        onClick={onToggle}
      >
        <Table.Td>
          <button
            type="button"
            className={classes.when}
            aria-expanded={isOpen}
            aria-controls={id}
            aria-label={`${auditMoment(event.at, format)}, ${texts.open(what)}`}
            title={event.at}
            onClick={(click) => {
              click.stopPropagation();
              onToggle();
            }}
          >
            {auditMoment(event.at, format)}
            <span className={classes.day}>{auditDay(event.at, now, format)}</span>
          </button>
        </Table.Td>
        <Table.Td className="vl-nowrap">
          <b>{actor.as === 'unknown' ? texts.somebody : actor.displayName}</b>
          <span className={classes.second}>{texts.as[actor.as] ?? sentence.roles[actor.as] ?? actor.as}</span>
        </Table.Td>
        <Table.Td>
          <span className={classes.what}>
            <OutcomeGlyph outcome={event.outcome} />
            <span className="vl-hidden">{texts.outcomes[event.outcome]}:</span>
            <span className={classes.words}>
              {what}
              {event.code && event.outcome !== 'ok' ? (
                <code className={classes.code}>{event.code}</code>
              ) : null}
            </span>
          </span>
        </Table.Td>
        <Table.Td className={classes.on} title={subject?.title}>
          {subject ? shortTitle(subject.title) : ''}
        </Table.Td>
        <Table.Td className={classes.from}>
          {address ? `${address.includes(':') ? `[${address}]` : address}${port ? `:${port}` : ''}` : ''}
        </Table.Td>
        <Table.Td className="vl-nowrap">
          {ruleId}
          {policyVersion === undefined ? null : (
            <span className={ruleId ? classes.second : 'vl-muted'}>
              {texts.version(format.number(policyVersion))}
            </span>
          )}
        </Table.Td>
      </Table.Tr>
      {isOpen ? (
        <Table.Tr id={id} className={classes.details} data-details={event.sequence}>
          <Table.Td />
          <Table.Td colSpan={5}>
            <EventFacts event={event} onSearch={onSearch} />
          </Table.Td>
        </Table.Tr>
      ) : null}
    </Fragment>
  );
}

function OutcomeGlyph({ outcome }: { outcome: AuditEvent['outcome'] }) {
  if (outcome === 'failed') return <StateGlyph shape="failed" />;
  return <VerdictGlyph verdict={outcome === 'ok' ? 'true' : 'false'} />;
}

/** The host of an address: entity ids of providers are long, and the opened row has the whole. */
function shortTitle(title: string): string {
  return /^https?:\/\//.test(title) && URL.canParse(title) ? new URL(title).host : title;
}
