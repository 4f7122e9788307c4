import { Note, StateGlyph } from '@virlab/ui';
import type { TextFault } from '../../features/rule-form/document/parse-rule';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import classes from './rule.module.css';

/** Why the form stands still: the text beside it cannot be read for the moment. */
export function BrokenNote({
  faults,
  onGoTo,
}: {
  faults: readonly TextFault[];
  onGoTo: (from: number) => void;
}) {
  const { rule: texts } = useTexts().staff;
  const format = useFormat();
  const [first] = faults;
  if (!first) return null;
  return (
    <Note tone="hold" role="status" icon={<StateGlyph shape="failed" plain />}>
      <p>
        <b>{texts.brokenYaml}.</b> {texts.brokenWhy(format.number(first.line), first.message)}{' '}
        <button type="button" className={classes.link} onClick={() => onGoTo(first.from)}>
          {texts.yaml}
        </button>
      </p>
    </Note>
  );
}
