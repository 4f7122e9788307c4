import { Button } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import classes from './feedback.module.css';

/** A text ready to be sent to somebody. */
export function TextBlock({ children }: { children: string }) {
  return <pre className={classes.block}>{children}</pre>;
}

export interface CopyButtonProps {
  text: string;
  word: string;
  /** Takes the place of the word once it is copied. */
  copiedWord: string;
  variant?: 'filled' | 'default';
  size?: 'sm' | 'lg';
}

/** Copies a text and says so on itself. */
export function CopyButton({ text, word, copiedWord, variant = 'default', size = 'sm' }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  const Icon = copied ? IconCheck : IconCopy;
  return (
    <Button
      variant={variant}
      size={size}
      leftSection={<Icon size={16} stroke={1.75} aria-hidden="true" />}
      onClick={() => void copy(text).then(setCopied)}
    >
      <span aria-live="polite">{copied ? copiedWord : word}</span>
    </Button>
  );
}

/** True when the text is on the clipboard. Plain http pages have no clipboard API; the old command serves them. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement('textarea');
    field.value = text;
    field.className = 'vl-hidden';
    document.body.append(field);
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    return done;
  }
}
