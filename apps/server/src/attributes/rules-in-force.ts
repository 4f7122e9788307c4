import {
  type AttributeMap,
  type AttributePolicy,
  type DocumentFault,
  readAttributeMap,
  readAttributePolicy,
} from '@virlab/attributes';

/** The texts of the two files. */
export interface RuleTexts {
  mapXml: string;
  policyXml: string;
}

/** Which attributes we understand and which of their values we believe, ready to use. */
export interface RulesInForce extends RuleTexts {
  /** 0 for the files that are shipped. */
  version: number;
  map: AttributeMap;
  policy: AttributePolicy;
}

/** Why rules cannot be used, each fault with its file and place. */
export class RulesFault extends Error {
  override readonly name = 'RulesFault';
}

/** @throws RulesFault with every fault */
export function rulesOf(version: number, texts: RuleTexts): RulesInForce {
  const map = readAttributeMap(texts.mapXml);
  const policy = readAttributePolicy(texts.policyXml);
  if (map.ok && policy.ok) return { version, ...texts, map: map.map, policy: policy.policy };
  const lines = [
    ...(map.ok ? [] : linesOf('attribute-map.xml', map.faults)),
    ...(policy.ok ? [] : linesOf('attribute-policy.xml', policy.faults)),
  ];
  throw new RulesFault(`the attribute rules have ${lines.length} fault(s):\n${lines.join('\n')}`);
}

function linesOf(file: string, faults: readonly DocumentFault[]): string[] {
  return faults.map(({ line, column, code, message }) => `  ${file}:${line}:${column} ${code}: ${message}`);
}
