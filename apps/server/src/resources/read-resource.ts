import type { z } from 'zod';
import type { ResourceDocument } from './resource-document';
import type { ResourceFault } from './resource-fault';
import {
  LATER_KINDS,
  RESOURCE_KINDS,
  type ResourceKind,
  type ResourceOf,
  resourceSchemas,
} from './resource-kinds';

/** A resource and the document it stands in. */
export interface PlacedResource<K extends ResourceKind = ResourceKind> {
  resource: ResourceOf<K>;
  document: ResourceDocument;
}

/** Reads one document as a resource, or tells every fault of its shape. */
export function readResource(
  document: ResourceDocument,
): { placed: PlacedResource } | { faults: ResourceFault[] } {
  const { value } = document;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { faults: [document.fault([], 'expected fields such as kind and name')] };
  }
  const kind: unknown = 'kind' in value ? value.kind : undefined;
  if (!isKind(kind)) return { faults: [kindFault(document, kind)] };
  const parsed = resourceSchemas[kind].safeParse(value, { reportInput: true });
  if (parsed.success) return { placed: { resource: parsed.data, document } };
  const fields = Object.keys(resourceSchemas[kind].shape);
  return { faults: parsed.error.issues.flatMap((issue) => shapeFaults(document, kind, fields, issue)) };
}

function isKind(kind: unknown): kind is ResourceKind {
  return typeof kind === 'string' && Object.hasOwn(resourceSchemas, kind);
}

function kindFault(document: ResourceDocument, kind: unknown): ResourceFault {
  const known = RESOURCE_KINDS.join(', ');
  if (kind === undefined) return document.fault([], `kind is missing, expected one of ${known}`);
  if (typeof kind === 'string' && LATER_KINDS.includes(kind)) {
    return document.fault(['kind'], `${kind} is not supported yet; this version has ${known}`);
  }
  return document.fault(['kind'], `no kind is called ${JSON.stringify(kind)}, expected one of ${known}`);
}

function shapeFaults(
  document: ResourceDocument,
  kind: ResourceKind,
  fields: readonly string[],
  issue: z.core.$ZodIssue,
): ResourceFault[] {
  const path = issue.path.filter((step): step is string | number => typeof step !== 'symbol');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) =>
      document.fault([...path, key], `${kind} has no field "${key}"; it has ${fields.join(', ')}`, 'key'),
    );
  }
  const field = path.join('.');
  if (issue.code === 'invalid_type' && issue.input === undefined) {
    return [document.fault(path, `${field} is missing, expected ${issue.expected}`)];
  }
  const message = issue.message.replace(/^Invalid input: /, '').replace(/, received \w+$/, '');
  const found = issue.code === 'custom' ? '' : `${field}: found ${shown(issue.input)}, `;
  return [document.fault(path, `${found}${message.charAt(0).toLowerCase()}${message.slice(1)}`)];
}

/** A value short enough to stand in a message. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
