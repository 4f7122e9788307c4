import { ApiError } from '@virlab/api-client';
import type { Image, TemplateIcon as IconName } from '@virlab/contracts';
import { Button, Select, TextInput } from '@mantine/core';
import { Card } from '@virlab/ui';
import { type SyntheticEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { useTemplateSteps } from '../../data/templates';
import { ProblemNote } from '../../features/provider-health/problem-note';
import { NEW_SPEC, SpecFields, specOf } from '../../features/template-form/spec-fields';
import { TEMPLATE_ICONS } from '../../features/template-form/template-icon';
import form from '../../features/template-form/template-form.module.css';
import { useTexts } from '../../texts/texts-provider';

/** Name, title, icon and the first version of a template. */
export function NewTemplateForm({ images, onClose }: { images: readonly Image[]; onClose: () => void }) {
  const { pools: texts } = useTexts().staff;
  const navigate = useNavigate();
  const { create } = useTemplateSteps();
  const [id, setId] = useState('');
  const [title, setTitle] = useState('');
  const [icon, setIcon] = useState<IconName>('terminal');
  const [typed, setTyped] = useState(NEW_SPEC);
  const [isTried, setTried] = useState(false);
  const missing = (is: boolean) => (isTried && is ? texts.template.missing : undefined);
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    const spec = specOf(typed);
    if (!spec || id.trim() === '' || title.trim() === '') return;
    create.mutate(
      { id: id.trim(), title: title.trim(), icon, spec },
      { onSuccess: (made) => void navigate(`/templates/${encodeURIComponent(made.id)}`) },
    );
  };
  return (
    <Card title={texts.newTemplate} padded>
      <form className={form.form} onSubmit={send} noValidate>
        <div className={form.pair}>
          <TextInput
            label={texts.template.name}
            description={texts.template.nameHint}
            required
            maxLength={128}
            value={id}
            error={missing(id.trim() === '')}
            onChange={(event) => setId(event.currentTarget.value)}
          />
          <TextInput
            label={texts.template.title}
            required
            maxLength={256}
            value={title}
            error={missing(title.trim() === '')}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          <Select
            label={texts.template.icon}
            data={TEMPLATE_ICONS.map((value) => ({ value, label: texts.icons[value] }))}
            value={icon}
            allowDeselect={false}
            onChange={(value) => setIcon(TEMPLATE_ICONS.find((one) => one === value) ?? 'terminal')}
          />
        </div>
        <SpecFields typed={typed} images={images} isTried={isTried} onChange={setTyped} />
        {create.error instanceof ApiError ? <ProblemNote problem={create.error.problem} /> : null}
        <div className={form.steps}>
          <Button variant="subtle" onClick={onClose}>
            {texts.template.cancel}
          </Button>
          <Button type="submit" variant="filled" disabled={create.isPending}>
            {texts.template.create}
          </Button>
        </div>
      </form>
    </Card>
  );
}
