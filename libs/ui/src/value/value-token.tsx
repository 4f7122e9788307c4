import classes from './value.module.css';

export interface ValueTokenProps {
  children: string;
  /** Lit: this value decided. */
  decided?: boolean;
  /** The value letter by letter, where `children` say it shorter. */
  title?: string | undefined;
}

/** A value inside a sentence, like a filled blank. */
export function ValueToken({ children, decided = false, title }: ValueTokenProps) {
  return (
    <span className={classes.token} data-decided={decided} title={title}>
      {children}
    </span>
  );
}

export interface RawValueProps {
  children: string;
  /** Struck through: it was dropped. */
  dropped?: boolean;
}

/** A value letter by letter as a university sent it. */
export function RawValue({ children, dropped = false }: RawValueProps) {
  const content = <bdi>{children}</bdi>;
  return dropped ? (
    <del className={classes.raw} data-dropped="true">
      {content}
    </del>
  ) : (
    <span className={classes.raw}>{content}</span>
  );
}
