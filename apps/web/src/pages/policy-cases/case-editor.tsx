import { ApiError } from '@virlab/api-client';
import type { PolicyCaseResult, SavePolicyCase } from '@virlab/contracts';
import { Button, Textarea, TextInput } from '@mantine/core';
import { Card } from '@virlab/ui';
import { type SyntheticEvent, useId, useState } from 'react';
import { usePolicyVocabulary, useSaveCase } from '../../data/policy-draft';
import { ProblemNote } from '../../features/provider-health/problem-note';
import { useTexts } from '../../texts/texts-provider';
import { CaseAttributes } from './case-attributes';
import { CaseExpected } from './case-expected';
import { type CaseDocument, type CaseForm, hasMore, toDocument } from './case-form';
import classes from './policy-cases.module.css';

export interface CaseEditorProps {
  /** What the form begins with. */
  start: CaseForm;
  /** The document that it was filled from. */
  original?: CaseDocument | undefined;
  /** The saved case that is changed; absent for a new one. */
  previous?: SavePolicyCase['previous'];
  result?: PolicyCaseResult | undefined;
  /** Names of all other cases. */
  taken: ReadonlySet<string>;
  timeZone: string;
  readOnly: boolean;
  onSaved: (name: string) => void;
  onDelete?: (() => void) | undefined;
}

/** One test case: attributes and time at the left, what is to come out at the right. */
export function CaseEditor(props: CaseEditorProps) {
  const { start, original, previous, result, taken, timeZone, readOnly, onSaved, onDelete } = props;
  const { staff } = useTexts();
  const texts = staff.policy.cases.form;
  const vocabulary = usePolicyVocabulary().data;
  const providers = useId();
  const [form, setForm] = useState(start);
  const [isChecked, setChecked] = useState(false);
  const save = useSaveCase();
  const set = (change: Partial<CaseForm>) => setForm({ ...form, ...change });
  const document = toDocument(form, timeZone, original);
  const name = form.name.trim();
  const faults = {
    name: name === '' ? texts.needName : taken.has(name) ? texts.nameTaken : undefined,
    provider: form.provider.trim() === '' ? texts.needProvider : undefined,
    local: document.now === '' ? texts.needTime : undefined,
  };
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    setChecked(true);
    if (Object.values(faults).some(Boolean)) return;
    save.mutate({ name, document, ...(previous ? { previous } : {}) }, { onSuccess: () => onSaved(name) });
  };
  const error = (field: keyof typeof faults) => (isChecked ? faults[field] : undefined);
  return (
    <form onSubmit={send} noValidate aria-label={name || staff.policy.cases.newTitle}>
      <Card padded>
        <div className={classes.editor}>
          <div className={classes.half}>
            <h2>{texts.person}</h2>
            <TextInput
              label={texts.name}
              value={form.name}
              error={error('name')}
              readOnly={readOnly}
              maxLength={200}
              onChange={(event) => set({ name: event.currentTarget.value })}
            />
            <datalist id={providers}>
              {vocabulary?.providers.map(({ entityId, title }) => (
                <option key={entityId} value={entityId}>
                  {title}
                </option>
              ))}
            </datalist>
            <TextInput
              label={texts.provider}
              list={providers}
              value={form.provider}
              error={error('provider')}
              readOnly={readOnly}
              spellCheck={false}
              onChange={(event) => set({ provider: event.currentTarget.value })}
            />
            <TextInput
              type="datetime-local"
              label={texts.now}
              description={texts.nowHint(timeZone)}
              value={form.local}
              error={error('local')}
              readOnly={readOnly}
              onChange={(event) => set({ local: event.currentTarget.value })}
            />
            <CaseAttributes
              attributes={form.attributes}
              vocabulary={vocabulary}
              readOnly={readOnly}
              onChange={(attributes) => set({ attributes })}
            />
            <Textarea
              label={texts.note}
              rows={2}
              maxLength={2_000}
              value={form.note}
              readOnly={readOnly}
              onChange={(event) => set({ note: event.currentTarget.value })}
            />
          </div>
          <div className={classes.half}>
            <h2>{texts.expected}</h2>
            <CaseExpected
              form={form}
              hasMore={original !== undefined && hasMore(original)}
              result={result}
              readOnly={readOnly}
              onChange={set}
            />
          </div>
        </div>
        {save.error instanceof ApiError ? <ProblemNote problem={save.error.problem} /> : null}
        {readOnly ? null : (
          <div className={classes.steps}>
            {onDelete ? (
              <Button variant="danger" onClick={onDelete}>
                {texts.delete}
              </Button>
            ) : null}
            <Button type="submit" variant="filled" disabled={save.isPending}>
              {texts.save}
            </Button>
          </div>
        )}
      </Card>
    </form>
  );
}
