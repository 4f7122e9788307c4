import { ApiError } from '@virlab/api-client';
import type { PolicyDraft } from '@virlab/contracts';
import { Button, Textarea } from '@mantine/core';
import { Card, CardList } from '@virlab/ui';
import { IconMessage } from '@tabler/icons-react';
import { type SyntheticEvent, useState } from 'react';
import { useCommentDraft } from '../../data/policy-draft';
import { useFormat } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import type { ErrorTexts, KnownCode } from '../../texts/errors/en';
import { useTexts } from '../../texts/texts-provider';
import classes from './draft-comments.module.css';

/** What was said about the draft, oldest first, and a field to say more. */
export function DraftComments({ draft, mayComment }: { draft: PolicyDraft; mayComment: boolean }) {
  const { staff, errors } = useTexts();
  const texts = staff.policy.list.comments;
  const format = useFormat();
  const now = useNow(60_000);
  const [text, setText] = useState('');
  const comment = useCommentDraft();
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    if (text.trim() === '') return;
    comment.mutate(text.trim(), { onSuccess: () => setText('') });
  };
  return (
    <Card title={texts.title} icon={<IconMessage size={18} stroke={1.75} aria-hidden="true" />}>
      {draft.comments.length > 0 ? (
        <CardList label={texts.title}>
          {draft.comments.map(({ id, author, at, text: said }) => (
            <li key={id} className={classes.comment}>
              <span className={classes.initials} aria-hidden="true">
                {initials(author.displayName)}
              </span>
              <div>
                <p>
                  <b>{author.displayName}</b> <time dateTime={at}>{format.since(at, now)}</time>
                </p>
                <p className={classes.said}>{said}</p>
              </div>
            </li>
          ))}
        </CardList>
      ) : (
        <p className={classes.none}>{texts.none}</p>
      )}
      {mayComment ? (
        <form className={classes.form} onSubmit={send}>
          <Textarea
            label={texts.label}
            rows={2}
            maxLength={2_000}
            value={text}
            error={comment.error instanceof ApiError ? titleOf(errors, comment.error.code) : undefined}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Button type="submit" disabled={text.trim() === '' || comment.isPending}>
            {texts.send}
          </Button>
        </form>
      ) : null}
    </Card>
  );
}

/** What a failure is called, whatever its code. */
function titleOf(errors: ErrorTexts, code: string): string {
  return errors[code in errors ? (code as KnownCode) : 'internal'].title;
}

/** The first letters of the first and the last name. */
function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}
