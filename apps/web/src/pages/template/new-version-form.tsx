import { ApiError } from '@virlab/api-client';
import type { TemplateDetail } from '@virlab/contracts';
import { Button, Textarea } from '@mantine/core';
import { Card } from '@virlab/ui';
import { type SyntheticEvent, useState } from 'react';
import { useImages, useTemplateSteps } from '../../data/templates';
import { ProblemNote } from '../../features/provider-health/problem-note';
import { SpecFields, specOf, type TypedSpec } from '../../features/template-form/spec-fields';
import form from '../../features/template-form/template-form.module.css';
import { useAnnounce } from '../../shell/announcer';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';

/** What the next version is made of, begun with what the current one is, and what is new. */
export function NewVersionForm({ template, onClose }: { template: TemplateDetail; onClose: () => void }) {
  const { template: texts } = useTexts().staff.pools;
  const format = useFormat();
  const announce = useAnnounce();
  const images = useImages();
  const { publish } = useTemplateSteps();
  const { image, memoryMiB, vcpus, diskGiB, readyLine, display } = template.current;
  const [typed, setTyped] = useState<TypedSpec>({
    ...{ image, memoryMiB, vcpus, display },
    ...{ diskGiB: diskGiB ?? '', readyLine: readyLine ?? '' },
  });
  const [comment, setComment] = useState('');
  const [isTried, setTried] = useState(false);
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    const spec = specOf(typed);
    if (!spec || comment.trim() === '') return;
    publish.mutate(
      { id: template.id, spec, comment: comment.trim(), after: template.latest },
      {
        onSuccess: ({ latest }) => {
          announce(texts.notes.published(format.number(latest)));
          onClose();
        },
      },
    );
  };
  return (
    <Card title={texts.newVersion} padded>
      <form className={form.form} onSubmit={send} noValidate>
        <p className={form.lead}>{texts.newVersionLead}</p>
        <SpecFields typed={typed} images={images.data?.images ?? []} isTried={isTried} onChange={setTyped} />
        <Textarea
          label={texts.comment}
          description={texts.commentHint}
          required
          rows={2}
          maxLength={1_000}
          value={comment}
          error={isTried && comment.trim() === '' ? texts.missing : undefined}
          onChange={(event) => setComment(event.currentTarget.value)}
        />
        {publish.error instanceof ApiError ? <ProblemNote problem={publish.error.problem} /> : null}
        <div className={form.steps}>
          <Button variant="subtle" onClick={onClose}>
            {texts.cancel}
          </Button>
          <Button type="submit" variant="filled" disabled={publish.isPending}>
            {texts.publish}
          </Button>
        </div>
      </form>
    </Card>
  );
}
