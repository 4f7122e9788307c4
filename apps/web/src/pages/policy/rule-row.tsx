import type { PolicyFinding } from '@virlab/contracts';
import { Chip, CopyButton, RuleSentence } from '@virlab/ui';
import { IconAlertTriangle, IconGripVertical } from '@tabler/icons-react';
import { memo, useState } from 'react';
import { Link } from 'react-router';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import { findingWords } from './finding-words';
import classes from './policy.module.css';
import { RuleMenu } from './rule-menu';
import { RulePeople } from './rule-people';
import { RuleSwitch } from './rule-switch';
import type { RuleActions } from './use-rule-changes';
import type { SaidRule } from './create-sayer';

export interface RuleRowProps {
  said: SaidRule;
  findings: readonly PolicyFinding[];
  mayEdit: boolean;
  actions: RuleActions;
  /** Absent while only some of the rules are shown: then places mean nothing. */
  onMove: ((id: string, by: 1 | -1) => void) | undefined;
}

/** One rule: its sentence, who keeps it, what is wrong with it, whom it fits now, its switch, and more. */
export const RuleRow = memo(function RuleRow({ said, findings, mayEdit, actions, onMove }: RuleRowProps) {
  const { staff, shell } = useTexts();
  const texts = staff.policy;
  const format = useFormat();
  const [isYamlOpen, setYamlOpen] = useState(false);
  const { rule, pieces } = said;
  const sentence = pieces ? (
    <RuleSentence pieces={pieces} />
  ) : (
    <span className={classes.faulty}>
      <b>{rule.name}</b> {texts.list.rule.faulty}
    </span>
  );
  return (
    <article
      className={classes.rule}
      data-enabled={rule.enabled}
      data-rule={rule.id}
      data-change={rule.change}
      aria-label={rule.name}
    >
      {mayEdit && onMove ? (
        <button
          type="button"
          className={classes.handle}
          draggable
          data-handle={rule.id}
          aria-label={texts.list.rule.handle(rule.name)}
          title={texts.list.rule.handle(rule.name)}
        >
          <IconGripVertical size={16} stroke={1.75} aria-hidden="true" />
        </button>
      ) : (
        <span />
      )}
      <div className={classes.say}>
        <p>
          {mayEdit ? (
            <Link
              className={classes.open}
              to={`/policy/rules/${encodeURIComponent(rule.id)}`}
              title={texts.list.rule.link(rule.name)}
            >
              {sentence}
            </Link>
          ) : (
            sentence
          )}
        </p>
        <div className={classes.meta}>
          <b>{rule.name}</b>
          {rule.change === 'changed' ? <Chip tone="accent">{texts.list.rule.changed}</Chip> : null}
          {rule.change === 'added' ? <Chip tone="accent">{texts.list.rule.added}</Chip> : null}
          {rule.editedBy.map(({ userId, displayName }) => (
            <Chip key={userId} tone="hold">
              {texts.list.rule.openBy(displayName)}
            </Chip>
          ))}
          {findings.map((finding) => (
            <Chip
              key={`${finding.code} ${finding.path}`}
              tone={finding.severity === 'error' ? 'bad' : 'hold'}
            >
              <IconAlertTriangle size={14} stroke={1.75} aria-hidden="true" />
              <span className={classes.warning}>{findingWords(texts.warning, finding)}</span>
            </Chip>
          ))}
          {rule.note ? <span>{rule.note}</span> : null}
          {rule.priority === USUAL_PRIORITY ? null : (
            <span>{texts.priority(format.number(rule.priority))}</span>
          )}
          {rule.owner ? <span>{rule.owner}</span> : null}
        </div>
      </div>
      <RulePeople rule={rule} />
      <div className={classes.state}>
        {mayEdit ? (
          <RuleSwitch
            label={texts.list.rule.switch(rule.name)}
            checked={rule.enabled}
            onChange={(checked) => actions.enable(rule.id, checked)}
          />
        ) : rule.enabled ? (
          texts.on
        ) : (
          texts.off
        )}
      </div>
      <RuleMenu
        said={said}
        mayEdit={mayEdit}
        actions={actions}
        onMove={onMove}
        isYamlOpen={isYamlOpen}
        onYaml={() => setYamlOpen(!isYamlOpen)}
      />
      {isYamlOpen ? (
        <div className={classes.yaml}>
          <pre tabIndex={0}>{rule.yaml}</pre>
          <CopyButton text={rule.yaml} word={texts.copyYaml} copiedWord={shell.copied} />
        </div>
      ) : null}
    </article>
  );
});

/** What a rule has that says nothing about it; only others are worth a word. */
const USUAL_PRIORITY = 500;
