import { parseDocument } from 'yaml';
import type { ImportKind } from './import-report';
import { readXml, type XmlElement } from './read-xml';

/**
 * Finds out what a file is from its text; undefined when it is none of the kinds, or cannot be read as any.
 * Only the outermost names are looked at.
 */
export function recognizeImport(text: string): ImportKind | undefined {
  const start = text.replace(/^\uFEFF/, '').trimStart();
  if (start.startsWith('<')) return recognizeXml(text);
  if (start.startsWith('{') || start.startsWith('[')) {
    const json = parsed(text);
    if (json !== undefined) return recognizeValue(json);
  }
  return recognizeYaml(text);
}

function recognizeXml(text: string): ImportKind | undefined {
  const read = readXml(text);
  if ('fault' in read) return undefined;
  if (read.root.local === 'Attributes') return 'attribute-map';
  if (read.root.local === 'AttributeFilterPolicyGroup' || read.root.local === 'AttributeFilterPolicy')
    return 'attribute-policy';
  return hasAccessControl(read.root) ? 'access-control' : undefined;
}

function hasAccessControl(element: XmlElement): boolean {
  return element.local === 'AccessControl' || element.children.some(hasAccessControl);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function recognizeYaml(text: string): ImportKind | undefined {
  for (const part of text.split(/^---$/m)) {
    const kind = recognizeValue(yamlValue(part));
    if (kind !== undefined) return kind;
  }
  return undefined;
}

function yamlValue(text: string): unknown {
  try {
    return parseDocument(text, { logLevel: 'silent' }).toJS({ maxAliasCount: 0 }) as unknown;
  } catch {
    // Whatever it is, it is no document of ours.
    return undefined;
  }
}

function recognizeValue(value: unknown): ImportKind | undefined {
  if (Array.isArray(value)) return value.some(isMappingRule) ? 'keystone' : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  if ('kind' in value && typeof value.kind === 'string') return 'yaml';
  if ('mapping' in value) return recognizeValue(value.mapping);
  if (!('rules' in value) || !Array.isArray(value.rules)) return 'version' in value ? 'yaml' : undefined;
  return value.rules.some(isMappingRule) ? 'keystone' : 'yaml';
}

function isMappingRule(rule: unknown): boolean {
  return typeof rule === 'object' && rule !== null && 'remote' in rule && 'local' in rule;
}
