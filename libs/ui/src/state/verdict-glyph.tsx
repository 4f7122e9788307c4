import type { ReactNode } from 'react';
import classes from './glyph.module.css';
import { type Verdict, VERDICT_TONES } from './state-shape';

const line = { fill: 'none', stroke: 'currentColor', strokeWidth: 2.2, strokeLinecap: 'round' } as const;

const SHAPES: Record<Verdict, ReactNode> = {
  true: <path {...line} strokeLinejoin="round" d="M1.5 7.4 5.4 11.2 12.5 3" />,
  false: <path {...line} d="m2.5 2.5 9 9m0-9-9 9" />,
  missing: (
    <circle
      {...line}
      strokeLinecap="butt"
      strokeWidth={1.9}
      cx="7"
      cy="7"
      r="5.8"
      strokeDasharray="2.6 1.96"
    />
  ),
  notAsked: <path {...line} d="M2.5 7h9" />,
};

export interface VerdictGlyphProps {
  verdict: Verdict;
  /** Side in px. */
  size?: number;
  /** Takes the colour of the text around it instead of the tone of the verdict. */
  plain?: boolean;
}

/** Tick, cross, dashed ring (not released) or dash (not asked); the word stands beside it. */
export function VerdictGlyph({ verdict, size = 14, plain = false }: VerdictGlyphProps) {
  return (
    <svg
      className={`${classes.glyph} ${plain ? '' : classes[VERDICT_TONES[verdict]]}`}
      style={{ width: size, height: size, ...(plain ? { color: 'inherit' } : {}) }}
      viewBox="0 0 14 14"
      aria-hidden="true"
      data-verdict={verdict}
    >
      {SHAPES[verdict]}
    </svg>
  );
}
