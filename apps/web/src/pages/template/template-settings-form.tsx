import { ApiError } from '@virlab/api-client';
import type { TemplateDetail, TemplateIcon as IconName } from '@virlab/contracts';
import { Button, Select, TextInput } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { useTemplateSteps } from '../../data/templates';
import { ProblemNote } from '../../features/provider-health/problem-note';
import { TEMPLATE_ICONS } from '../../features/template-form/template-icon';
import form from '../../features/template-form/template-form.module.css';
import { useAnnounce } from '../../shell/announcer';
import { useTexts } from '../../texts/texts-provider';

/** Changes what holds for every version: what people call the template, and its icon. */
export function TemplateSettingsForm({ template }: { template: TemplateDetail }) {
  const { pools } = useTexts().staff;
  const texts = pools.template;
  const announce = useAnnounce();
  const { change } = useTemplateSteps();
  const [title, setTitle] = useState(template.title);
  const [icon, setIcon] = useState<IconName>(template.icon);
  const [isTried, setTried] = useState(false);
  const isSame = title.trim() === template.title && icon === template.icon;
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (title.trim() === '') return;
    change.mutate(
      { id: template.id, title: title.trim(), icon },
      { onSuccess: (saved) => announce(texts.notes.saved(saved.title)) },
    );
  };
  return (
    <form className={form.form} onSubmit={send} noValidate>
      <div className={form.pair}>
        <TextInput
          label={texts.title}
          required
          maxLength={256}
          value={title}
          error={isTried && title.trim() === '' ? texts.missing : undefined}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <Select
          label={texts.icon}
          data={TEMPLATE_ICONS.map((value) => ({ value, label: pools.icons[value] }))}
          value={icon}
          allowDeselect={false}
          onChange={(value) => setIcon(TEMPLATE_ICONS.find((one) => one === value) ?? icon)}
        />
      </div>
      {change.error instanceof ApiError ? <ProblemNote problem={change.error.problem} /> : null}
      <div>
        <Button type="submit" disabled={isSame || change.isPending}>
          {texts.save}
        </Button>
      </div>
    </form>
  );
}
