import type { PolicyComparison } from '@virlab/contracts';
import { Card } from '@virlab/ui';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import classes from './policy-versions.module.css';

/** Lines that stay beside one that differs. */
const AROUND = 3;

type Line = PolicyComparison['yaml'][number];

/** The texts line by line; long stretches that are the same are only counted. */
export function LinesCompared({ lines }: { lines: readonly Line[] }) {
  const { staff } = useTexts();
  const texts = staff.policy.versions;
  const format = useFormat();
  if (lines.every(({ fate }) => fate === 'same')) return <p className={classes.unchanged}>{texts.noLines}</p>;
  return (
    <Card label={texts.byLines}>
      <pre className={classes.lines} tabIndex={0}>
        {stretches(lines).map((stretch, index) =>
          typeof stretch === 'number' ? (
            <span key={index} className={classes.skipped}>
              {texts.sameLines(format.number(stretch))}
            </span>
          ) : (
            <span key={index} className={classes.line} data-fate={stretch.fate}>
              <span aria-hidden="true">{MARKS[stretch.fate]}</span>
              {stretch.fate === 'same' ? null : (
                <span className="vl-hidden">{stretch.fate === 'new' ? texts.cameWord : texts.wentWord} </span>
              )}
              {stretch.line}
              {'\n'}
            </span>
          ),
        )}
      </pre>
    </Card>
  );
}

const MARKS = { same: '  ', gone: '− ', new: '+ ' } as const;

/** The lines near a difference, and how many were left out between them. */
function stretches(lines: readonly Line[]): (Line | number)[] {
  const shown = new Set<number>();
  lines.forEach(({ fate }, index) => {
    if (fate === 'same') return;
    for (let near = index - AROUND; near <= index + AROUND; near += 1) shown.add(near);
  });
  const found: (Line | number)[] = [];
  lines.forEach((line, index) => {
    const last = found.at(-1);
    if (shown.has(index)) found.push(line);
    else if (typeof last === 'number') found[found.length - 1] = last + 1;
    else found.push(1);
  });
  return found;
}
