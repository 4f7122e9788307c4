import { ApiError } from '@virlab/api-client';
import type { AttributeRulesFiles } from '@virlab/contracts';
import { Button, FileInput, Textarea } from '@mantine/core';
import { ConfirmDialog, Note } from '@virlab/ui';
import { type SyntheticEvent, useEffect, useState } from 'react';
import {
  useAttributeRulesTexts,
  useCheckAttributeRules,
  usePublishAttributeRules,
} from '../../data/attributes';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import classes from './attributes.module.css';
import { RulesReport } from './rules-report';

export interface ImportRulesProps {
  /** Files to begin with: an older version that somebody wants to go back to. */
  start?: AttributeRulesFiles | undefined;
  current: number;
  wordOf: (version: number) => string;
}

/** An admin's own files: choose, read what would be different, say why, publish. */
export function ImportRules({ start, current, wordOf }: ImportRulesProps) {
  const { staff, shell, errors } = useTexts();
  const texts = staff.attributes.rules;
  const format = useFormat();
  const [map, setMap] = useState<File | null>(null);
  const [policy, setPolicy] = useState<File | null>(null);
  const [files, setFiles] = useState<AttributeRulesFiles | undefined>(
    start && { map: start.map, policy: start.policy },
  );
  const [fault, setFault] = useState('');
  const [comment, setComment] = useState('');
  const [isConfirming, setConfirming] = useState(false);
  const inForce = useAttributeRulesTexts();
  const check = useCheckAttributeRules();
  const publish = usePublishAttributeRules();
  const { mutate: compare } = check;
  useEffect(() => {
    if (files) compare(files);
  }, [files, compare]);

  const choose = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (!map && !policy) return setFault(texts.needFile);
    setFault('');
    const kept = map && policy ? undefined : await inForce.mutateAsync(current);
    setFiles({
      map: (await map?.text()) ?? kept?.map ?? '',
      policy: (await policy?.text()) ?? kept?.policy ?? '',
    });
  };
  const report = check.data;
  const put = () => {
    setConfirming(false);
    if (files && report) publish.mutate({ ...files, comment: comment.trim(), basedOn: report.current });
  };
  const failed = publish.error ?? check.error ?? inForce.error;
  if (publish.data) {
    return (
      <Note tone="ok" role="status">
        <p>
          {publish.data.result === 'published'
            ? texts.published(format.number(publish.data.version))
            : texts.unchanged}
        </p>
      </Note>
    );
  }
  return (
    <div className={classes.report}>
      <form className={classes.import} onSubmit={(event) => void choose(event)} noValidate>
        <p className="vl-muted">{texts.importLead}</p>
        <FileInput
          label={texts.map}
          description={texts.fileHint}
          accept=".xml,text/xml,application/xml"
          clearable
          clearButtonProps={{ 'aria-label': texts.clearFile(texts.map) }}
          value={map}
          onChange={setMap}
          error={fault === texts.needFile ? fault : undefined}
        />
        <FileInput
          label={texts.policy}
          description={texts.fileHint}
          accept=".xml,text/xml,application/xml"
          clearable
          clearButtonProps={{ 'aria-label': texts.clearFile(texts.policy) }}
          value={policy}
          onChange={setPolicy}
        />
        <div className={classes.steps}>
          <Button type="submit" variant={report ? 'default' : 'filled'} loading={check.isPending}>
            {texts.compare}
          </Button>
        </div>
      </form>
      {failed instanceof ApiError ? (
        <Note tone="bad" role="alert">
          <p>{failed.code in errors ? errors[failed.code as keyof typeof errors].title : failed.message}</p>
        </Note>
      ) : null}
      {report ? (
        <>
          <RulesReport report={report} wordOf={wordOf} />
          {report.usable && !report.unchanged && !report.locksOut ? (
            <form
              className={classes.import}
              noValidate
              onSubmit={(event) => {
                event.preventDefault();
                if (comment.trim() === '') setFault(texts.needComment);
                else setConfirming(true);
              }}
            >
              <Textarea
                label={texts.comment}
                description={texts.commentHint}
                maxLength={1024}
                rows={2}
                value={comment}
                onChange={(event) => setComment(event.currentTarget.value)}
                error={fault === texts.needComment && comment.trim() === '' ? fault : undefined}
              />
              <div className={classes.steps}>
                <Button type="submit" variant="filled" loading={publish.isPending}>
                  {texts.publish}
                </Button>
              </div>
            </form>
          ) : null}
        </>
      ) : null}
      <ConfirmDialog
        opened={isConfirming}
        title={texts.confirm(format.number(current + 1))}
        confirm={texts.publish}
        cancel={shell.cancel}
        onConfirm={put}
        onCancel={() => setConfirming(false)}
      >
        <p>{texts.confirmText}</p>
      </ConfirmDialog>
    </div>
  );
}
