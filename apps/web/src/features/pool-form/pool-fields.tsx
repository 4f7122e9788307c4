import type { PoolDetail, PoolKind, PoolSettings } from '@virlab/contracts';
import { Checkbox, Select, TextInput } from '@mantine/core';
import { Card } from '@virlab/ui';
import type { PoolTexts } from '../../texts/staff/pool/en';
import { useTexts } from '../../texts/texts-provider';
import { HalfSentence } from './half-sentence';
import { HostsField, optionsOf } from './hosts-field';
import { OpensField } from './opens-field';
import { PartsField } from './parts-field';
import { type PoolDraft, placeOf, type Typed } from './pool-draft';
import type { FaultAt } from './pool-faults';
import classes from './pool-form.module.css';

export interface PoolFieldsProps {
  choices: PoolDetail['choices'];
  /** IANA name of the campus clock. */
  zone: string;
  draft: PoolDraft;
  faultAt: FaultAt;
  disabled: boolean;
  onChange: (more: Partial<PoolDraft>) => void;
}

/** Everything that is said of a pool, in five cards. */
export function PoolFields(props: PoolFieldsProps) {
  const { pool: texts } = useTexts().staff;
  const { zone, draft, faultAt, disabled, onChange } = props;
  const isGroup = draft.kind === 'group';
  return (
    <>
      <WhatItIs {...props} />
      <Card title={texts.howMany} padded>
        <div className={classes.fields}>
          <NumberField field="size" {...props} />
          {isGroup ? null : (
            <>
              <NumberField field="warmSpares" {...props} />
              <Checkbox
                label={texts.prestart}
                checked={draft.prestart}
                disabled={disabled}
                onChange={(event) => onChange({ prestart: event.currentTarget.checked })}
              />
            </>
          )}
        </div>
      </Card>
      <Card title={texts.whose} padded>
        <div className={classes.fields}>
          <NumberField field="leaseHours" {...props} />
          {draft.leaseHours === '' ? null : <NumberField field="renewals" {...props} />}
          <NumberField field="keepDays" {...props} />
        </div>
      </Card>
      <Card title={texts.when} padded>
        <div className={classes.fields}>
          <OpensField
            opens={draft.opens}
            zone={zone}
            faultAt={faultAt}
            disabled={disabled}
            onChange={(opens) => onChange({ opens })}
          />
          <NumberField field="idleMinutes" {...props} />
          <NumberField field="limitMinutes" {...props} />
        </div>
      </Card>
      <Card title={texts.also} padded>
        <div className={classes.fields}>
          <Select
            label={texts.network}
            data={entriesOf(texts.networks)}
            value={draft.network}
            allowDeselect={false}
            disabled={disabled}
            error={faultAt('settings.network')}
            onChange={(network) =>
              onChange({ network: (network ?? draft.network) as PoolSettings['network'] })
            }
          />
          <NumberField field="snapshots" {...props} />
        </div>
      </Card>
    </>
  );
}

function WhatItIs({ choices, draft, faultAt, disabled, onChange }: PoolFieldsProps) {
  const { pool: texts } = useTexts().staff;
  const { templates, hosts, classes: ofClasses } = choices;
  return (
    <Card title={texts.what} padded>
      <div className={classes.fields}>
        <TextInput
          label={texts.title}
          value={draft.title}
          maxLength={256}
          disabled={disabled}
          error={faultAt('title')}
          onChange={(event) => onChange({ title: event.currentTarget.value })}
        />
        <Select
          label={texts.kind}
          data={entriesOf(texts.kinds)}
          value={draft.kind}
          allowDeselect={false}
          disabled={disabled}
          error={faultAt('kind')}
          onChange={(kind) => onChange({ kind: (kind ?? draft.kind) as PoolKind })}
        />
        <Select
          label={texts.template}
          data={optionsOf(templates, draft.template)}
          value={draft.template}
          allowDeselect={false}
          disabled={disabled}
          error={faultAt('template')}
          onChange={(template) => onChange({ template: template ?? draft.template })}
        />
        {draft.kind === 'group' ? (
          <PartsField
            parts={draft.parts}
            templates={templates}
            usual={draft.template}
            faultAt={faultAt}
            disabled={disabled}
            onChange={(parts) => onChange({ parts })}
          />
        ) : null}
        <Select
          label={texts.class}
          placeholder={texts.classNone}
          data={optionsOf(ofClasses, draft.class)}
          value={draft.class}
          clearable
          disabled={disabled}
          error={faultAt('class')}
          onChange={(chosen) => onChange({ class: chosen })}
        />
        <HostsField
          hosts={draft.hosts}
          choices={hosts}
          faultAt={faultAt}
          disabled={disabled}
          onChange={(chosen) => onChange({ hosts: chosen })}
        />
      </div>
    </Card>
  );
}

type NumberName = {
  [K in keyof PoolDraft]: PoolDraft[K] extends Typed ? K : never;
}[keyof PoolDraft] &
  keyof PoolTexts;

function NumberField({ field, draft, faultAt, disabled, onChange }: PoolFieldsProps & { field: NumberName }) {
  const { pool: texts } = useTexts().staff;
  return (
    <HalfSentence
      before={texts[field]}
      after={texts[`${field}Unit`]}
      value={draft[field]}
      error={faultAt(placeOf(field))}
      disabled={disabled}
      onChange={(value) => onChange({ [field]: value })}
    />
  );
}

function entriesOf(words: Record<string, string>) {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}
