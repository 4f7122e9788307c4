import { ActionIcon, Checkbox, Textarea, TextInput } from '@mantine/core';
import { Chip } from '@virlab/ui';
import { IconBan, IconChevronsDown, IconDeviceDesktop, IconId, IconSchool, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import { Choice } from './choice';
import { Kept } from './document/template';
import { dataAt, pathText } from './document/parse-rule';
import { CountField, TargetField, useField } from './effect-fields';
import { type EffectKind, effectKind } from './effect-edits';
import classes from './rule-form.module.css';
import { findingAt, useRuleForm } from './rule-form-context';
import { capturesIn } from './try-pattern';
import { findingsUnder } from './document/check-rule';

const ICONS = {
  pool: IconDeviceDesktop,
  class: IconSchool,
  role: IconId,
  limit: IconChevronsDown,
  deny: IconBan,
};

/** One effect as a half-sentence with fields. */
export function EffectRow({ index, of }: { index: number; of: number }) {
  const { rule: texts } = useTexts().staff;
  const format = useFormat();
  const { rule, apply, isFixed, findings, isTried, onPlace } = useRuleForm();
  const path = ['effects', index] as const;
  const kind = effectKind(dataAt(rule.data, path));
  const Icon = kind ? ICONS[kind] : undefined;
  const remove = () => apply([{ do: 'remove', path }], { focus: ['effects'], say: texts.announce.removed });
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : undefined;
    const isCopy = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'd';
    if ((by === undefined && !isCopy) || isFixed) return;
    event.preventDefault();
    if (isCopy) {
      apply([{ do: 'insert', path: ['effects'], index: index + 1, value: new Kept(path) }], {
        focus: ['effects', index + 1],
        say: texts.announce.duplicated,
      });
      return;
    }
    const to = index + (by ?? 0);
    if (to < 0 || to >= of) return;
    apply([{ do: 'swap', path: ['effects'], index: Math.min(index, to) }], {
      focus: ['effects', to],
      say: texts.announce.moved(format.number(to + 1), format.number(of)),
    });
  };
  const own = findingsUnder(findings, path).filter(
    ({ severity, code }) => severity === 'warning' || isTried || !UNFILLED.has(code),
  );
  return (
    <li
      className={classes.effect}
      aria-label={texts.effect(format.number(index + 1))}
      data-place={pathText(path)}
      onKeyDown={onKeyDown}
      onFocus={() => onPlace(path)}
      onBlur={() => onPlace(undefined)}
    >
      {Icon ? <Icon className={classes.effectIcon} size={18} stroke={1.75} aria-hidden="true" /> : null}
      <div className={classes.effectWords}>
        {kind ? (
          <EffectWords kind={kind} index={index} />
        ) : (
          <p>
            <Chip tone="hold">{texts.onlyYaml}</Chip> {texts.onlyYamlWhy}
          </p>
        )}
        {own.map((finding) => (
          <p
            key={`${finding.code} ${finding.path}`}
            className={classes.fault}
            data-severity={finding.severity}
          >
            {texts.finding[finding.code] ?? finding.message}
            {finding.help ? ` ${finding.help}` : ''}
          </p>
        ))}
      </div>
      {isFixed ? null : (
        <ActionIcon aria-label={texts.removeEffect} onClick={remove}>
          <IconX size={16} stroke={1.75} aria-hidden="true" />
        </ActionIcon>
      )}
    </li>
  );
}

/** What a field is while nobody has filled it in; told when the rule is kept. */
const UNFILLED: ReadonlySet<string> = new Set(['too-short', 'missing-field', 'wrong-format', 'wrong-type']);

function EffectWords({ kind, index }: { kind: EffectKind; index: number }) {
  switch (kind) {
    case 'pool':
      return <PoolWords index={index} />;
    case 'class':
      return <ClassWords index={index} />;
    case 'role':
      return <RoleWords index={index} />;
    case 'limit':
      return <LimitWords index={index} />;
    case 'deny':
      return <DenyWords index={index} />;
  }
}

