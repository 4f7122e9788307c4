import { Button, Popover } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import { dataAt } from './document/parse-rule';
import classes from './rule-form.module.css';
import { findingAt, useRuleForm } from './rule-form-context';
import { ValuesField } from './values-field';

/** At which identity providers a person has to sign in for the rule to be asked. */
export function ProvidersField() {
  const { rule: texts } = useTexts().staff;
  const format = useFormat();
  const { rule, apply, isFixed, vocabulary, findings } = useRuleForm();
  const idps = dataAt(rule.data, ['idps']);
  const chosen = Array.isArray(idps) ? idps.map(String) : [];
  const isAny = idps === undefined || idps === '*' || idps === null;
  const titleOf = (entityId: string) =>
    vocabulary?.providers.find((one) => one.entityId === entityId)?.title ?? entityId;
  const [only] = chosen;
  const word = isAny
    ? texts.anyProvider
    : only !== undefined && chosen.length === 1
      ? titleOf(only)
      : texts.someProviders(format.number(chosen.length));
  const set = (values: readonly string[]) =>
    apply([{ do: 'put', path: ['idps'], value: values.length === 0 ? '*' : values }]);
  return (
    <>
      <span className="vl-muted vl-wide-only">{texts.providers}</span>
      <Popover position="bottom-end" trapFocus returnFocus>
        <Popover.Target>
          <Button
            className={classes.providers}
            aria-label={`${texts.providersLabel}: ${word}`}
            rightSection={<IconChevronDown size={16} stroke={1.75} aria-hidden="true" />}
            disabled={isFixed && isAny}
            data-faulty={findingAt(findings, ['idps']) !== undefined}
          >
            {word}
          </Button>
        </Popover.Target>
        <Popover.Dropdown className={classes.providersList}>
          <p className={classes.hint}>{texts.providersHint}</p>
          <ValuesField
            isInPopover
            label={texts.addProvider}
            values={chosen}
            suggestions={(vocabulary?.providers ?? []).map(({ entityId, title }) => ({
              value: entityId,
              label: title,
              ...(title === entityId ? {} : { code: entityId }),
            }))}
            heading={texts.providersLabel}
            disabled={isFixed}
            error={false}
            onChange={set}
          />
          {isAny ? null : (
            <Button size="xs" disabled={isFixed} onClick={() => set([])}>
              {texts.anyProvider}
            </Button>
          )}
        </Popover.Dropdown>
      </Popover>
    </>
  );
}
