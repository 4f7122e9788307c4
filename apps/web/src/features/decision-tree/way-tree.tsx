import type { Why } from '@virlab/contracts';
import { type DecisionNode, DecisionTree, type Verdict } from '@virlab/ui';
import type { WhyTexts } from '../../texts/staff/why/en';
import { useTexts } from '../../texts/texts-provider';
import { ConditionWords, SeenWords } from './condition-words';
import { decidedConditions, type FoldedNode, foldTree } from './fold-tree';

type Way = Why['ways'][number];

export interface WayTreeProps {
  way: Way;
  /** What the rule would give, in words. */
  gives: string;
  /** The attributes of which values came and were dropped. */
  dropped: ReadonlySet<string>;
}

const VERDICTS: Record<Way['outcome'], Verdict> = {
  matched: 'true',
  notMatched: 'false',
  missing: 'missing',
  disabled: 'notAsked',
  outOfWindow: 'notAsked',
  otherIdp: 'notAsked',
};

/** How one rule was decided about one person: the rule, its conditions, and what each of them saw. */
export function WayTree({ way, gives, dropped }: WayTreeProps) {
  const { staff } = useTexts();
  const texts = staff.why;
  const tree = way.tree ? foldTree(way.tree) : undefined;
  const decided = tree ? decidedConditions(tree).length : 0;
  const isNo = way.outcome !== 'matched';
  const root: DecisionNode = {
    id: way.ruleId,
    verdict: VERDICTS[way.outcome],
    title: (
      <>
        <b>{way.ruleName}</b> {texts.gives(gives)}
      </>
    ),
    result: texts.outcomes[way.outcome],
    onPath: tree?.decided ?? false,
    lit: false,
    children: tree ? [toNode(tree, { decided, isNo, dropped, texts })] : [],
  };
  return <DecisionTree root={root} label={texts.decisionOf(way.ruleName)} />;
}

interface Drawing {
  /** How many conditions decided. */
  decided: number;
  /** The rule did not fit: what decided says so. */
  isNo: boolean;
  dropped: ReadonlySet<string>;
  texts: WhyTexts;
}

function toNode(node: FoldedNode, drawing: Drawing): DecisionNode {
  const isLeaf = node.children.length === 0;
  const hasSeen = node.kind === 'test' && node.result !== 'notAsked';
  return {
    id: node.path,
    verdict: node.result,
    title: <ConditionWords node={node} />,
    ...(hasSeen ? { seen: <SeenWords node={node} dropped={drawing.dropped} /> } : {}),
    result: resultWords(node, drawing),
    onPath: node.decided && !isLeaf,
    lit: node.decided && isLeaf,
    children: node.children.map((child) => toNode(child, drawing)),
  };
}

function resultWords(node: FoldedNode, { decided, isNo, texts: { tree } }: Drawing): string {
  if (node.children.length === 0) {
    if (!node.decided || !isNo) return tree.results[node.result];
    return decided === 1 ? tree.decided : tree.decidedWith(decided);
  }
  if (node.kind === 'not' || node.result === 'true' || node.result === 'notAsked') {
    return tree.results[node.result];
  }
  if (node.kind === 'any') return tree.none;
  const count = (result: FoldedNode['result']) => node.children.filter((one) => one.result === result).length;
  return node.result === 'missing' ? tree.missing(count('missing')) : tree.false(count('false'));
}