function Lease({ index }: { index: number }) {
  const { rule: texts } = useTexts().staff;
  return (
    <>
      <span>{texts.for}</span>
      <CountField path={['effects', index, 'leaseDays']} label={texts.leaseLabel} />
      <span>{texts.daysThen}</span>
      <CountField path={['effects', index, 'graceDays']} label={texts.graceLabel} />
      <span>{texts.graceDays}</span>
    </>
  );
}

const EXTRAS = ['vcpu', 'memoryMiB', 'hours'] as const;

function Amounts({ index, holder, always }: { index: number; holder: 'quota' | 'limit'; always: boolean }) {
  const { rule: texts } = useTexts().staff;
  const { rule } = useRuleForm();
  const [isOpen, setOpen] = useState(always);
  const path = ['effects', index, holder] as const;
  const isSet = EXTRAS.some((key) => dataAt(rule.data, [...path, key]) !== undefined);
  if (!isOpen && !isSet)
    return (
      <button type="button" className={classes.quiet} onClick={() => setOpen(true)}>
        {texts.more_}
      </button>
    );
  return (
    <div className={classes.amounts}>
      {EXTRAS.map((key) => (
        <label key={key}>
          <span aria-hidden="true">{texts[key]}</span>
          <CountField path={[...path, key]} label={texts[key]} />
        </label>
      ))}
      {holder === 'limit' ? (
        <label>
          <span aria-hidden="true">{texts.limitDays}</span>
          <CountField path={[...path, 'leaseDays']} label={texts.limitDays} />
        </label>
      ) : null}
    </div>
  );
}

function PoolWords({ index }: { index: number }) {
  const { rule: texts } = useTexts().staff;
  return (
    <>
      <CountField path={['effects', index, 'quota', 'vms']} label={texts.machines} isNeeded />
      <TargetField path={['effects', index, 'pool']} kind="pool" label={texts.poolLabel} />
      <Lease index={index} />
      <Amounts index={index} holder="quota" always={false} />
    </>
  );
}

function LimitWords({ index }: { index: number }) {
  const { rule: texts } = useTexts().staff;
  return (
    <>
      <span>{texts.atMost}</span>
      <CountField path={['effects', index, 'limit', 'vms']} label={texts.machines} />
      <span>{texts.of}</span>
      <TargetField
        path={['effects', index, 'limit', 'pool']}
        kind="pool"
        label={texts.limitPool}
        none={texts.anyPool}
      />
      <Amounts index={index} holder="limit" always />
    </>
  );
}

function RoleWords({ index }: { index: number }) {
  const { rule: texts } = useTexts().staff;
  return (
    <>
      <span>{texts.getsRole}</span>
      <TargetField path={['effects', index, 'role']} kind="role" label={texts.roleLabel} />
      <span>{texts.inCourse}</span>
      <TargetField
        path={['effects', index, 'scope']}
        kind="class"
        label={texts.scopeLabel}
        none={texts.everywhere}
      />
    </>
  );
}

const CLASS_ROLES = ['learner', 'ta', 'teacher'] as const;
const TEMPLATE = '\u0000template';

