import { ApiError } from '@virlab/api-client';
import type { DryRun, DryRunRow, DryRunTraces } from '@virlab/contracts';
import { Button, Table } from '@mantine/core';
import { RowsLoading, VerdictGlyph } from '@virlab/ui';
import { Link } from 'react-router';
import { useDryRunTraces } from '../../data/dry-runs';
import { WayTree } from '../../features/decision-tree/way-tree';
import { ProblemNote } from '../../features/provider-health/problem-note';
import { useTexts } from '../../texts/texts-provider';
import classes from './policy-dry-run.module.css';

const NOTHING_DROPPED: ReadonlySet<string> = new Set();

/** How one person is decided about now and if published, side by side; on phones one under the other. */
export function TracesRow({ run, row, columns }: { run: DryRun; row: DryRunRow; columns: number }) {
  const { staff, shell } = useTexts();
  const texts = staff.dryRun.people;
  const target = `${row.target.kind}:${row.target.ref}`;
  const traces = useDryRunTraces(run.id, row.person.ref, target);
  return (
    <Table.Tr className={classes.opened}>
      <Table.Td colSpan={columns}>
        <div className={classes.tracesFrame}>
          {traces.data ? (
            <div className={classes.traces}>
              <Side title={texts.before} side={traces.data.before} gives={traces.data.target.title} />
              <Side title={texts.after} side={traces.data.after} gives={traces.data.target.title} />
            </div>
          ) : traces.error instanceof ApiError ? (
            <ProblemNote problem={traces.error.problem} />
          ) : (
            <RowsLoading rows={3} height={44} label={shell.loading} longLabel={shell.loadingLong} />
          )}
          {row.person.id ? (
            <Button
              size="xs"
              component={Link}
              to={`/policy/why?${new URLSearchParams({ person: row.person.id, target })}`}
            >
              {texts.toWhy}
            </Button>
          ) : null}
        </div>
      </Table.Td>
    </Table.Tr>
  );
}

interface SideProps {
  title: string;
  side: DryRunTraces['before'];
  gives: string;
}

function Side({ title, side: { has, rules }, gives }: SideProps) {
  const { people: texts } = useTexts().staff.dryRun;
  return (
    <section className={classes.side} aria-label={title}>
      <h4>
        {title}
        <span className={classes.what} data-tone={has ? 'ok' : 'bad'}>
          <VerdictGlyph verdict={has ? 'true' : 'false'} />
          {has ? texts.has : texts.hasNot}
        </span>
      </h4>
      {rules.length === 0 ? <p className="vl-muted">{texts.noRules}</p> : null}
      {rules.map((way) => (
        <WayTree key={way.ruleId} way={way} gives={gives} dropped={NOTHING_DROPPED} />
      ))}
    </section>
  );
}
