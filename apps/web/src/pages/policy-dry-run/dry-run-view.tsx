import type { Brake, DryRun, PolicyDraft } from '@virlab/contracts';
import { Button } from '@mantine/core';
import { Card, Figures, Note, WithSide } from '@virlab/ui';
import { IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { ProblemNote } from '../../features/provider-health/problem-note';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import { BrakeCard } from './brake-card';
import { FlowCard } from './flow-card';
import { mendAddress } from './mend-address';
import { NextStep } from './next-step';
import { PeopleCard } from './people-card';
import classes from './policy-dry-run.module.css';
import { RunHeader } from './run-header';
import { RunLead, RunProgress } from './run-lead';
import { TouchesCard } from './touches-card';
import type { RunChoice } from './use-run-choice';
import { typedWords } from './typed-words';

export interface DryRunViewProps {
  run: DryRun;
  draft: PolicyDraft;
  choice: RunChoice;
  title: string;
}

/** One dry run: the figures, who moves where, what it touches, the brake, and everybody it is about. */
export function DryRunView({ run, draft, choice, title }: DryRunViewProps) {
  const { dryRun: texts } = useTexts().staff;
  const format = useFormat();
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [glance, setGlance] = useState<{ from: string; to: string } | undefined>();
  const { figures, state } = run;
  const moving = figures.gain + figures.lose + figures.change;
  const isBraked = state === 'done' && run.brakes.length > 0;
  const isDraft = run.of === 'draft';
  const figure = (what: keyof DryRun['figures']) => ({
    value: format.number(figures[what]),
    words: texts.figures[what](figures[what] === 1),
  });
  return (
    <>
      <RunHeader
        title={title}
        draft={isDraft ? draft : undefined}
        actions={
          <>
            {choice.mayStart && state !== 'running' ? (
              <Button
                variant={run.isCurrent && state === 'done' ? 'default' : 'filled'}
                leftSection={<IconRefresh size={16} stroke={1.75} aria-hidden="true" />}
                onClick={choice.start}
                disabled={choice.isStarting}
              >
                {texts.again}
              </Button>
            ) : null}
            <NextStep run={run} draft={draft} confirmation={typedWords(run.brakes, typed)} />
          </>
        }
      >
        <RunLead run={run} draft={draft} />
      </RunHeader>
      <div className={classes.stack}>
        {choice.problem ? <ProblemNote problem={choice.problem} /> : null}
        {state === 'running' ? <RunProgress run={run} mayCancel={choice.mayStart} /> : null}
        {state === 'cancelled' ? <Note tone="hold">{texts.cancelled}</Note> : null}
        {state === 'failed' ? (
          <Note tone="bad">
            {texts.failed} {run.code ? <code>{run.code}</code> : null}
          </Note>
        ) : null}
        {state === 'done' && !run.isCurrent ? <Note tone="hold">{texts.stale}</Note> : null}
        <div className={classes.figures}>
          <Figures
            label={texts.figures.label}
            figures={[
              { ...figure('gain'), tone: 'ok' },
              { ...figure('lose'), tone: 'bad' },
              { ...figure('change'), tone: 'hold' },
              figure('same'),
            ]}
          />
        </div>
        {moving === 0 && state !== 'running' ? (
          <Card padded>
            <p className="vl-reading">
              <b>{texts.nobody}</b> {texts.nobodyMore}
            </p>
          </Card>
        ) : (
          <WithSide
            sideLabel={texts.touches.title}
            width={320}
            side={
              <>
                <TouchesCard touches={run.touches} />
                {isBraked
                  ? run.brakes.map((brake, index) => (
                      <BrakeCard
                        key={`${brake.about} ${brake.ref ?? ''}`}
                        brake={brake}
                        mend={isDraft ? mendOf(run.brakes, index) : 'no'}
                        typed={typed[brake.word] ?? ''}
                        onType={(text) => setTyped((all) => ({ ...all, [brake.word]: text }))}
                      />
                    ))
                  : null}
              </>
            }
          >
            <FlowCard run={run} onGlance={setGlance} />
          </WithSide>
        )}
        {moving > 0 ? <PeopleCard run={run} glance={glance} /> : null}
      </div>
    </>
  );
}

function mendOf(brakes: readonly Brake[], index: number): 'here' | 'above' {
  const steps = brakes.map(mendAddress);
  return steps.indexOf(steps[index] ?? '') === index ? 'here' : 'above';
}
