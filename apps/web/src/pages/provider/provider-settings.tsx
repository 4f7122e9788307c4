import { ApiError } from '@virlab/api-client';
import type { ProviderChange, ProviderDetail } from '@virlab/contracts';
import { Button, Switch } from '@mantine/core';
import { Card, CardList, Chip, ConfirmDialog } from '@virlab/ui';
import { type ReactNode, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useProviderSteps } from '../../data/providers';
import { ProblemNote } from '../../features/provider-health/problem-note';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import classes from './provider.module.css';

type Asking = 'off' | 'cbc' | 'assertionOnly' | 'remove';

/** What is chosen about a provider; each exception says what it means, and what weakens or shuts out is asked about. */
export function ProviderSettings({ provider }: { provider: ProviderDetail }) {
  const { shell, staff } = useTexts();
  const texts = staff.federation.one;
  const navigate = useNavigate();
  const { change, remove } = useProviderSteps(provider.entityId);
  const [asking, setAsking] = useState<Asking>();
  const { enabled, allows, title, source } = provider;
  const close = () => setAsking(undefined);
  const set = (next: ProviderChange) => change.mutate(next, { onSettled: close });
  const failure = change.error ?? remove.error;
  const dialogs: Record<Asking, DialogWords> = {
    off: {
      title: texts.offTitle(title),
      confirm: texts.offConfirm,
      means: texts.offKeeps,
      act: () => set({ enabled: false }),
    },
    cbc: {
      title: texts.cbcTitle(title),
      confirm: texts.cbcConfirm,
      means: texts.cbcHint,
      act: () => set({ allowsCbc: true }),
    },
    assertionOnly: {
      title: texts.assertionOnlyTitle(title),
      confirm: texts.assertionOnlyConfirm,
      means: texts.assertionOnlyHint,
      act: () => set({ signsAssertionOnly: true }),
    },
    remove: {
      title: texts.removeTitle(title),
      confirm: texts.remove,
      means: texts.removeMeans,
      act: () => remove.mutate(undefined, { onSuccess: () => void navigate('/providers'), onSettled: close }),
    },
  };
  const shown = asking ? dialogs[asking] : undefined;
  return (
    <div className={classes.stack}>
      <Card>
        <CardList>
          <Setting
            label={texts.enabled}
            hint={texts.enabledHint}
            on={enabled}
            onChange={(on) => (on ? set({ enabled: true }) : setAsking('off'))}
          />
          <Setting
            label={texts.cbc}
            hint={texts.cbcHint}
            on={allows.cbc}
            exception
            onChange={(on) => (on ? setAsking('cbc') : set({ allowsCbc: false }))}
          />
          <Setting
            label={texts.assertionOnly}
            hint={texts.assertionOnlyHint}
            on={allows.assertionOnlySignature}
            exception
            onChange={(on) => (on ? setAsking('assertionOnly') : set({ signsAssertionOnly: false }))}
          />
        </CardList>
      </Card>
      {failure instanceof ApiError ? <ProblemNote problem={failure.problem} /> : null}
      {source.kind === 'registered' ? (
        <div className={classes.steps}>
          <Button component={Link} to="/providers/add?way=url">
            {texts.replace}
          </Button>
          <Button variant="danger" onClick={() => setAsking('remove')}>
            {texts.remove}
          </Button>
        </div>
      ) : null}
      <ConfirmDialog
        opened={shown !== undefined}
        title={shown?.title ?? ''}
        confirm={shown?.confirm ?? ''}
        cancel={shell.cancel}
        onCancel={close}
        onConfirm={() => shown?.act()}
        lesser={
          asking === 'remove' && enabled
            ? { word: texts.lesser, onClick: () => set({ enabled: false }) }
            : undefined
        }
      >
        {asking === 'off' || asking === 'remove' ? <Loss provider={provider} /> : null}
        <p>{shown?.means}</p>
      </ConfirmDialog>
    </div>
  );
}

interface DialogWords {
  title: string;
  confirm: string;
  means: string;
  act: () => void;
}

function Loss({ provider: { people } }: { provider: ProviderDetail }): ReactNode {
  const { one: texts } = useTexts().staff.federation;
  const format = useFormat();
  return <p>{people > 0 ? texts.loss(format.number(people), people === 1) : texts.noLoss}</p>;
}

interface SettingProps {
  label: string;
  hint: string;
  on: boolean;
  /** Weakens something; shown beside the switch while it is on. */
  exception?: boolean;
  onChange: (on: boolean) => void;
}

function Setting({ label, hint, on, exception = false, onChange }: SettingProps) {
  const { one: texts } = useTexts().staff.federation;
  return (
    <li className={classes.setting}>
      <Switch
        label={label}
        description={hint}
        checked={on}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      {exception && on ? <Chip tone="hold">{texts.exception}</Chip> : null}
    </li>
  );
}
