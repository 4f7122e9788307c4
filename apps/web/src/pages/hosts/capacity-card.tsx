import type { Capacity, CapacityFinding, CapacitySeries, Host } from '@virlab/contracts';
import { Button, SegmentedControl } from '@mantine/core';
import { Card } from '@virlab/ui';
import { useEffect, useState } from 'react';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import { CapacityChart, shortOf } from './capacity-chart';
import { CapacityTable } from './capacity-table';
import classes from './capacity.module.css';
import { isTold } from './chart-geometry';
import { DiskRoom } from './disk-room';

/** The schedule beside what there is, as a picture or (by the key T) as its numbers, and below what would mend it. */
export function CapacityCard({ capacity, hosts }: { capacity: Capacity; hosts: readonly Host[] }) {
  const { capacity: texts } = useTexts().staff.hosts;
  const format = useFormat();
  const worst = capacity.findings[0];
  const [resource, setResource] = useState<CapacitySeries>(worst?.resource ?? 'memory');
  const [isTable, setIsTable] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
      if (event.key.toLowerCase() === 't' && isPlain && !isTyping(event.target)) setIsTable((was) => !was);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  const { away, unknown } = capacity.hosts;
  const isKnown = capacity.steps.some(({ have }) => isTold(have, resource));
  const untold = [
    ...new Set(capacity.lessons.filter(({ diskMiB }) => diskMiB === undefined).map(({ code }) => code)),
  ];
  return (
    <Card
      title={texts.planned[resource]}
      aside={
        <SegmentedControl
          withItemsBorders={false}
          aria-label={texts.resource}
          value={resource}
          onChange={(next) => setResource(next as CapacitySeries)}
          data={(['memory', 'cpu', 'disk'] as const).map((value) => ({
            value,
            label: texts.resources[value],
          }))}
        />
      }
    >
      {isTable ? null : <CapacityChart capacity={capacity} resource={resource} />}
      <CapacityTable capacity={capacity} resource={resource} hidden={!isTable} />
      <div className={classes.foot}>
        {isKnown ? (
          <span className={classes.legend}>
            <i aria-hidden="true" />
            {texts.have}
            {away.length > 0 ? ` (${texts.away(format.list(away.map(({ title }) => title)))})` : ''}
          </span>
        ) : null}
        {resource === 'disk' ? (
          <span className="vl-muted">
            {isKnown ? texts.disksGrow : texts.disksUnknown}
            {untold.length > 0 ? ` ${texts.disksUntold(format.list(untold))}` : ''}
          </span>
        ) : null}
        <DiskRoom hosts={hosts} onlyLow={resource !== 'disk'} />
        {unknown.length > 0 ? (
          <span className="vl-muted">
            {texts.unknown(format.number(unknown.length), unknown.length === 1)}
          </span>
        ) : null}
        <span className={classes.mend}>
          {capacity.findings
            .filter((finding) => finding.resource === resource)
            .slice(0, 3)
            .map((finding) => (
              <Mend key={finding.from} finding={finding} capacity={capacity} />
            ))}
        </span>
        <Button size="xs" title={texts.tableKey} onClick={() => setIsTable(!isTable)}>
          {isTable ? texts.showChart : texts.showTable}
        </Button>
      </div>
    </Card>
  );
}

/** `Thursday 10:00: move CS101 A to Wednesday, or add a host of 48 GiB.` */
function Mend({ finding, capacity }: { finding: CapacityFinding; capacity: Capacity }) {
  const { capacity: texts } = useTexts().staff.hosts;
  const format = useFormat();
  const { resource, from, move, putBack, add, lessonIds } = finding;
  const codeOf = (id: string) => capacity.lessons.find((lesson) => lesson.id === id)?.code ?? id;
  const others = [
    ...(move ? [texts.mend.move(codeOf(move.lessonId), format.weekday(move.to))] : []),
    ...(putBack.length > 0 ? [texts.mend.putBack(format.list(putBack.map(({ title }) => title)))] : []),
  ];
  const host = texts.mend.add[resource](shortOf(add, resource, format));
  return (
    <span title={texts.mend.of(format.list(lessonIds.map(codeOf)))}>
      <b>
        {format.weekday(from)} {format.time(from)}:
      </b>{' '}
      {others.length === 0 ? host : texts.mend.or(others.join(', '), host)}.
    </span>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input, textarea, select, [contenteditable], dialog, [role=dialog]') !== null
  );
}
