import { Fragment } from 'react';
import { ValueToken } from './value-token';
import classes from './value.module.css';

/** Words as they are, words that carry weight, or a value to fill a blank with. */
export type SentencePiece =
  | string
  | { strong: string }
  | {
      value: string;
      decided?: boolean;
      /** The value letter by letter, where `value` says it shorter. */
      title?: string;
    };

/** A rule written as a sentence with its values as filled blanks. The words come from the caller's language. */
export function RuleSentence({ pieces }: { pieces: readonly SentencePiece[] }) {
  return (
    <span className={classes.sentence}>
      {pieces.map((piece, index) => (
        <Fragment key={index}>
          <Piece piece={piece} />
        </Fragment>
      ))}
    </span>
  );
}

function Piece({ piece }: { piece: SentencePiece }) {
  if (typeof piece === 'string') return piece;
  if ('strong' in piece) return <b className={classes.strong}>{piece.strong}</b>;
  const { value, decided = false, title } = piece;
  return (
    <ValueToken decided={decided} title={title}>
      {value}
    </ValueToken>
  );
}
