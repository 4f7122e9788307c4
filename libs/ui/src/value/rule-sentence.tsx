import { Fragment } from 'react';
import { ValueToken } from './value-token';
import classes from './value.module.css';

/** Words as they are, or a value to fill a blank with. */
export type SentencePiece = string | { value: string; decided?: boolean };

/** A rule written as a sentence with its values as filled blanks. The words come from the caller's language. */
export function RuleSentence({ pieces }: { pieces: readonly SentencePiece[] }) {
  return (
    <span className={classes.sentence}>
      {pieces.map((piece, index) => (
        <Fragment key={index}>
          {typeof piece === 'string' ? (
            piece
          ) : (
            <ValueToken decided={piece.decided ?? false}>{piece.value}</ValueToken>
          )}
        </Fragment>
      ))}
    </span>
  );
}