function ClassWords({ index }: { index: number }) {
  const { rule: texts } = useTexts().staff;
  const { rule, vocabulary, apply, isFixed } = useRuleForm();
  const path = ['effects', index, 'class'] as const;
  const template = useField([...path, 'template']);
  const as = useField(['effects', index, 'as']);
  const create = useField([...path, 'createIfMissing']);
  const hintId = useId();
  const given = dataAt(rule.data, path);
  const isTemplate = dataAt(given, ['template']) !== undefined;
  const ref = String(dataAt(given, ['ref']) ?? '');
  const captures = capturesIn(dataAt(rule.data, ['when']));
  const classesKnown = vocabulary?.targets.filter(({ kind }) => kind === 'class') ?? [];
  const isKnown = ref === '' || classesKnown.some((one) => one.ref === ref);
  const choose = (value: string) =>
    apply([
      {
        do: 'put',
        path,
        value: value === TEMPLATE ? { template: captures[0] ? `{${captures[0]}}` : '' } : { ref: value },
      },
    ]);
  return (
    <>
      <span>{texts.joinsClass}</span>
      <Choice
        className={classes.target}
        aria-label={texts.classLabel}
        value={isTemplate ? TEMPLATE : ref}
        disabled={isFixed}
        data={[
          { value: '', label: texts.choose },
          ...(isKnown ? [] : [{ value: ref, label: vocabulary ? texts.unknownRef(ref) : ref }]),
          ...classesKnown.map((one) => ({ value: one.ref, label: one.title })),
          { value: TEMPLATE, label: texts.byTemplate },
        ]}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      <span>{texts.as}</span>
      <Choice
        className={classes.short}
        aria-label={texts.classRole}
        value={as.value}
        disabled={isFixed}
        data={CLASS_ROLES.map((value) => ({ value, label: texts.classRoles[value] }))}
        onChange={(event) => as.put(event.currentTarget.value)}
      />
      {isTemplate ? (
        <div className={classes.template}>
          <TextInput
            className={classes.mono}
            aria-label={texts.template}
            aria-describedby={hintId}
            value={template.value}
            disabled={isFixed}
            error={template.isFaulty}
            onChange={(event) => template.put(event.currentTarget.value)}
          />
          <p id={hintId} className={classes.hint}>
            {captures.length === 0 ? texts.noCaptures : texts.templateHint}
            {captures.map((name) => (
              <button
                key={name}
                type="button"
                className={classes.capture}
                disabled={isFixed}
                onClick={() => template.put(`${template.value}{${name}}`)}
              >{`{${name}}`}</button>
            ))}
          </p>
          <Checkbox
            size="xs"
            label={texts.createIfMissing}
            checked={create.value === 'true'}
            disabled={isFixed}
            onChange={(event) => create.set(event.currentTarget.checked ? true : undefined)}
          />
        </div>
      ) : null}
    </>
  );
}

const DENIABLE = ['login', 'pool', 'class', 'role'] as const;

function DenyWords({ index }: { index: number }) {
  const { rule: texts } = useTexts().staff;
  const { rule, apply, isFixed, findings, isTried } = useRuleForm();
  const path = ['effects', index, 'deny'] as const;
  const reason = useField(['effects', index, 'reason']);
  const denied = dataAt(rule.data, path);
  const what = DENIABLE.find((one) => one !== 'login' && dataAt(denied, [one]) !== undefined) ?? 'login';
  const [wasLeft, setLeft] = useState(false);
  const isMissing = findingAt(findings, ['effects', index, 'reason']) !== undefined || reason.value === '';
  return (
    <>
      <span>{texts.denies}</span>
      <Choice
        className={classes.target}
        aria-label={texts.denyLabel}
        value={what}
        disabled={isFixed}
        data={DENIABLE.map((value) => ({ value, label: texts.denyWhat[value] }))}
        onChange={(event) => {
          const next = event.currentTarget.value;
          apply([{ do: 'put', path, value: next === 'login' ? 'login' : { [next]: '' } }]);
        }}
      />
      {what === 'login' ? null : (
        <TargetField path={[...path, what]} kind={what} label={texts[`${what}Label`]} />
      )}
      <Textarea
        className={classes.reason}
        label={texts.reason}
        description={texts.reasonHint}
        rows={2}
        required
        withAsterisk={false}
        value={reason.value}
        disabled={isFixed}
        error={isMissing && (wasLeft || isTried)}
        onBlur={() => setLeft(true)}
        onChange={(event) => reason.put(event.currentTarget.value)}
      />
    </>
  );
}
