import type { PolicyCase, PolicyCaseResult } from '@virlab/contracts';
import { Card, CardList, Chip, VerdictGlyph } from '@virlab/ui';
import { Link } from 'react-router';
import { useTexts } from '../../texts/texts-provider';
import { differenceWords } from './difference-words';
import classes from './policy-cases.module.css';

export interface CaseListProps {
  cases: readonly PolicyCase[];
  results: ReadonlyMap<string, PolicyCaseResult>;
  chosen: string | undefined;
  /** Address of a case, in which the filter stays. */
  addressOf: (name: string) => string;
}

/** The saved test cases with what came out, and what differs in words. */
export function CaseList({ cases, results, chosen, addressOf }: CaseListProps) {
  const { staff } = useTexts();
  const texts = staff.policy.cases;
  return (
    <Card>
      <CardList label={texts.list}>
        {cases.map(({ name, change }) => {
          const result = results.get(name);
          const verdict = result === undefined ? 'notAsked' : result.passed ? 'true' : 'false';
          return (
            <li key={name} className={classes.row} data-chosen={name === chosen} data-case={name}>
              <span className={classes.glyph}>
                <VerdictGlyph verdict={verdict} />
                <span className="vl-hidden">
                  {result === undefined ? texts.notRun : result.passed ? texts.passes : texts.fails}
                </span>
              </span>
              <div className={classes.rowText}>
                <Link to={addressOf(name)} aria-current={name === chosen ? 'true' : undefined}>
                  {name}
                </Link>
                {change === 'same' ? null : (
                  <Chip tone="accent">{change === 'added' ? texts.added : texts.changed}</Chip>
                )}
                {result?.differences.map((difference) => (
                  <p key={difference.path} className={classes.difference}>
                    {differenceWords(texts, difference)}
                  </p>
                ))}
              </div>
            </li>
          );
        })}
      </CardList>
    </Card>
  );
}
