/** An access control as a tree, to be written as XML and to be judged as Shibboleth does (identity.md 4.8). */
export type Access =
  | { kind: 'AND' | 'OR' | 'NOT'; children: Access[] }
  | { kind: 'Rule'; require: string; values: string[] }
  | { kind: 'RuleRegex'; require: string; pattern: string };

/** Writes it as Shibboleth's XML. */
export function accessXml(access: Access): string {
  return `<AccessControl xmlns="urn:mace:shibboleth:3.0:native:sp:config">\n${elementXml(access)}\n</AccessControl>\n`;
}

function elementXml(access: Access): string {
  if ('children' in access)
    return `<${access.kind}>\n${access.children.map(elementXml).join('\n')}\n</${access.kind}>`;
  if (access.kind === 'Rule') return `<Rule require="${access.require}">${access.values.join(' ')}</Rule>`;
  return `<RuleRegex require="${access.require}">${access.pattern}</RuleRegex>`;
}

/** Tells whether somebody gets in: what was not released is false, and its NOT true. */
export function mayAccess(access: Access, attributes: Readonly<Record<string, string[]>>): boolean {
  if ('children' in access) {
    const inner = access.children.map((child) => mayAccess(child, attributes));
    if (access.kind === 'NOT') return inner[0] === false;
    return access.kind === 'AND' ? inner.every(Boolean) : inner.some(Boolean);
  }
  const values = Object.hasOwn(attributes, access.require) ? (attributes[access.require] ?? []) : [];
  if (access.kind === 'RuleRegex')
    return values.some((value) => new RegExp(`^(?:${access.pattern})$`, 'u').test(value));
  return access.values.length === 0
    ? values.length > 0
    : values.some((value) => access.values.includes(value));
}
