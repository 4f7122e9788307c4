import { z } from 'zod';
import { RESOURCE_KINDS, resourceSchemas } from '../resources/index';

interface Shape {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Shape[];
  items?: Shape;
  properties?: Record<string, Shape>;
  required?: string[];
  default?: unknown;
  description?: string;
}

type Table = (head: string[], rows: string[][]) => string;

/** The page of what may stand in resource files, from the schemas that read them. */
export function resourcesPage(made: (from: string) => string, table: Table): string {
  const kinds = RESOURCE_KINDS.map((kind) => {
    const shape = z.toJSONSchema(resourceSchemas[kind], { io: 'input', unrepresentable: 'any' }) as Shape;
    const rows = rowsOf(shape, '').filter(([field]) => field !== '`kind`');
    return `## ${kind}\n\n${table(['field', 'what it takes', 'default', 'what it is'], rows)}\n`;
  });
  return `${made('apps/server/src/resources/resource-kinds.ts')}# Resource files\n\nYAML documents with a \`kind\`, read by \`virlab apply\` and written by \`virlab export\`. What a file does not name stays as it is. Lessons of a class are known by their \`name\`: one that is named again is changed, one that was planned on the page is exported with its id as its name.\n\n${kinds.join('\n')}`;
}

function rowsOf({ properties = {}, required = [] }: Shape, before: string): string[][] {
  return Object.entries(properties).flatMap(([name, shape]) => {
    const field = `${before}${name}`;
    const standard =
      shape.default !== undefined
        ? `\`${JSON.stringify(shape.default)}\``
        : required.includes(name)
          ? '**required**'
          : '–';
    const row = [`\`${field}\``, typeOf(shape), standard, shape.description ?? ''];
    const inner = shape.properties ? shape : shape.items?.properties ? shape.items : undefined;
    return [row, ...(inner ? rowsOf(inner, shape.items ? `${field}[].` : `${field}.`) : [])];
  });
}

function typeOf(shape: Shape): string {
  if (shape.const !== undefined) return `\`${String(shape.const)}\``;
  if (shape.enum) return shape.enum.map((one) => `\`${String(one)}\``).join(', ');
  if (shape.anyOf) return [...new Set(shape.anyOf.map(typeOf))].join(' or ');
  if (shape.type === 'array') return `list of ${shape.items ? typeOf(shape.items) : 'anything'}`;
  return [shape.type ?? 'anything'].flat().join(' or ');
}
