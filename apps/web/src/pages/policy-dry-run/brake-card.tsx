import type { Brake } from '@virlab/contracts';
import { Button, TextInput } from '@mantine/core';
import { Note, StateGlyph } from '@virlab/ui';
import { useId } from 'react';
import { Link } from 'react-router';
import { useFormat } from '../../shell/session-context';
import { attributeName } from '../../texts/staff/attribute-name';
import { useTexts } from '../../texts/texts-provider';
import { canAdd, mendAddress } from './mend-address';
import classes from './policy-dry-run.module.css';

export interface BrakeCardProps {
  brake: Brake;
  /** Only a draft can be mended; one step may mend several brakes, and is offered by the first of them. */
  mend: 'here' | 'above' | 'no';
  typed: string;
  onType: (text: string) => void;
}

/** Too many would lose access: the one cause, the step that mends it, and only then the word to type. */
export function BrakeCard({ brake, mend, typed, onType }: BrakeCardProps) {
  const { staff } = useTexts();
  const texts = staff.dryRun.brake;
  const format = useFormat();
  const titleId = useId();
  const { about, cause, word } = brake;
  const limit = format.number(brake.limitPercent);
  const attr = cause?.attr ? attributeName(staff.sentence, cause.attr).inSentence : '';
  const isWrong = typed.trim() !== '' && typed.trim() !== word;
  return (
    <section className={classes.brake} aria-labelledby={titleId}>
      <h3 id={titleId}>
        <StateGlyph shape="failed" />
        {texts.title(about === 'everybody' ? texts.everybody : brake.title)}
      </h3>
      <p>
        {texts.share(format.number(brake.lose), format.number(brake.of), format.number(brake.percent))}{' '}
        {about === 'everybody' ? texts.limitEverybody(limit) : texts.limitClass(limit)}
      </p>
      {cause ? (
        <Note tone="accent">
          <b>{texts.cause(format.number(cause.people), format.number(brake.lose))}</b>{' '}
          {texts.causes[cause.kind](attr, cause.university ?? texts.universities)}
        </Note>
      ) : null}
      {mend === 'here' ? (
        <Button component={Link} variant="filled" fullWidth to={mendAddress(brake)}>
          {cause?.ruleId === undefined ? texts.mendRules : canAdd(cause) ? texts.mend : texts.mendRule}
        </Button>
      ) : null}
      {mend === 'above' ? <p>{texts.mendedAbove}</p> : null}
      <TextInput
        label={
          <>
            {texts.type} <code>{word}</code>
          </>
        }
        autoComplete="off"
        spellCheck={false}
        value={typed}
        error={isWrong ? texts.wrong(word) : undefined}
        onChange={(event) => onType(event.currentTarget.value)}
      />
    </section>
  );
}
