import { ApiError } from '@virlab/api-client';
import type { TemplateDetail, TemplateVersion } from '@virlab/contracts';
import { Button, Modal } from '@mantine/core';
import { Card, CardList, Chip } from '@virlab/ui';
import { useState } from 'react';
import { useTemplateSteps } from '../../data/templates';
import { ProblemNote } from '../../features/provider-health/problem-note';
import { sayMiB } from '../../features/template-form/say-bytes';
import { useAnnounce } from '../../shell/announcer';
import { useFormat } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { useTexts } from '../../texts/texts-provider';
import classes from './template.module.css';

type Step = { do: 'make-current' | 'remove'; version: number };

/** Every version, the newest first, with how many machines still stand on it. */
export function VersionsList({ template, mayWrite }: { template: TemplateDetail; mayWrite: boolean }) {
  const { pools } = useTexts().staff;
  const texts = pools.template;
  const format = useFormat();
  const announce = useAnnounce();
  const { makeCurrent, removeVersion } = useTemplateSteps();
  const [step, setStep] = useState<Step | null>(null);
  const { id, current, history } = template;
  const error = makeCurrent.error ?? removeVersion.error;
  const ask = (next: Step) => {
    makeCurrent.reset();
    removeVersion.reset();
    setStep(next);
  };
  const confirm = () => {
    if (!step) return;
    const { version } = step;
    const end = (note: string) => ({
      onSuccess: () => {
        setStep(null);
        announce(note);
      },
    });
    if (step.do === 'remove') {
      removeVersion.mutate({ id, version }, end(texts.notes.removed(format.number(version))));
    } else {
      const wish = { id, version, inForce: current.version };
      makeCurrent.mutate(wish, end(texts.notes.current(format.number(version))));
    }
  };
  const shown = format.number(step?.version ?? 0);
  return (
    <Card title={texts.versions}>
      <CardList label={texts.versions}>
        {history.map((version) => (
          <li key={version.version} className={classes.version} data-version={version.version}>
            <Version version={version} />
            {mayWrite && !version.isCurrent ? (
              <span className={classes.steps}>
                <Button size="xs" onClick={() => ask({ do: 'make-current', version: version.version })}>
                  {texts.makeCurrent}
                </Button>
                {version.machines === 0 ? (
                  <Button
                    size="xs"
                    variant="subtle"
                    onClick={() => ask({ do: 'remove', version: version.version })}
                  >
                    {texts.remove}
                  </Button>
                ) : null}
              </span>
            ) : null}
          </li>
        ))}
      </CardList>
      {step ? (
        <Modal
          opened
          onClose={() => setStep(null)}
          title={step.do === 'remove' ? texts.removeTitle(shown) : texts.makeCurrentTitle(shown)}
          withCloseButton={false}
          size={480}
        >
          <div className={classes.dialog}>
            <p>{step.do === 'remove' ? texts.removeMeans : texts.makeCurrentMeans}</p>
            {error instanceof ApiError ? <ProblemNote problem={error.problem} /> : null}
            <div className={classes.dialogSteps}>
              <Button variant="subtle" onClick={() => setStep(null)}>
                {texts.cancel}
              </Button>
              <Button
                variant={step.do === 'remove' ? 'danger' : 'filled'}
                disabled={makeCurrent.isPending || removeVersion.isPending}
                onClick={confirm}
                data-testid="confirm"
              >
                {step.do === 'remove' ? texts.remove : texts.makeCurrent}
              </Button>
            </div>
          </div>
        </Modal>
      ) : null}
    </Card>
  );
}

function Version({ version }: { version: TemplateVersion }) {
  const { pools } = useTexts().staff;
  const texts = pools.template;
  const format = useFormat();
  const now = useNow(60_000);
  const { machines, memoryMiB, vcpus, image } = version;
  return (
    <div className={classes.matter}>
      <p className={classes.versionHead}>
        <b>{pools.version(format.number(version.version))}</b>
        {version.isCurrent ? <Chip tone="ok">{texts.isCurrent}</Chip> : null}
      </p>
      {version.comment ? <p>{version.comment}</p> : null}
      <p className={classes.facts}>
        {pools.makeup(sayMiB(memoryMiB, format), format.number(vcpus), vcpus === 1)}
        {' · '}
        {machines === 0 ? texts.noMachines : texts.machines(format.number(machines), machines === 1)}
      </p>
      <p className={classes.path}>{image}</p>
      <p className={classes.facts}>{texts.madeBy(version.by, format.since(version.at, now))}</p>
    </div>
  );
}
