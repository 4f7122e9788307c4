import classes from './mark.module.css';

export interface MarkProps {
  /** Side in px. */
  size?: number;
}

/** The mark: a screen in accent with a prompt turned to face you. The name beside it is text, so this is hidden. */
export function Mark({ size = 24 }: MarkProps) {
  return (
    <svg
      className={classes.mark}
      style={{ width: size, height: size }}
      viewBox="0 0 24 24"
      aria-hidden="true"
    >
      <rect x="1" y="2" width="22" height="20" rx="5" className={classes.screen} />
      <g className={classes.prompt}>
        <path d="m5.4 7.4 4 9.1 4-9.1" />
        <path d="M15 16.5h4" />
      </g>
    </svg>
  );
}
