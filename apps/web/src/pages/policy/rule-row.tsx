import type { PolicyRule } from '@virlab/contracts';
import { ActionIcon } from '@mantine/core';
import { Chip, CopyButton, RuleSentence, type SentencePiece, VerdictGlyph } from '@virlab/ui';
import { IconAlertTriangle, IconCode } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import classes from './policy.module.css';
import type { PolicyWarning } from './warnings-by-rule';

export interface RuleRowProps {
  rule: PolicyRule;
  pieces: readonly SentencePiece[];
  warnings: readonly PolicyWarning[];
}

/** One rule: its sentence, who keeps it, how many people it fits now, and the same as YAML on demand. */
export function RuleRow({ rule, pieces, warnings }: RuleRowProps) {
  const { staff, shell } = useTexts();
  const texts = staff.policy;
  const format = useFormat();
  const [isOpen, setIsOpen] = useState(false);
  const yamlId = useId();
  const word = isOpen ? texts.hideYaml(rule.name) : texts.showYaml(rule.name);
  return (
    <article className={classes.rule} data-enabled={rule.enabled} data-rule={rule.id} aria-label={rule.name}>
      <div className={classes.say}>
        <p>
          <RuleSentence pieces={pieces} />
        </p>
        <div className={classes.meta}>
          <b>{rule.name}</b>
          {warnings.map((warning) => (
            <Chip key={`${warning.code} ${warning.path}`} tone="hold">
              <IconAlertTriangle size={14} stroke={1.75} aria-hidden="true" />
              <span className={classes.warning}>{warningWords(texts.warning, warning)}</span>
            </Chip>
          ))}
          {rule.description ? <span>{rule.description}</span> : null}
          {rule.note ? <span>{rule.note}</span> : null}
          {rule.priority === USUAL_PRIORITY ? null : (
            <span>{texts.priority(format.number(rule.priority))}</span>
          )}
          {rule.owner ? <span>{rule.owner}</span> : null}
        </div>
      </div>
      <div className={classes.count}>
        <p className={classes.people}>{format.number(rule.people)}</p>
        <p className="vl-tiny vl-muted">{texts.people(rule.people)}</p>
      </div>
      <div className={classes.state}>
        {rule.enabled ? (
          <>
            <VerdictGlyph verdict="true" /> {texts.on}
          </>
        ) : (
          <>
            <VerdictGlyph verdict="notAsked" /> {texts.off}
          </>
        )}
      </div>
      <ActionIcon
        size="xs"
        aria-label={word}
        title={word}
        aria-expanded={isOpen}
        aria-controls={yamlId}
        onClick={() => setIsOpen(!isOpen)}
      >
        <IconCode size={16} stroke={1.75} aria-hidden="true" />
      </ActionIcon>
      {isOpen ? (
        <div id={yamlId} className={classes.yaml}>
          <pre tabIndex={0}>{rule.yaml}</pre>
          <CopyButton text={rule.yaml} word={texts.copyYaml} copiedWord={shell.copied} />
        </div>
      ) : null}
    </article>
  );
}

/** What a rule has that says nothing about it; only others are worth a word. */
const USUAL_PRIORITY = 500;

/** A warning in the reader's words, or in the engine's own where there are none. */
export function warningWords(texts: Record<string, string>, { code, message }: PolicyWarning): string {
  return texts[code] ?? message;
}
