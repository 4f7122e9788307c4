import type { Problem } from '@virlab/contracts';
import type { RuleSentence as Sentence } from '@virlab/policy';
import { ActionIcon, Button } from '@mantine/core';
import { Note, PageHeader, RuleSentence } from '@virlab/ui';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useTitles } from '../../data/policy';
import { ProblemNote } from '../../features/provider-health/problem-note';
import { sayRule } from '../../features/rule-sentence/say-rule';
import { useFormat } from '../../shell/session-context';
import { usePageTitle } from '../../shell/use-page-title';
import { useTexts } from '../../texts/texts-provider';
import classes from './rule.module.css';

/** What came of keeping a text. */
export interface Said {
  text: string;
  tone: 'ok' | 'hold' | 'off';
  words: string;
}

export interface RuleHeadProps {
  name: string;
  nextVersion: number;
  sentence: Sentence | undefined;
  hasEffects: boolean;
  canUndo: boolean;
  canRedo: boolean;
  isKeeping: boolean;
  isDirty: boolean;
  isTrying: boolean;
  problem: Problem | undefined;
  /** About the text as it stands. */
  said: Said | undefined;
  onUndo: () => void;
  onRedo: () => void;
  onKeep: () => void;
  onTry: () => void;
}

/** Where the rule stands, its name, the sentence that it says, and what can be done with it. */
export function RuleHead(props: RuleHeadProps) {
  const { staff } = useTexts();
  const texts = staff.rule;
  const format = useFormat();
  const titleOf = useTitles();
  const { name, nextVersion, sentence, hasEffects, problem, said, isTrying } = props;
  const title = name === '' ? texts.newRule : name;
  usePageTitle(title);
  return (
    <>
      <nav className={classes.path} aria-label={texts.path}>
        <Link to="/policy">{texts.policy}</Link> / {texts.draftOf(format.number(nextVersion))}
      </nav>
      <PageHeader
        title={title}
        actions={
          <>
            <ActionIcon
              aria-label={texts.undo}
              title={`${texts.undo} (Ctrl+Z)`}
              disabled={!props.canUndo}
              onClick={props.onUndo}
            >
              <IconArrowBackUp size={18} stroke={1.75} aria-hidden="true" />
            </ActionIcon>
            <ActionIcon
              aria-label={texts.redo}
              title={`${texts.redo} (Ctrl+Y)`}
              disabled={!props.canRedo}
              onClick={props.onRedo}
            >
              <IconArrowForwardUp size={18} stroke={1.75} aria-hidden="true" />
            </ActionIcon>
            <Button aria-pressed={isTrying} onClick={props.onTry}>
              {texts.tryOn}
            </Button>
            <Button variant="filled" title="Ctrl+S" disabled={props.isKeeping} onClick={props.onKeep}>
              {props.isKeeping ? texts.keeping : texts.keep}
            </Button>
          </>
        }
      >
        <div className={classes.sentence} data-testid="sentence">
          {sentence ? (
            <>
              <RuleSentence pieces={sayRule(sentence, staff.sentence, titleOf)} />
              {hasEffects ? null : <span className="vl-muted"> {texts.notYet}</span>}
            </>
          ) : (
            texts.noSentence
          )}
        </div>
      </PageHeader>
      {problem ? <ProblemNote problem={problem} /> : null}
      <div role="status" className={classes.said}>
        {said ? <Note tone={said.tone}>{said.words}</Note> : null}
      </div>
    </>
  );
}
