import type { StateShape } from '@virlab/contracts';
import type { ReactNode } from 'react';
import classes from './glyph.module.css';
import { STATE_TONES } from './state-shape';

const line = {
  fill: 'none',
  stroke: 'currentColor',
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const;

/** Eleven silhouettes in a box of 14: each can be told from the others without its colour. */
const SHAPES: Record<StateShape, ReactNode> = {
  // A disc with the play mark cut out of it, so that it fits every background.
  running: (
    <path fill="currentColor" fillRule="evenodd" d="M7 0a7 7 0 1 1 0 14A7 7 0 0 1 7 0ZM5.2 3.8v6.4L10.4 7Z" />
  ),
  starting: (
    <>
      <circle {...line} cx="7" cy="7" r="5.9" strokeWidth="2.2" opacity=".3" />
      <path {...line} d="M7 1.1A5.9 5.9 0 0 1 12.9 7" strokeWidth="2.2" />
    </>
  ),
  stopping: (
    <>
      <circle {...line} cx="7" cy="7" r="6.1" strokeWidth="1.8" />
      <path fill="currentColor" d="M1.4 7.6h11.2a5.6 5.6 0 0 1-11.2 0Z" />
    </>
  ),
  reverting: (
    <>
      <path {...line} d="M2.3 4.1A5.7 5.7 0 1 1 1.3 7.7" strokeWidth="2" />
      <path {...line} d="M2 .9v3.7h3.7" strokeWidth="2" />
    </>
  ),
  queued: (
    <>
      <circle
        {...line}
        strokeLinecap="butt"
        cx="7"
        cy="7"
        r="6"
        strokeWidth="1.8"
        strokeDasharray="2.3 1.9"
      />
      <path {...line} d="M7 3.7V7l2.3 1.4" strokeWidth="1.6" />
    </>
  ),
  paused: (
    <path
      fill="currentColor"
      d="M2.5 1h2a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1h-2a1 1 0 0 1-1-1V2a1 1 0 0 1 1-1Zm7 0h2a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1h-2a1 1 0 0 1-1-1V2a1 1 0 0 1 1-1Z"
    />
  ),
  stopped: <rect {...line} x="1.5" y="1.5" width="11" height="11" rx="1.4" strokeWidth="2" />,
  failed: (
    <path
      fill="currentColor"
      fillRule="evenodd"
      d="M7 .4 14 13.4H0ZM6.1 5.1h1.8v4.3H6.1Zm0 5.3h1.8v1.7H6.1Z"
    />
  ),
  unknown: (
    <>
      <circle
        {...line}
        strokeLinecap="butt"
        cx="7"
        cy="7"
        r="6.1"
        strokeWidth="1.6"
        strokeDasharray="3 1.8"
      />
      <path {...line} d="M5.2 5.5c.1-2.5 3.8-2.3 3.7 0-.1 1.2-1.8 1.3-1.9 2.5" strokeWidth="1.5" />
      <circle cx="7" cy="10.4" r=".95" fill="currentColor" />
    </>
  ),
  absent: (
    <>
      <circle
        {...line}
        strokeLinecap="butt"
        cx="7"
        cy="4"
        r="2.7"
        strokeWidth="1.6"
        strokeDasharray="2 1.4"
      />
      <path
        {...line}
        strokeLinecap="butt"
        d="M1.7 13c.7-5.4 9.9-5.4 10.6 0"
        strokeWidth="1.6"
        strokeDasharray="2 1.4"
      />
    </>
  ),
  locked: (
    <>
      <rect x="1.5" y="6" width="11" height="7.5" rx="1.6" fill="currentColor" />
      <path {...line} strokeLinecap="butt" d="M4 6.3V4.2a3 3 0 0 1 6 0v2.1" strokeWidth="1.8" />
    </>
  ),
};

const MOTION: Partial<Record<StateShape, string>> = {
  starting: classes.turning ?? '',
  reverting: classes.turningBack ?? '',
};

export interface StateGlyphProps {
  shape: StateShape;
  /** Side in px: 14, 11 on wall tiles, 16 in stages, 36 on reason pages. */
  size?: number;
  /** Takes the colour of the text around it instead of the tone of the state. */
  plain?: boolean;
}

/** The silhouette of a state. It is hidden from screen readers: its word always stands beside it. */
export function StateGlyph({ shape, size = 14, plain = false }: StateGlyphProps) {
  const tone = plain ? '' : classes[STATE_TONES[shape]];
  return (
    <svg
      className={[classes.glyph, tone, MOTION[shape] ?? ''].join(' ')}
      style={{ width: size, height: size, ...(plain ? { color: 'inherit' } : {}) }}
      viewBox="0 0 14 14"
      aria-hidden="true"
      data-shape={shape}
    >
      {SHAPES[shape]}
    </svg>
  );
}
