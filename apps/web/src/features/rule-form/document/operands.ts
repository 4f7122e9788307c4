/** Kinds of operands: what stands behind the operator. */
export type Operand = 'text' | 'texts' | 'number' | 'range' | 'count' | 'pattern' | 'window' | 'none';

/** What an operator asks for. */
export function operandOf(op: string): Operand {
  if (op === 'equals') return 'text';
  if (op === 'oneOf' || op === 'startsWith' || op === 'endsWith' || op === 'hasScope' || op === 'urnUnder')
    return 'texts';
  if (op === 'matches') return 'pattern';
  if (op === 'numBetween') return 'range';
  if (op.startsWith('num')) return 'number';
  if (op === 'countAtLeast') return 'count';
  return op === 'timeWithin' ? 'window' : 'none';
}

/** Which of `ci`, `part`, `quantifier` and `extract` an operator knows. */
export function mannersOf(op: string): readonly ('ci' | 'part' | 'quantifier' | 'extract')[] {
  switch (operandOf(op)) {
    case 'text':
    case 'pattern':
      return ['ci', 'part', 'quantifier'];
    case 'texts':
      if (op === 'hasScope') return ['quantifier'];
      return op === 'urnUnder' ? ['ci', 'quantifier'] : ['ci', 'part', 'quantifier'];
    case 'number':
    case 'range':
      return ['extract', 'part', 'quantifier'];
    default:
      return [];
  }
}

/** A test that asks in another way, with what it has of the fields that belong there. */
export function testOf(op: string, test: Record<string, unknown>): Record<string, unknown> {
  const { attr = '', value, values } = test;
  const operand = operandOf(op);
  const manners = Object.fromEntries(
    mannersOf(op).flatMap((key) => (test[key] === undefined ? [] : [[key, test[key]]])),
  );
  const texts = (Array.isArray(values) ? values : value === undefined ? [] : [value]).map((one) =>
    String(one ?? ''),
  );
  const number = (at: number, other: number) => {
    const found = Number(texts[at]);
    return texts[at] && Number.isFinite(found) ? found : other;
  };
  const head = operand === 'window' ? { op } : { attr, op };
  switch (operand) {
    case 'text':
    case 'pattern':
      return { ...head, ...manners, value: texts[0] ?? '' };
    case 'texts':
      if (op !== 'oneOf' && values === undefined) return { ...head, ...manners, value: texts[0] ?? '' };
      return { ...head, ...manners, values: texts.filter((text) => text !== '') };
    case 'number':
      return { ...head, ...manners, value: number(0, 1) };
    case 'count':
      return { ...head, value: Math.max(1, Math.round(number(0, 1))) };
    case 'range':
      return { ...head, ...manners, values: [number(0, 1), Math.max(number(0, 1), number(1, number(0, 1)))] };
    case 'window':
      return {
        ...head,
        window: test.window ?? { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '18:00' },
      };
    case 'none':
      return head;
  }
}
