import { ApiError } from '@virlab/api-client';
import type { Images } from '@virlab/contracts';
import { Button, FileButton, Progress, TextInput } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { useImageUpload } from '../../data/image-upload';
import { useImageSteps } from '../../data/templates';
import { ProblemNote } from '../../features/provider-health/problem-note';
import { sayBytes } from '../../features/template-form/say-bytes';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import classes from './pools.module.css';

/** Sends an image from here, or registers one that is on the server. */
export function UploadImage({ images }: { images: Images }) {
  const { images: texts } = useTexts().staff.pools;
  const format = useFormat();
  const { upload, start, pause, resume, cancel } = useImageUpload();
  const { register } = useImageSteps();
  const [path, setPath] = useState('');
  const canUpload = images.folders.some(({ isWritable }) => isWritable);
  const isUnderWay = upload.state === 'sending' || upload.state === 'paused' || upload.state === 'failed';
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    if (path.trim() !== '') register.mutate(path.trim(), { onSuccess: () => setPath('') });
  };
  return (
    <div className={classes.ways}>
      <div className={classes.way}>
        <b>{texts.upload}</b>
        <p className={classes.facts}>
          {canUpload ? texts.chooseHint(sayBytes(images.largestBytes, format)) : texts.noFolder}
        </p>
        {isUnderWay ? (
          <Sending
            upload={upload}
            onPause={() => void pause()}
            onResume={resume}
            onCancel={() => void cancel()}
          />
        ) : (
          <FileButton onChange={(file) => (file ? void start(file) : undefined)} accept=".qcow2,.img,.tar">
            {(props) => (
              <Button {...props} disabled={!canUpload}>
                {texts.choose}
              </Button>
            )}
          </FileButton>
        )}
        <p role="status" className={classes.facts}>
          {upload.state === 'done' ? texts.done : upload.state === 'paused' ? texts.paused : ''}
        </p>
        {upload.problem ? <ProblemNote problem={upload.problem} /> : null}
      </div>
      <form className={classes.way} onSubmit={send} noValidate>
        <TextInput
          label={texts.path}
          description={texts.pathHint(format.list(images.folders.map((folder) => folder.path)))}
          value={path}
          maxLength={1_024}
          onChange={(event) => setPath(event.currentTarget.value)}
        />
        <Button type="submit" disabled={register.isPending || path.trim() === ''}>
          {texts.register}
        </Button>
        {register.error instanceof ApiError ? <ProblemNote problem={register.error.problem} /> : null}
      </form>
    </div>
  );
}

interface SendingProps {
  upload: ReturnType<typeof useImageUpload>['upload'];
  onPause: () => void;
  onResume: () => void;
  onCancel: () => void;
}

/** Counted bytes: what the server has acknowledged, never what was merely handed to the network. */
function Sending({ upload, onPause, onResume, onCancel }: SendingProps) {
  const { images: texts } = useTexts().staff.pools;
  const format = useFormat();
  const { state, name, sent, total } = upload;
  const percent = total === 0 ? 0 : Math.floor((100 * sent) / total);
  return (
    <>
      <p>
        <b>{name}</b>{' '}
        <span className="vl-num">
          {texts.sent(sayBytes(sent, format), sayBytes(total, format), format.number(percent))}
        </span>
      </p>
      <Progress value={percent} aria-label={texts.bar(name)} />
      <div className={classes.imageSteps}>
        {state === 'sending' ? (
          <Button size="xs" onClick={onPause}>
            {texts.pause}
          </Button>
        ) : (
          <Button size="xs" variant="filled" onClick={onResume}>
            {texts.resume}
          </Button>
        )}
        <Button size="xs" variant="subtle" onClick={onCancel}>
          {texts.cancel}
        </Button>
      </div>
    </>
  );
}
