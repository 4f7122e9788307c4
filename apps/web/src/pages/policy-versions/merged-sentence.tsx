import type { RuleChange } from '@virlab/contracts';
import type { SentencePart } from '@virlab/policy';
import type { SentencePiece } from '@virlab/ui';
import { useTitles } from '../../data/policy';
import { type Fate, type FatedPiece, sayMerged } from '../../features/rule-sentence/say-rule';
import { useTexts } from '../../texts/texts-provider';
import classes from './policy-versions.module.css';

/** Two versions of a rule as one sentence: what came is underlined, what went is struck. */
export function MergedSentence({ sentence }: { sentence: RuleChange['sentence'] }) {
  const { staff } = useTexts();
  const titleOf = useTitles();
  const parts = sentence as readonly { fate: Fate; part: SentencePart }[];
  const runs = runsOf(sayMerged(parts, staff.sentence, titleOf));
  return (
    <p className={classes.sentence}>
      {runs.map(({ fate, pieces }, index) => (
        <Run key={index} fate={fate} pieces={pieces} />
      ))}
    </p>
  );
}

function Run({ fate, pieces }: { fate: Fate; pieces: readonly SentencePiece[] }) {
  const { staff } = useTexts();
  const texts = staff.policy.versions;
  const words = pieces.map((piece, index) => <Piece key={index} piece={piece} />);
  if (fate === 'same') return words;
  if (fate === 'new') {
    return (
      <ins className={classes.came}>
        <span className="vl-hidden">{texts.cameWord} </span>
        {words}
      </ins>
    );
  }
  return (
    <del className={classes.went}>
      <span className="vl-hidden">{texts.wentWord} </span>
      {words}
    </del>
  );
}

function Piece({ piece }: { piece: SentencePiece }) {
  if (typeof piece === 'string') return piece;
  if ('strong' in piece) return <b>{piece.strong}</b>;
  return piece.title ? <span title={piece.title}>{piece.value}</span> : piece.value;
}

/** Pieces of one fate in a row are one insertion or deletion. */
function runsOf(pieces: readonly FatedPiece[]): { fate: Fate; pieces: SentencePiece[] }[] {
  const runs: { fate: Fate; pieces: SentencePiece[] }[] = [];
  for (const { fate, piece } of pieces) {
    const last = runs.at(-1);
    if (last?.fate === fate) last.pieces.push(piece);
    else runs.push({ fate, pieces: [piece] });
  }
  return runs;
}
