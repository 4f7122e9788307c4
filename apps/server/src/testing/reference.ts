import { AUDIT_KINDS, type ErrorCode, ERRORS } from '@virlab/contracts';
import { conditionKinds } from '@virlab/policy';
import { settingsSchema } from '../config/index';
import { lifecyclePage } from './lifecycle-page';
import { resourcesPage } from './resources-page';

/** First line of each generated page, from what and by which command. */
const MADE = (from: string) =>
  `<!-- Made from ${from} by \`npm run reference\`; a spec fails when it is out of date. Do not edit. -->\n\n`;

const row = (...cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
const table = (head: string[], rows: string[][]) =>
  [row(...head), row(...head.map(() => '---')), ...rows.map((cells) => row(...cells))].join('\n');

function config(): string {
  const rows = Object.entries(settingsSchema.shape).map(([name, schema]) => {
    const optional = schema.safeParse(undefined);
    const standard = !optional.success ? '**required**' : text(optional.data);
    return [`\`${name}\``, standard, schema.description ?? ''];
  });
  return `${MADE('apps/server/src/config/settings.ts')}# Settings\n\nRead from the environment at start; all faults are told at once.\n\n${table(['variable', 'default', 'what it is'], rows)}\n`;
}

function text(value: unknown): string {
  if (value === undefined || value === '') return '–';
  if (Array.isArray(value)) {
    const texts = value as { language: string; text: string }[];
    return texts.length === 0
      ? '–'
      : `\`${texts.map(({ language, text: words }) => `${language}=${words}`).join(' | ')}\``;
  }
  if (typeof value === 'object' && value !== null && 'host' in value && 'port' in value) {
    return `\`${String(value.host)}:${String(value.port)}\``;
  }
  return `\`${String(value)}\``;
}

function errors(): string {
  const rows = (Object.keys(ERRORS) as ErrorCode[]).map((code) => {
    const facts = ERRORS[code];
    return [
      `\`${code}\``,
      String(facts.status),
      'wsClose' in facts ? String(facts.wsClose) : '–',
      facts.title,
    ];
  });
  return `${MADE('libs/contracts/src/errors/codes.ts')}# Failure codes\n\nEvery failure is a problem document (RFC 9457) with one of these codes and a request id. Codes are added, never renamed.\n\n${table(['code', 'HTTP', 'WebSocket close', 'what everybody may read'], rows)}\n`;
}

function audit(): string {
  return `${MADE('libs/contracts/src/audit/audit-event.ts')}# Audit events\n\nKinds of rows in the trail; each has who, when, on what, from where, by which rule and policy version.\n\n${AUDIT_KINDS.map((kind) => `- \`${kind}\``).join('\n')}\n`;
}

function conditions(): string {
  return `${MADE('libs/policy/src/conditions')}# Policy conditions\n\nThe operators of a test in a rule (\`{ attr, op, … }\`). A test of an attribute that was not released is neither true nor false, but for \`present\` and \`absent\`.\n\n${Object.values(
    conditionKinds,
  )
    .map(({ op, doc }) => `- \`${op}\`: ${doc}`)
    .join('\n')}\n`;
}

/** The generated pages of the docs, by their path from docs/reference. */
export function referencePages(): Record<string, string> {
  return {
    'config.md': config(),
    'errors.md': errors(),
    'audit-events.md': audit(),
    'policy-conditions.md': conditions(),
    'resources.md': resourcesPage(MADE, table),
    '../machine-lifecycle.md': lifecyclePage(MADE, table),
  };
}
