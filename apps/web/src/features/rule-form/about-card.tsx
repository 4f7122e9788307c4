import { Switch, Textarea, TextInput } from '@mantine/core';
import { Card } from '@virlab/ui';
import { useTexts } from '../../texts/texts-provider';
import type { Edit } from './document/edit-rule';
import { dataAt } from './document/parse-rule';
import { useField } from './effect-fields';
import { wholeNumber } from './effect-edits';
import { idOfName } from './id-of-name';
import classes from './rule-form.module.css';
import { findingAt, useRuleForm } from './rule-form-context';

export interface AboutCardProps {
  isNew: boolean;
  /** Ids that other rules have. */
  taken: ReadonlySet<string>;
}

/** Name and id of the rule, whether it is on, whose it is and from when until when it counts. */
export function AboutCard({ isNew, taken }: AboutCardProps) {
  const { rule: texts } = useTexts().staff;
  const { rule, apply, isFixed, timeZone } = useRuleForm();
  const priority = useField(['priority']);
  const owner = useField(['owner']);
  const note = useField(['note']);
  const description = useField(['description']);
  const enabled = dataAt(rule.data, ['enabled']) !== false;
  const faultOf = useFaultWords();
  return (
    <Card title={texts.about} padded>
      <div className={classes.about}>
        {isNew ? null : <NameFields isNew={isNew} taken={taken} />}
        <TextInput
          label={texts.priority}
          description={texts.priorityHint}
          inputMode="numeric"
          value={priority.value}
          placeholder="500"
          disabled={isFixed}
          error={faultOf('priority')}
          onChange={(event) => priority.set(wholeNumber(event.currentTarget.value))}
        />
        <TextInput
          label={texts.owner}
          value={owner.value}
          disabled={isFixed}
          error={faultOf('owner')}
          onChange={(event) => owner.set(event.currentTarget.value)}
        />
        <TextInput
          label={texts.note}
          value={note.value}
          disabled={isFixed}
          error={faultOf('note')}
          onChange={(event) => note.set(event.currentTarget.value)}
        />
        <DayField field="validFrom" label={texts.validFrom} zone={timeZone} />
        <DayField field="validUntil" label={texts.validUntil} zone={timeZone} />
        <Textarea
          className={classes.wide}
          label={texts.description}
          rows={2}
          value={description.value}
          disabled={isFixed}
          error={faultOf('description')}
          onChange={(event) => description.set(event.currentTarget.value)}
        />
        <Switch
          className={classes.wide}
          label={texts.enabled}
          checked={enabled}
          disabled={isFixed}
          onChange={(event) => apply([{ do: 'put', path: ['enabled'], value: event.currentTarget.checked }])}
        />
      </div>
    </Card>
  );
}

/** What a new rule is called: the first thing to be said of it. */
export function NameCard({ taken }: Pick<AboutCardProps, 'taken'>) {
  const { rule: texts } = useTexts().staff;
  return (
    <Card title={texts.name} padded>
      <div className={classes.about}>
        <NameFields isNew taken={taken} />
      </div>
    </Card>
  );
}

function NameFields({ isNew, taken }: AboutCardProps) {
  const { rule: texts } = useTexts().staff;
  const { apply, isFixed } = useRuleForm();
  const name = useField(['name']);
  const id = useField(['id']);
  const faultOf = useFaultWords();
  const rename = (value: string) => {
    const edits: Edit[] = [{ do: 'put', path: ['name'], value }];
    // The id follows the name until somebody writes another one.
    if (isNew && id.value === idOfName(name.value, taken))
      edits.push({ do: 'put', path: ['id'], value: idOfName(value, taken) });
    apply(edits, { about: 'name' });
  };
  const idFault = isNew && taken.has(id.value) ? texts.idTaken : faultOf('id');
  return (
    <>
      <TextInput
        className={classes.wide}
        label={texts.name}
        description={isNew ? texts.nameHint : undefined}
        value={name.value}
        disabled={isFixed}
        error={faultOf('name')}
        data-field="name"
        onChange={(event) => rename(event.currentTarget.value)}
      />
      <TextInput
        className={classes.mono}
        label={texts.id}
        description={isNew ? texts.idHint : undefined}
        value={id.value}
        readOnly={!isNew}
        disabled={isFixed}
        error={idFault}
        onChange={(event) => id.put(event.currentTarget.value)}
      />
    </>
  );
}

/** Tells what is wrong with a field of the rule's head, when it is to be told. */
function useFaultWords() {
  const { rule: texts } = useTexts().staff;
  const { findings, isTried } = useRuleForm();
  return (field: string) => {
    const found = findingAt(findings, [field]);
    const isUnfilled = found && UNFILLED.has(found.code);
    return found && (isTried || !isUnfilled) ? (texts.finding[found.code] ?? found.message) : undefined;
  };
}

/** What a field is while nobody has filled it in. */
const UNFILLED: ReadonlySet<string> = new Set(['too-short', 'wrong-format', 'missing-field']);

/** A day in campus time; what is written to the minute is left to the YAML. */
function DayField({
  field,
  label,
  zone,
}: {
  field: 'validFrom' | 'validUntil';
  label: string;
  zone: string;
}) {
  const { rule: texts } = useTexts().staff;
  const { findings } = useRuleForm();
  const { value, set, isFixed } = useField([field]);
  const isDay = value === '' || /^\d{4}-\d{2}-\d{2}$/.test(value);
  const fault = findingAt(findings, [field]);
  return (
    <TextInput
      label={label}
      description={isDay ? texts.validHint(zone) : texts.instant}
      type={isDay ? 'date' : 'text'}
      value={value}
      readOnly={!isDay}
      disabled={isFixed}
      error={fault ? (texts.finding[fault.code] ?? fault.message) : undefined}
      onChange={(event) => set(event.currentTarget.value)}
    />
  );
}
