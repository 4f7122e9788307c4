import type { HostFault, HostPlace, HostTest, HostTestFailure } from '@virlab/contracts';
import { Button, Select } from '@mantine/core';
import { Card, StateGlyph, VerdictGlyph } from '@virlab/ui';
import { useState } from 'react';
import { useBootableTemplates } from '../../data/hosts';
import { useHostTest } from '../../data/host-test';
import { useAnnounce } from '../../shell/announcer';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import type { AddingTexts } from '../../texts/staff/hosts/adding-en';
import classes from './host-form.module.css';

/** Tries a host as it is typed, and shows each stage as it is measured. What is typed anew forgets the test. */
export function ConnectionTest({
  place,
  isFilled,
  onFinished,
}: {
  place: HostPlace;
  /** Whether its button is the one to press next. */
  isFilled: boolean;
  onFinished: (test: HostTest | undefined) => void;
}) {
  const { hosts } = useTexts().staff;
  const texts = hosts.adding;
  const announce = useAnnounce();
  const { data } = useBootableTemplates();
  const [templateId, setTemplateId] = useState<string | null>();
  const { test, problem, isRunning, start, stop } = useHostTest(place, (finished) => {
    onFinished(finished);
    if (!finished) return;
    const failed = finished.stages.find(({ state }) => state === 'failed');
    announce(failed ? `${texts.stages[failed.stage]}: ${texts.states.failed}` : texts.states.ok);
  });
  const templates = data?.templates ?? [];
  const chosen = templateId === undefined ? (templates[0]?.id ?? null) : templateId;
  return (
    <>
      <div className={classes.steps}>
        {templates.length > 0 ? (
          <Select
            label={texts.boot}
            value={chosen}
            placeholder={texts.bootNone}
            clearable
            data={templates.map(({ id, title }) => ({ value: id, label: title }))}
            onChange={setTemplateId}
          />
        ) : null}
        {isRunning ? (
          <Button onClick={stop}>{texts.stop}</Button>
        ) : (
          <Button variant={isFilled ? 'filled' : 'default'} onClick={() => start(chosen)}>
            {test || problem ? texts.testAgain : texts.test}
          </Button>
        )}
      </div>
      {problem ? (
        <p role="alert" className={classes.failure}>
          {problem.detail ?? problem.title}
        </p>
      ) : null}
      {test ? (
        <Card title={texts.testTitle} padded>
          <Stages test={test} />
        </Card>
      ) : null}
    </>
  );
}

function Stages({ test }: { test: HostTest }) {
  const { hosts } = useTexts().staff;
  const texts = hosts.adding;
  const format = useFormat();
  const gib = (mib: number) => format.number(Math.round(mib / 1024));
  return (
    <>
      <ol className={classes.stages}>
        {test.stages.map(({ stage, state, seconds, failure, words }) => (
          <li
            key={stage}
            data-stage={stage}
            data-state={state}
            {...(state === 'running' ? { 'aria-current': 'step' as const } : {})}
          >
            {state === 'running' ? (
              <StateGlyph shape="starting" size={16} plain />
            ) : (
              <VerdictGlyph
                verdict={state === 'ok' ? 'true' : state === 'failed' ? 'false' : 'missing'}
                size={16}
                plain={state === 'waiting' || state === 'left-out'}
              />
            )}
            <span>
              {texts.stages[stage]} <span className="vl-hidden">{texts.states[state]}</span>
            </span>
            <span className={classes.seconds}>
              {seconds !== undefined
                ? format.seconds(seconds)
                : state === 'left-out'
                  ? texts.states[state]
                  : ''}
            </span>
            {failure ? (
              <span className={classes.failure}>
                <FailureWords failure={failure} texts={texts} />
                {words ? (
                  <>
                    <br />
                    <span className={classes.said}>
                      {texts.said}: <code>{words}</code>
                    </span>
                  </>
                ) : null}
              </span>
            ) : null}
          </li>
        ))}
      </ol>
      {test.found ? (
        <p className={classes.result}>
          {texts.found(gib(test.found.memoryMiB), format.number(test.found.vcpus), test.found.version)}{' '}
          {test.found.machines === undefined ? '' : texts.foundMachines(format.number(test.found.machines))}
        </p>
      ) : null}
      {test.proof ? (
        <p className={classes.result}>
          <b>
            {texts.proof(
              hosts.kinds[test.proof.kind as keyof typeof hosts.kinds] ?? test.proof.kind,
              format.seconds(test.proof.bootSeconds),
            )}
          </b>
        </p>
      ) : null}
    </>
  );
}

function FailureWords({ failure, texts }: { failure: HostTestFailure; texts: AddingTexts }) {
  if (isFault(failure, texts)) return <b>{texts.faults[failure]}</b>;
  const { what, step } = texts.failures[failure];
  return (
    <>
      <b>{what}</b> {step}
    </>
  );
}

function isFault(failure: HostTestFailure, { faults }: AddingTexts): failure is HostFault['code'] {
  return Object.hasOwn(faults, failure);
}
