import { ApiError } from '@virlab/api-client';
import type { Image, Images } from '@virlab/contracts';
import { Button } from '@mantine/core';
import { Card, CardList, Chip, ConfirmDialog } from '@virlab/ui';
import { useState } from 'react';
import { useImageSteps } from '../../data/templates';
import { ProblemNote } from '../../features/provider-health/problem-note';
import { sayBytes } from '../../features/template-form/say-bytes';
import { useFormat } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { useTexts } from '../../texts/texts-provider';
import { ImageStages } from './image-stages';
import classes from './pools.module.css';
import { UploadImage } from './upload-image';

const TONES = { uploading: 'accent', checking: 'accent', ready: 'ok', refused: 'bad' } as const;

/** What templates can be made of, what is still arriving, and what was refused and why. */
export function ImagesCard({ images, mayWrite }: { images: Images; mayWrite: boolean }) {
  const { images: texts } = useTexts().staff.pools;
  return (
    <Card title={texts.title}>
      {mayWrite ? <UploadImage images={images} /> : null}
      {images.images.length === 0 ? (
        <p className={classes.empty}>{texts.none}</p>
      ) : (
        <CardList label={texts.title}>
          {images.images.map((image) => (
            <li key={image.id} className={classes.image} data-image={image.name}>
              <ImageRow image={image} mayWrite={mayWrite} />
            </li>
          ))}
        </CardList>
      )}
    </Card>
  );
}

function ImageRow({ image, mayWrite }: { image: Image; mayWrite: boolean }) {
  const { pools, images: texts } = { pools: useTexts().staff.pools, images: useTexts().staff.pools.images };
  const format = useFormat();
  const now = useNow(60_000);
  const { check, remove } = useImageSteps();
  const [isAsking, setAsking] = useState(false);
  const { name, state, bytes, arrivedBytes, usedBy } = image;
  const error = check.error ?? remove.error;
  const percent = bytes === 0 ? 0 : Math.floor((100 * arrivedBytes) / bytes);
  return (
    <>
      <div className={classes.imageHead}>
        <b>{name}</b> <Chip tone={TONES[state]}>{texts.states[state]}</Chip>
        <span className={classes.imageSteps}>
          {mayWrite && state === 'refused' ? (
            <Button size="xs" disabled={check.isPending} onClick={() => check.mutate(image.id)}>
              {texts.again}
            </Button>
          ) : null}
          {mayWrite && usedBy.length === 0 ? (
            <Button
              size="xs"
              variant="subtle"
              aria-label={`${texts.remove} ${name}`}
              onClick={() => setAsking(true)}
            >
              {texts.remove}
            </Button>
          ) : null}
        </span>
      </div>
      <p className={classes.facts}>
        {state === 'uploading'
          ? texts.sent(sayBytes(arrivedBytes, format), sayBytes(bytes, format), format.number(percent))
          : sayBytes(bytes, format)}
        {' · '}
        {pools.template.madeBy(image.by, format.since(image.at, now))}
        {usedBy.length > 0
          ? ` · ${format.list(usedBy.map(({ title, version }) => `${title} ${format.number(version)}`))}`
          : ''}
      </p>
      {image.path ? <p className={classes.path}>{image.path}</p> : null}
      {state === 'uploading' ? <p className={classes.facts}>{texts.elsewhere}</p> : null}
      {state === 'checking' || state === 'refused' ? <ImageStages image={image} /> : null}
      {error instanceof ApiError ? <ProblemNote problem={error.problem} /> : null}
      <ConfirmDialog
        opened={isAsking}
        title={texts.removeTitle(name)}
        confirm={texts.remove}
        cancel={pools.template.cancel}
        onCancel={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          remove.mutate(image.id);
        }}
      >
        {texts.removeMeans}
      </ConfirmDialog>
    </>
  );
}
