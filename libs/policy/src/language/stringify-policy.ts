import { Document, isMap, isScalar, isSeq, visit } from 'yaml';
import type { PolicySet, Rule } from './policy-set';

/**
 * Writes a policy as YAML that compiles back to an equal set: fields in the order of the language, tests and short
 * effects on one line, long lines unbroken.
 */
export function stringifyPolicy(set: PolicySet): string {
  const { version, id, revision, defaults, rules } = set;
  return written({
    version,
    id,
    revision,
    ...(defaults === undefined ? {} : { defaults }),
    rules: rules.map(inOrder),
  });
}

/** Writes one rule alone, from its first field, as it stands in a policy. */
export function stringifyRule(rule: Rule): string {
  return written(inOrder(rule));
}

function written(content: unknown): string {
  const document = new Document(content, { aliasDuplicateObjects: false });
  visit(document, {
    Map(_key, node) {
      // One line holds a test; a group inside would hide the tree that the indentation shows.
      const isFlat = node.items.every(
        ({ value }) => isScalar(value) || (isSeq(value) && value.items.every((item) => isScalar(item))),
      );
      const isShort =
        isFlat &&
        node.items.some(({ key }) => isScalar(key) && (key.value === 'op' || key.value === 'always'));
      const isPart =
        node.items.length > 0 && node.items.every(({ key }) => isScalar(key) && PARTS.has(String(key.value)));
      if (isShort || (isFlat && isPart)) node.flow = true;
      for (const { value } of node.items) {
        if (isMap(value) && value.items.some(({ key }) => isScalar(key) && key.value === 'timezone'))
          value.flow = true;
      }
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

/** Fields of the small groups inside effects. */
const PARTS: ReadonlySet<string> = new Set([
  'vms',
  'vcpu',
  'memoryMiB',
  'hours',
  'ref',
  'template',
  'createIfMissing',
  'leaseDays',
  'pool',
  'class',
  'role',
]);

function inOrder(rule: Rule): Rule {
  const {
    id,
    name,
    description,
    enabled,
    priority,
    idps,
    validFrom,
    validUntil,
    owner,
    note,
    when,
    effects,
  } = rule;
  const written = {
    id,
    name,
    description,
    enabled,
    priority,
    idps,
    validFrom,
    validUntil,
    owner,
    note,
    when,
    effects,
  };
  return JSON.parse(JSON.stringify(written)) as Rule;
}
