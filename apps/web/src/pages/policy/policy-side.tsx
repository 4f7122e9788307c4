import type { PublishedPolicy } from '@virlab/contracts';
import { Card, CardList, Chip, Note, StateGlyph } from '@virlab/ui';
import { IconListDetails, IconShieldCheck } from '@tabler/icons-react';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import classes from './policy.module.css';
import { warningWords } from './rule-row';
import type { PolicyWarning } from './warnings-by-rule';

export interface PolicySideProps {
  policy: PublishedPolicy;
  byRule: ReadonlyMap<string, readonly PolicyWarning[]>;
  others: readonly PolicyWarning[];
}

/** What the check found in the published policy, and what holds for all of it. */
export function PolicySide({ policy, byRule, others }: PolicySideProps) {
  const { staff } = useTexts();
  const texts = staff.policy;
  const format = useFormat();
  const count = policy.warnings.length;
  return (
    <>
      <Card
        title={texts.check}
        icon={<IconShieldCheck size={18} stroke={1.75} aria-hidden="true" />}
        aside={
          count === 0 ? (
            <Chip tone="ok">{texts.passes}</Chip>
          ) : (
            <Chip tone="hold">{texts.warnings(format.number(count), count === 1)}</Chip>
          )
        }
      >
        {count > 0 ? (
          <CardList label={texts.check}>
            {policy.rules.flatMap((rule) =>
              (byRule.get(rule.id) ?? []).map((warning) => (
                <Finding key={`${warning.code} ${warning.path}`} about={rule.name} warning={warning} />
              )),
            )}
            {others.map((warning) => (
              <Finding key={`${warning.code} ${warning.path}`} about={texts.whole} warning={warning} />
            ))}
          </CardList>
        ) : null}
      </Card>
      <Note icon={<IconListDetails size={18} stroke={1.75} aria-hidden="true" />}>
        <p>{texts.order}</p>
        <p className={classes.zone}>{texts.timeZone(policy.timeZone)}</p>
      </Note>
    </>
  );
}

function Finding({ about, warning }: { about: string; warning: PolicyWarning }) {
  const { staff } = useTexts();
  return (
    <li className={classes.finding} title={warning.path}>
      <span className={classes.findingGlyph}>
        <StateGlyph shape="failed" plain />
      </span>
      <span>
        <b>{about}</b> {warningWords(staff.policy.warning, warning)}
      </span>
    </li>
  );
}
