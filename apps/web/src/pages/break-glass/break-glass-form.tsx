import { ApiError } from '@virlab/api-client';
import { Button, Textarea, TextInput } from '@mantine/core';
import { Card, Note, StateGlyph } from '@virlab/ui';
import { type FormEvent, useState } from 'react';
import { useOpenBreakGlass } from '../../data/grants';
import { ProblemNote } from '../../features/provider-health/problem-note';
import { useTexts } from '../../texts/texts-provider';
import classes from './break-glass.module.css';

const LEAST_REASON = 10;

/** Account, secret, reason, and the typed words, so that nobody sets the alarm off unawares. */
export function BreakGlassForm() {
  const { breakGlass: texts } = useTexts();
  const open = useOpenBreakGlass();
  const [typed, setTyped] = useState({ account: '', secret: '', reason: '', word: '' });
  const [isTried, setTried] = useState(false);
  const faults = {
    account: typed.account.trim() === '',
    secret: typed.secret.trim() === '',
    reason: typed.reason.trim().length < LEAST_REASON,
    word: typed.word.trim().toLowerCase() !== texts.word,
  };
  const change = (name: keyof typeof typed) => (event: { currentTarget: { value: string } }) =>
    setTyped({ ...typed, [name]: event.currentTarget.value });
  const errorOf = (name: keyof typeof faults) => (isTried && faults[name] ? texts.missing[name] : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.values(faults).some(Boolean)) return;
    const { account, secret, reason } = typed;
    // A fresh page, so that nothing of whoever was signed in before is shown.
    open.mutate({ account, secret, reason }, { onSuccess: () => window.location.assign('/') });
  };
  return (
    <Card label={texts.title} padded>
      <form className={classes.form} onSubmit={submit} noValidate>
        <Note tone="bad" icon={<StateGlyph shape="failed" plain />}>
          {texts.alarm}
        </Note>
        <TextInput
          label={texts.account}
          description={texts.accountHint}
          value={typed.account}
          maxLength={64}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          onChange={change('account')}
          error={errorOf('account')}
        />
        {/* In sight, since 32 letters from paper are not typed blind; it is made anew after each use. */}
        <TextInput
          label={texts.secret}
          description={texts.secretHint}
          value={typed.secret}
          maxLength={200}
          autoComplete="off"
          onChange={change('secret')}
          error={errorOf('secret')}
          spellCheck={false}
          classNames={{ input: classes.secret }}
        />
        <Textarea
          label={texts.reason}
          description={texts.reasonHint}
          value={typed.reason}
          maxLength={500}
          rows={2}
          onChange={change('reason')}
          error={errorOf('reason')}
        />
        <TextInput
          label={texts.confirm(texts.word)}
          value={typed.word}
          autoComplete="off"
          onChange={change('word')}
          error={errorOf('word')}
        />
        {open.error instanceof ApiError ? <ProblemNote problem={open.error.problem} /> : null}
        <div>
          <Button type="submit" variant="danger" size="lg" loading={open.isPending || open.isSuccess}>
            {texts.submit}
          </Button>
        </div>
      </form>
    </Card>
  );
}
