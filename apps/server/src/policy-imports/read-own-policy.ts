import {
  type CompileContext,
  compilePolicy,
  describeRule,
  readRule,
  readSuite,
  type SuiteCase,
} from '@virlab/policy';
import { Document, isMap, isNode, isSeq, parseAllDocuments, type YAMLMap } from 'yaml';
import type { ImportLine, ImportReading, ReadableRule } from './import-result';
import { findingOf, readableRule, unreadable } from './read-foreign-rules';

/** Our own document: as a policy alone, or inside a resource file. */
interface OwnPolicy {
  source: string;
  cases: SuiteCase[];
  notes: ImportLine[];
}

/**
 * Reads a policy of our own, alone or as the Policy of a resource file, with its test cases. Comments are kept in
 * `source`.
 *
 * @throws VirlabError `import-unreadable`
 */
export function readOwnPolicy(text: string, context: CompileContext): ImportReading {
  const { source, cases, notes } = findPolicy(text);
  const compiled = compilePolicy(source, context);
  const rules = compiled.ok ? compiled.table.set.rules.map(readableRule) : rulesAlone(source, context);
  const findings = compiled.ok ? compiled.warnings : compiled.faults;
  const kept = rules.map(({ id }): ImportLine => ({
    fate: 'kept',
    code: 'rule-kept',
    place: `rule ${id}`,
    message: 'kept as it is written',
    ruleId: id,
  }));
  return {
    kind: 'yaml',
    rules,
    notes: [...notes, ...kept],
    findings: findings.map((finding) => findingOf(finding, rules)),
    unmapped: [],
    source,
    goesTo: 'draft',
    cases,
  };
}

function findPolicy(text: string): OwnPolicy {
  const documents = parse(text);
  const kinds = documents.map((document) => document.get('kind'));
  const at = kinds.indexOf('Policy');
  const resource = documents[at];
  if (resource === undefined) {
    if (documents.length !== 1 || kinds.some((kind) => kind !== undefined))
      throw unreadable({ message: 'found resources, and no Policy among them' });
    return { source: text, cases: [], notes: [] };
  }
  const content = resource.get('document', true);
  if (!isMap(content))
    throw unreadable({ message: 'found a Policy without a document; a file beside it cannot be read' });
  const others = kinds.flatMap((kind, index) => (index === at ? [] : [String(kind ?? 'a document')]));
  const notes = others.map((kind, index): ImportLine => ({
    fate: 'lost',
    code: 'no-counterpart',
    place: `document ${index + 1}`,
    message: `${kind} is no part of a policy and was left out`,
  }));
  return { source: textOf(content), ...casesOf(resource, notes) };
}

function parse(text: string): YAMLMap[] {
  let parsed: Document.Parsed[];
  try {
    parsed = parseAllDocuments(text, { logLevel: 'silent', stringKeys: true }) as Document.Parsed[];
  } catch {
    // The parser gives up by exception on absurd nesting.
    throw unreadable({ message: 'the file cannot be read as YAML' });
  }
  const fault = parsed.flatMap(({ errors }) => errors)[0];
  if (fault !== undefined) {
    const [message = ''] = fault.message.split('\n');
    throw unreadable({ message: message.replace(/ at line \d+, column \d+:?$/, ''), ...fault.linePos?.[0] });
  }
  const maps = parsed.flatMap(({ contents }) => (isMap(contents) ? [contents] : []));
  if (maps.length === 0) throw unreadable({ message: 'found no fields, expected version, id and rules' });
  return maps;
}

function textOf(content: YAMLMap): string {
  const document = new Document();
  document.contents = content;
  return written(document);
}

function written(document: Document): string {
  try {
    return document.toString({ lineWidth: 0 });
  } catch {
    // An alias whose anchor stands in another part of the file.
    throw unreadable({ message: 'found an alias of something outside the policy; write the values out' });
  }
}

function casesOf(resource: YAMLMap, notes: ImportLine[]): Pick<OwnPolicy, 'cases' | 'notes'> {
  const found = resource.get('tests', true);
  if (found === undefined) return { cases: [], notes };
  const wrapped = new Document({ cases: [] });
  if (isNode(found)) wrapped.set('cases', found);
  const read = readSuite(written(wrapped));
  if (read.ok) return { cases: read.cases, notes };
  const faults = read.faults.map(({ path, message }): ImportLine => ({
    fate: 'lost',
    code: 'malformed',
    place: path,
    message,
  }));
  return { cases: [], notes: [...notes, ...faults] };
}

/** The rules that can be read, of a policy that as a whole cannot. */
function rulesAlone(source: string, context: CompileContext): ReadableRule[] {
  const [first] = parse(source);
  const rules = first?.get('rules', true);
  if (!isSeq(rules)) return [];
  return rules.items.flatMap((item): ReadableRule[] => {
    if (!isMap(item)) return [];
    const yaml = textOf(item);
    const read = readRule(yaml, context);
    if (!read.ok) return [];
    return [{ id: read.rule.id, name: read.rule.name, yaml, sentence: describeRule(read.rule) }];
  });
}
