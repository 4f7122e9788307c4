import { RawValue, ValueToken } from '@virlab/ui';
import { attributeName, shortValue } from '../../texts/staff/attribute-name';
import { useTexts } from '../../texts/texts-provider';
import type { FoldedNode } from './fold-tree';

/** A condition in words: `Year of study is at least 2`, `All of these`. */
export function ConditionWords({ node }: { node: FoldedNode }) {
  const { staff } = useTexts();
  const { tree } = staff.why;
  if (node.kind === 'always') return <b>{tree.always}</b>;
  if (node.kind === 'not') {
    return (
      <>
        <b>{tree.not}</b> {tree.notThis}
      </>
    );
  }
  if (node.kind !== 'test') {
    return (
      <>
        <b>{node.kind === 'all' ? tree.all : tree.any}</b> {tree.ofThese}
      </>
    );
  }
  const { attr, expected, orAbsent } = node;
  const name = attr === undefined ? '' : attributeName(staff.sentence, attr).name;
  const value = attr === undefined ? expected : shortValue(staff.sentence, attr, expected);
  return (
    <>
      <span title={attr}>{name}</span> {operatorWords(node, staff.sentence)}{' '}
      {expected === '' ? null : (
        <ValueToken decided={node.decided} title={value === expected ? undefined : expected}>
          {value}
        </ValueToken>
      )}
      {orAbsent ? tree.orNotReleased : null}
    </>
  );
}

type Sentence = ReturnType<typeof useTexts>['staff']['sentence'];

/** The operator of a condition in words, turned round under a "not". */
export function operatorWords({ op, negated }: Pick<FoldedNode, 'op' | 'negated'>, texts: Sentence): string {
  const said = (texts.phrases as Record<string, string>)[`condition.${op}`];
  return (negated ? texts.negated[op] : said) ?? said ?? op;
}

export interface SeenWordsProps {
  node: FoldedNode;
  /** The attributes of which values came and were dropped. */
  dropped: ReadonlySet<string>;
}

/** What a condition met: the values letter by letter, or that nothing was released. */
export function SeenWords({ node: { attr, seen, result, orAbsent }, dropped }: SeenWordsProps) {
  const { tree } = useTexts().staff.why;
  if (seen.length > 0) {
    return (
      <>
        {tree.saw}{' '}
        {seen.map((value) => (
          <RawValue key={value}>{value}</RawValue>
        ))}
      </>
    );
  }
  if (attr === undefined) return tree.sawNow;
  if (orAbsent && result === 'true') return tree.allowsNothing;
  return (
    <span>
      {tree.sawNothing} <code>{attr}</code> {dropped.has(attr) ? tree.wasDropped : tree.wasNotReleased}
    </span>
  );
}
