import { Chip, VerdictGlyph } from '@virlab/ui';
import { IconCode } from '@tabler/icons-react';
import { lazy, Suspense, useId, useMemo } from 'react';
import { useFormat } from '../../shell/session-context';
import { styleNonce } from '../../shell/style-nonce';
import { useTexts } from '../../texts/texts-provider';
import classes from './rule-yaml.module.css';
import type { NamesOf } from './suggest-at';

const CodeEditor = lazy(() => import('./code-editor'));

/** One thing to be mended, in the reader's words. */
export interface YamlNote {
  severity: 'error' | 'warning';
  message: string;
  /** Offsets in the text. */
  from: number;
  to: number;
}

export interface RuleYamlProps {
  text: string;
  readOnly: boolean;
  notes: readonly YamlNote[];
  lit: { from: number; to: number } | undefined;
  goTo: { from: number } | undefined;
  namesOf: NamesOf;
  onChange: (text: string) => void;
  onLeave: () => void;
  onUndo: () => void;
  onRedo: () => void;
  onSave: () => void;
}

/** The text of a rule in an editor of its own, with what is wrong in it and suggestions. */
export function RuleYaml({ text, notes, readOnly, ...props }: RuleYamlProps) {
  const { rule: texts } = useTexts().staff;
  const format = useFormat();
  const hintId = useId();
  const errors = notes.filter(({ severity }) => severity === 'error').length;
  const doubts = notes.length - errors;
  const diagnostics = useMemo(() => notes.map((note) => ({ ...note })), [notes]);
  return (
    <section className={classes.yaml} aria-label={texts.yaml}>
      <header className={classes.head}>
        <IconCode size={18} stroke={1.75} aria-hidden="true" />
        <h3>{texts.yaml}</h3>
        <span className={classes.state} role="status">
          {errors > 0 ? (
            <Chip tone="bad">
              <VerdictGlyph verdict="false" /> {texts.faults(format.number(errors), errors === 1)}
            </Chip>
          ) : doubts > 0 ? (
            <Chip tone="hold">{texts.doubts(format.number(doubts), doubts === 1)}</Chip>
          ) : (
            <Chip tone="ok">
              <VerdictGlyph verdict="true" /> {texts.valid}
            </Chip>
          )}
        </span>
      </header>
      <Suspense fallback={<pre className={classes.plain}>{text}</pre>}>
        <CodeEditor
          {...props}
          text={text}
          label={texts.yaml}
          describedBy={hintId}
          readOnly={readOnly}
          nonce={styleNonce()}
          diagnostics={diagnostics}
        />
      </Suspense>
      <p id={hintId} className={classes.foot}>
        {texts.yamlHint} <kbd>Ctrl</kbd> <kbd>Space</kbd> {texts.suggests} <kbd>Esc</kbd> {texts.then}{' '}
        <kbd>Tab</kbd> {texts.leaves}
      </p>
    </section>
  );
}
