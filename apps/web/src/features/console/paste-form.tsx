import { Button, Textarea } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import classes from './console.module.css';
import type { ConsoleScreen } from './console-screen';
import { TYPING_MS } from './rfb-screen';

/** Types a text into the machine as keystrokes, and says beforehand how many and how long. */
export function PasteForm({ screen, onDone }: { screen: ConsoleScreen | undefined; onDone: () => void }) {
  const { console: texts, shell } = useTexts();
  const format = useFormat();
  const [text, setText] = useState('');
  const [isTyping, setIsTyping] = useState(false);
  const abort = useRef<AbortController>(undefined);
  const count = [...text].length;

  useEffect(() => () => abort.current?.abort(), []);

  const typeIt = async () => {
    if (!screen) return;
    abort.current = new AbortController();
    setIsTyping(true);
    await screen.type(text, abort.current.signal);
    setIsTyping(false);
    setText('');
    onDone();
  };

  return (
    <form
      className={classes.paste}
      onSubmit={(event) => {
        event.preventDefault();
        void typeIt();
      }}
    >
      <Textarea
        label={texts.pasteTitle}
        aria-label={texts.pasteLabel}
        description={
          count === 0
            ? ' '
            : texts.pasteCount(format.number(count), format.seconds(Math.max(2, (count * TYPING_MS) / 1000)))
        }
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        rows={3}
        readOnly={isTyping}
        data-autofocus
        classNames={{ input: classes.pasteText }}
        autoComplete="off"
        spellCheck={false}
      />
      <div className={classes.pasteSteps}>
        <Button type="submit" variant="filled" disabled={!screen || count === 0 || isTyping}>
          {texts.pasteGo}
        </Button>
        <Button
          variant="subtle"
          onClick={() => {
            abort.current?.abort();
            onDone();
          }}
        >
          {shell.cancel}
        </Button>
      </div>
    </form>
  );
}
