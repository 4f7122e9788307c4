import { Card, StateGlyph } from '@virlab/ui';
import type { RuleFinding } from '../../features/rule-form/document/check-rule';
import { useTexts } from '../../texts/texts-provider';
import classes from './rule.module.css';

export interface FindingListProps {
  findings: readonly RuleFinding[];
  /** Until something was tried, only what stands nowhere in the form is listed. */
  isShown: boolean;
  onGo: (finding: RuleFinding) => void;
}

/** All that is to be mended, each leading to its place. */
export function FindingList({ findings, isShown, onGo }: FindingListProps) {
  const { rule: texts } = useTexts().staff;
  const listed = findings.filter(({ severity }) => isShown || severity === 'warning');
  if (listed.length === 0) return null;
  return (
    <Card title={texts.findings}>
      <ul className={classes.findings} aria-label={texts.findings}>
        {listed.map((finding) => (
          <li key={`${finding.code} ${finding.path}`} data-severity={finding.severity}>
            <StateGlyph shape="failed" plain />
            <span>
              <button type="button" className={classes.link} onClick={() => onGo(finding)}>
                {finding.path === '' ? texts.whole : finding.path}
              </button>{' '}
              {texts.finding[finding.code] ?? finding.message} {finding.help ?? ''}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
