import type { ExplanationNode, Why } from '@virlab/contracts';

const MARKS = { true: '✔', false: '✘', missing: '?', notAsked: '·' } as const;

/** An explanation as lines for a terminal. */
export function whyText(why: Why): string {
  const { person, target, answer } = why;
  const facts = Object.entries(answer.params).filter(([, text]) => text !== '');
  const lines = [
    `${person.displayName} (${person.university}) ${why.has ? 'has' : 'does not have'} ${target.kind}:${target.ref}`,
    `policy version ${why.policyVersion}, attributes released ${why.decidedAt}`,
    '',
    `because: ${answer.key}`,
    ...facts.map(([name, text]) => `  ${name}: ${text}`),
  ];
  for (const { ruleId, ruleName, outcome, tree } of why.ways) {
    lines.push('', `rule ${ruleId} "${ruleName}": ${outcome}`, ...(tree ? nodeLines(tree, 1) : []));
  }
  lines.push(
    ...section(
      'would have to be true',
      why.wouldHaveToBeTrue.map(({ attr, op, expected }) => `${attr} ${op} ${expected}`),
    ),
    ...section(
      'dropped at sign-in',
      why.dropped.map(({ attr, value, why: reason }) => `${attr} = ${value}: ${reason}`),
    ),
    ...section(
      'lost to',
      why.conflicts.map(({ winner, loser, why: reason }) => `${winner} over ${loser}: ${reason}`),
    ),
    '',
    `${why.sameWay} known people have it; turn: ${why.turn}`,
  );
  if (why.askText) lines.push('', '--- to send ---', why.askText);
  return lines.join('\n');
}

function nodeLines(node: ExplanationNode, depth: number): string[] {
  const { kind, attr, op, expected, seen, result, decided, children = [] } = node;
  const asks = [attr ?? (kind === 'test' ? '' : kind), op, expected].filter(Boolean).join(' ');
  const saw = seen === undefined ? '' : `  saw ${seen.length === 0 ? 'nothing' : seen.join(', ')}`;
  const line = `${'  '.repeat(depth)}${MARKS[result]} ${asks}${saw}${decided && children.length === 0 ? '  ← decided' : ''}`;
  return [line, ...children.flatMap((child) => nodeLines(child, depth + 1))];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `${title}:`, ...lines.map((line) => `  ${line}`)];
}
