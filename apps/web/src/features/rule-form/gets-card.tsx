import { Button, Menu } from '@mantine/core';
import { Card } from '@virlab/ui';
import { IconPlus } from '@tabler/icons-react';
import { useTexts } from '../../texts/texts-provider';
import type { Edit } from './document/edit-rule';
import { dataAt } from './document/parse-rule';
import { EFFECT_KINDS, type EffectKind, newEffect } from './effect-edits';
import { EffectRow } from './effect-row';
import classes from './rule-form.module.css';
import { useRuleForm } from './rule-form-context';

/** What the people get whom the rule is about. */
export function GetsCard() {
  const { rule: texts } = useTexts().staff;
  const { rule, apply, isFixed, vocabulary, isTried } = useRuleForm();
  const effects = dataAt(rule.data, ['effects']);
  const list = Array.isArray(effects) ? effects : [];
  const isDrawable = effects === undefined || effects === null || Array.isArray(effects);
  const add = (kind: EffectKind) => {
    const value = newEffect(kind, vocabulary?.targets ?? []);
    const edit: Edit = Array.isArray(effects)
      ? { do: 'insert', path: ['effects'], index: list.length, value }
      : { do: 'put', path: ['effects'], value: [value] };
    apply([edit], { focus: ['effects', list.length], say: texts.announce.effectAdded });
  };
  return (
    <Card title={texts.gets}>
      <ul className={classes.effects} aria-label={texts.gets} data-place="effects">
        {list.map((_, index) => (
          <EffectRow key={index} index={index} of={list.length} />
        ))}
        <li>
          {isDrawable ? null : <p>{texts.onlyYaml}</p>}
          {list.length === 0 ? (
            <p className={isTried ? classes.fault : classes.nobody}>{texts.nothingYet}</p>
          ) : null}
          {isFixed || !isDrawable ? null : (
            <Menu position="bottom-start">
              <Menu.Target>
                <Button size="xs" leftSection={<IconPlus size={16} stroke={1.75} aria-hidden="true" />}>
                  {list.length === 0 ? texts.firstEffect : texts.anotherEffect}
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                {EFFECT_KINDS.map((kind) => (
                  <Menu.Item key={kind} onClick={() => add(kind)}>
                    {texts.effects[kind]}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          )}
        </li>
      </ul>
    </Card>
  );
}
