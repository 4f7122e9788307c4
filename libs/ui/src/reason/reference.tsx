import classes from './reason.module.css';

/** Longer than any request id; what comes by a link may be anything. */
const MOST = 32;

/** A request id as people read it out: upper case, in groups of four. Anything else is left out. */
export function groupReference(requestId: string): string {
  const letters = requestId
    .replaceAll(/[^0-9a-z]/gi, '')
    .slice(0, MOST)
    .toUpperCase();
  return letters.match(/.{1,4}/g)?.join('-') ?? '';
}

export interface ReferenceProps {
  code: string;
  /** When, already written for the reader. */
  at?: string;
  /** `Reference 7F3K-20Q…`, already written for the reader. */
  reference?: string;
}

/** The small line under an error: code, time, reference. */
export function Reference({ code, at, reference }: ReferenceProps) {
  return (
    <p className={classes.code}>
      <span>{code}</span>
      {at ? <span>{at}</span> : null}
      {reference ? <span data-testid="reference">{reference}</span> : null}
    </p>
  );
}
