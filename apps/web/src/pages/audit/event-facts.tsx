import type { AuditEvent } from '@virlab/contracts';
import { Button } from '@mantine/core';
import { groupReference, KeyValues } from '@virlab/ui';
import { IconFilter, IconHelpCircle, IconUser } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useFormat, useSession } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import classes from './audit.module.css';
import { readable } from './readable-facts';

/** Facts that are shown as code, letter by letter. */
const RAW = new Set([
  'assertion',
  'request',
  'account',
  'console',
  'sourceHash',
  'idp',
  'authnContext',
  'identifier',
]);

/** Kinds of events that a decision about a person and a right stands behind. */
const DECIDED = new Set<AuditEvent['kind']>([
  'policy.decided',
  'machine.action',
  'console.ticket',
  'console.opened',
  'console.closed',
  'console.refused',
]);

export interface EventFactsProps {
  event: AuditEvent;
  onSearch: (search: string) => void;
}

/** Everything that was written about one event, and where it leads. */
export function EventFacts({ event, onSearch }: EventFactsProps) {
  const { audit: texts } = useTexts().staff;
  const format = useFormat();
  const { abilities } = useSession();
  const names = texts.factNames;
  const code = (value: string | undefined) => (value ? <code>{value}</code> : undefined);
  const { actor, subject, requestId, sessionRef, facts } = event;
  const person = subject?.kind === 'person' ? subject.id : actor.id;
  const particular = Object.entries(facts).map(
    ([name, value]) => [names[name] ?? name, RAW.has(name) ? code(value) : readable(value, format)] as const,
  );
  return (
    <div className={classes.facts}>
      <KeyValues entries={[...particular, [names['subject'] ?? '', subjectWords(subject)]]} />
      <KeyValues
        entries={[
          [names['code'] ?? '', code(event.code)],
          [names['request'] ?? '', requestId ? code(groupReference(requestId)) : undefined],
          [names['session'] ?? '', code(sessionRef)],
          [names['sequence'] ?? '', format.number(event.sequence)],
          [names['hash'] ?? '', <code key="hash">{grouped(event.hash)}</code>],
          [names['at'] ?? '', <code key="at">{event.at}</code>],
        ]}
      />
      <div className={classes.links}>
        {person && DECIDED.has(event.kind) && abilities.includes('people.read') ? (
          <Button
            size="xs"
            component={Link}
            to={`/policy/why?${new URLSearchParams({ audit: String(event.sequence) })}`}
            leftSection={<IconHelpCircle size={16} stroke={1.75} aria-hidden="true" />}
          >
            {event.outcome === 'ok' ? texts.links.whyThen.ok : texts.links.whyThen.other}
          </Button>
        ) : null}
        {person && abilities.includes('policy.read') ? (
          <Button
            size="xs"
            component={Link}
            to={`/policy/why?person=${encodeURIComponent(person)}`}
            leftSection={<IconHelpCircle size={16} stroke={1.75} aria-hidden="true" />}
          >
            {texts.links.why}
          </Button>
        ) : null}
        {actor.as === 'system' || actor.as === 'unknown' ? null : (
          <Step icon={IconUser} word={texts.links.person} onClick={() => onSearch(actor.displayName)} />
        )}
        {subject ? (
          <Step icon={IconFilter} word={texts.links.subject} onClick={() => onSearch(subject.title)} />
        ) : null}
        {requestId ? (
          <Step icon={IconFilter} word={texts.links.request} onClick={() => onSearch(requestId)} />
        ) : null}
      </div>
    </div>
  );
}

function Step({ icon: Icon, word, onClick }: { icon: typeof IconUser; word: string; onClick: () => void }) {
  return (
    <Button size="xs" leftSection={<Icon size={16} stroke={1.75} aria-hidden="true" />} onClick={onClick}>
      {word}
    </Button>
  );
}

function subjectWords(subject: AuditEvent['subject']) {
  if (!subject) return undefined;
  return (
    <>
      {subject.title} <code className="vl-faint">{subject.id === subject.title ? '' : subject.id}</code>
    </>
  );
}

/** The first and the last bytes of a hash, which is enough to compare by eye. */
function grouped(hash: string): string {
  return hash.length <= 16 ? hash : `${hash.slice(0, 4)} ${hash.slice(4, 8)} … ${hash.slice(-4)}`;
}
