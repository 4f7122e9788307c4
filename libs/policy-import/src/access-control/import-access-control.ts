import { ImportDraft } from '../import-draft';
import type { ImportResult, ImportTargets } from '../import-report';
import { readXml, type XmlElement } from '../read-xml';
import { accessCondition } from './access-condition';

/**
 * Reads Shibboleth's XML AccessControl, alone or wherever it stands in a request map, as rules about the same people.
 *
 * @param targets - what access to the protected place is here: by `access`, or `access:NAME` of the host or path
 * @param caseless - ids of attributes whose values disregard letter case, as the attribute map says
 */
export function importAccessControl(
  xml: string,
  targets: ImportTargets = {},
  caseless: ReadonlySet<string> = new Set(),
): ImportResult {
  const read = readXml(xml);
  if ('fault' in read) return { ok: false, fault: read.fault };
  const found = [...findControls(read.root, [])];
  if (found.length === 0) {
    const { local, line } = read.root;
    return { ok: false, fault: { message: `found ${local}, expected an AccessControl`, line } };
  }
  const draft = new ImportDraft(targets);
  found.forEach(({ element, name }, index) => importControl(element, name, index, { draft, caseless }));
  return { ok: true, ...draft.result() };
}

interface FoundControl {
  element: XmlElement;
  /** Host and path around it; empty for an access control alone. */
  name: string;
}

function* findControls(element: XmlElement, around: readonly string[]): Generator<FoundControl> {
  if (element.local === 'AccessControl') {
    yield { element, name: around.join('/') };
    return;
  }
  const name = element.attributes.get('name');
  const isPlace = (element.local === 'Host' || element.local === 'Path') && name !== undefined;
  for (const child of element.children) yield* findControls(child, isPlace ? [...around, name] : around);
}

function importControl(
  { children, line }: XmlElement,
  name: string,
  index: number,
  setting: { draft: ImportDraft; caseless: ReadonlySet<string> },
): void {
  const { draft } = setting;
  const place = `line ${line}`;
  const [first, ...rest] = children;
  if (first === undefined) {
    draft.note('lost', 'malformed', place, 'the access control has nothing inside');
    return;
  }
  for (const extra of rest)
    draft.note(
      'lost',
      'no-counterpart',
      `line ${extra.line}`,
      `${extra.local} is ignored: an access control has one condition`,
    );
  const when = accessCondition(first, true, setting);
  const id = `access-control-${index + 1}`;
  const effect = draft.effectFor(name === '' ? 'access' : `access:${name}`, place);
  if (effect === undefined) return;
  draft.add(
    {
      id,
      name: name === '' ? 'Access control' : `Access to ${name}`.slice(0, 200),
      enabled: true,
      priority: 500,
      idps: '*',
      when,
      effects: [effect],
    },
    place,
  );
}
