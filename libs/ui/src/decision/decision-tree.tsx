import type { ReactNode } from 'react';
import type { Verdict } from '../state/state-shape';
import { VerdictGlyph } from '../state/verdict-glyph';
import classes from './decision-tree.module.css';

/** One condition of a decision, ready to be drawn. */
export interface DecisionNode {
  id: string;
  verdict: Verdict;
  /** The condition in words. */
  title: ReactNode;
  /** What it saw. */
  seen?: ReactNode;
  /** The result in words, at the right. */
  result: string;
  /** It lies on the way from the top to what decided. */
  onPath: boolean;
  /** This is what decided. */
  lit: boolean;
  children?: readonly DecisionNode[];
}

export interface DecisionTreeProps {
  root: DecisionNode;
  label: string;
}

/**
 * A decision from the top to its conditions. The way to what decided is an accent line, what decided is lit, the rest
 * stays readable; every result stands in words beside its glyph.
 */
export function DecisionTree({ root, label }: DecisionTreeProps) {
  return (
    <ul className={classes.tree} aria-label={label}>
      <li>
        <Node node={root} />
        <Branches nodes={root.children ?? []} />
      </li>
    </ul>
  );
}

function Branches({ nodes }: { nodes: readonly DecisionNode[] }) {
  if (nodes.length === 0) return null;
  const last = nodes.findLastIndex(isMarked);
  return (
    <ul className={classes.branches}>
      {nodes.map((node, index) => (
        <li
          key={node.id}
          className={classes.branch}
          data-trunk={index < last ? 'through' : index === last ? 'arrives' : 'plain'}
          data-marked={isMarked(node)}
        >
          <Node node={node} />
          <Branches nodes={node.children ?? []} />
        </li>
      ))}
    </ul>
  );
}

function isMarked({ onPath, lit }: DecisionNode): boolean {
  return onPath || lit;
}

function Node({ node: { verdict, title, seen, result, onPath, lit } }: { node: DecisionNode }) {
  return (
    <div className={classes.node} data-verdict={verdict} data-path={onPath} data-lit={lit}>
      <VerdictGlyph verdict={verdict} />
      <div className={classes.words}>
        <div className={classes.title}>{title}</div>
        {seen ? <div className={classes.seen}>{seen}</div> : null}
      </div>
      <span className={classes.result}>{result}</span>
    </div>
  );
}
