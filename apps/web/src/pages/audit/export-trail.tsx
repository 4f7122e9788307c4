import { ApiError } from '@virlab/api-client';
import { Button, Modal, TextInput } from '@mantine/core';
import { Note } from '@virlab/ui';
import { IconDownload } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useExportAudit } from '../../data/audit';
import { useAnnounce } from '../../shell/announcer';
import { downloadCsv } from '../../shell/download-csv';
import { useNow } from '../../shell/use-now';
import { useTexts } from '../../texts/texts-provider';
import classes from './audit.module.css';

export interface ExportTrailProps {
  kind: string;
  search: string;
}

/** Takes along what is shown, as a table. Asks why first: the export is an event of the trail itself. */
export function ExportTrail({ kind, search }: ExportTrailProps) {
  const { staff, shell } = useTexts();
  const texts = staff.audit.export;
  const announce = useAnnounce();
  const now = useNow(60_000);
  const run = useExportAudit();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const close = () => {
    setOpen(false);
    setReason('');
    run.reset();
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    run.mutate(
      { reason, ...(kind ? { kind } : {}), ...(search ? { search } : {}) },
      {
        onSuccess: (csv) => {
          downloadCsv(csv, `audit-trail-${new Date(now).toISOString().slice(0, 10)}.csv`);
          announce(texts.done);
          close();
        },
      },
    );
  };
  return (
    <>
      <Button
        leftSection={<IconDownload size={16} stroke={1.75} aria-hidden="true" />}
        onClick={() => setOpen(true)}
      >
        {texts.open}
      </Button>
      <Modal opened={isOpen} onClose={close} title={texts.title} withCloseButton={false} size={460}>
        <form className={classes.export} onSubmit={onSubmit}>
          <p>{kind || search ? texts.meansShown : texts.meansAll}</p>
          <TextInput
            label={texts.reason}
            description={texts.reasonHint}
            required
            minLength={3}
            maxLength={256}
            data-autofocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {run.error instanceof ApiError ? (
            <Note tone="bad" role="alert">
              {run.error.problem.detail ?? run.error.problem.title}
            </Note>
          ) : null}
          <div className={classes.exportSteps}>
            <Button variant="subtle" onClick={close}>
              {shell.cancel}
            </Button>
            <Button type="submit" variant="filled" loading={run.isPending}>
              {texts.confirm}
            </Button>
          </div>
        </form>
      </Modal>
    </>
  );
}
