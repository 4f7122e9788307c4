import { Button } from '@mantine/core';
import { Card } from '@virlab/ui';
import { IconPlus } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useTexts } from '../../texts/texts-provider';
import { ConditionView } from './condition-view';
import { EMPTY_TEST } from './document/condition-edits';
import { readCondition } from './document/condition-tree';
import { dataAt, type RulePath } from './document/parse-rule';
import { Kept } from './document/template';
import { ProvidersField } from './providers-field';
import classes from './rule-form.module.css';
import { useRuleForm } from './rule-form-context';

/** Whom the rule is about; `at` shows one part of the condition alone. */
export function WhoCard({ at }: { at: RulePath | undefined }) {
  const { rule: texts } = useTexts().staff;
  const { rule, apply, isFixed, addressOf } = useRuleForm();
  const isPart = at !== undefined && dataAt(rule.data, at) !== undefined;
  const path: RulePath = isPart ? at : ['when'];
  const node = readCondition(rule.data, path);
  const isMissing = dataAt(rule.data, ['when']) === undefined || dataAt(rule.data, ['when']) === null;
  const begin = () => {
    // One condition alone, or everybody, becomes a list that others can be put to.
    const value = isMissing || node.kind === 'always' ? [EMPTY_TEST] : [new Kept(node.wholePath), EMPTY_TEST];
    apply([{ do: 'put', path, value: { all: value } }], {
      focus: [...path, 'all', value.length - 1],
      say: texts.announce.added,
    });
  };
  return (
    <Card title={texts.who} aside={<ProvidersField />}>
      <div className={classes.who} data-place="who">
        {isPart ? (
          <p className={classes.alone}>
            {texts.alone} <Link to={addressOf(undefined)}>{texts.backToWhole}</Link>
          </p>
        ) : null}
        {isMissing ? (
          <p className={classes.nobody}>{texts.nobodyYet}</p>
        ) : (
          <ConditionView node={node} parent={undefined} depth={0} isNegated={isUnderNot(path)} />
        )}
        {!isFixed && node.kind !== 'group' ? (
          <div className={classes.adds}>
            <Button
              size="xs"
              leftSection={<IconPlus size={16} stroke={1.75} aria-hidden="true" />}
              onClick={begin}
            >
              {texts.addCondition}
            </Button>
          </div>
        ) : null}
      </div>
    </Card>
  );
}

function isUnderNot(path: RulePath): boolean {
  return path.filter((step) => step === 'not').length % 2 === 1;
}
