import { type DocumentFault, type DocumentNotice, MOST_TOLD } from '../document/fault';
import { type DocumentElement, readDocument } from '../document/read-document';
import { booleanOf, malformedBooleans, unknownSettings } from '../document/type-of';
import type { AttributeMap, AttributeMapEntry, AttributeMapReading } from './attribute-map';
import { MAP_NAMESPACE, SHIBBOLETH1_NAMESPACE, UNSPECIFIED_FORMAT, URI_FORMAT } from './name-formats';
import { readDecoder } from './read-decoder';

/** Ids are written into policies, so they keep to letters, digits and a few marks. */
const ID = /^[A-Za-z_][A-Za-z0-9_.:-]{0,127}$/;

/** SAML core sets no limit; longer names than this only make pages unreadable. */
const LONGEST_NAME = 1024;
const SETTINGS = ['name', 'id', 'nameFormat', 'aliases', 'isRequested', 'isRequired'];
const DSIG_NAMESPACE = 'http://www.w3.org/2000/09/xmldsig#';

/** What may stand beside the lines in Shibboleth, and why it is skipped here. */
const beside: ReadonlyMap<string, string> = new Map([
  ['GSSAPIAttribute', 'nobody signs in by GSS-API here'],
  ['MetadataProvider', 'metadata comes from the registered federations'],
  ['TrustEngine', 'metadata comes from the registered federations'],
  ['AttributeFilter', 'values are filtered by attribute-policy.xml'],
]);

/**
 * Reads Shibboleth's `attribute-map.xml` (SP 3.5). Lines that use what is not supported are skipped and reported;
 * lines that say nothing sensible are faults, all told at once.
 */
export function readAttributeMap(xml: string): AttributeMapReading {
  const document = readDocument(xml);
  if ('fault' in document) return { ok: false, faults: [document.fault], notices: [] };
  const { root, notices } = document;
  if (root.namespace !== MAP_NAMESPACE || root.local !== 'Attributes') {
    const message = `document element is ${root.local}, expected Attributes in ${MAP_NAMESPACE}`;
    return { ok: false, faults: [at(root, 'root-unexpected', message)], notices };
  }
  const reader = new MapReader(notices);
  for (const name of unknownSettings(root, [])) {
    reader.notices.push(at(root, 'setting-ignored', `${name} of Attributes is not supported, ignored`));
  }
  for (const child of root.children) reader.readLine(child);
  if (reader.entries.length === 0 && reader.faults.length === 0) {
    reader.faults.push(at(root, 'map-empty', 'the map holds no Attribute that can be used'));
  }
  const told = reader.notices.slice(0, MOST_TOLD);
  if (reader.faults.length > 0)
    return { ok: false, faults: reader.faults.slice(0, MOST_TOLD), notices: told };
  return { ok: true, map: makeMap(reader.entries), notices: told };
}

class MapReader {
  readonly entries: AttributeMapEntry[] = [];
  readonly faults: DocumentFault[] = [];

  private readonly byName = new Map<string, AttributeMapEntry>();
  private readonly firstOfId = new Map<string, AttributeMapEntry>();

  constructor(readonly notices: DocumentNotice[]) {}

  readLine(element: DocumentElement): void {
    const { namespace, local } = element;
    if (namespace === MAP_NAMESPACE && local === 'Attribute') return this.readAttribute(element);
    if (namespace === DSIG_NAMESPACE && local === 'Signature') {
      this.notices.push(
        at(element, 'signature-not-checked', 'the signature of the file is not checked, ignored'),
      );
      return;
    }
    const why = namespace === MAP_NAMESPACE ? beside.get(local) : undefined;
    if (why)
      this.notices.push(at(element, 'element-not-supported', `${local} is not supported, skipped: ${why}`));
    else this.faults.push(at(element, 'element-unknown', `${local} in "${namespace}" is not understood`));
  }

  private readAttribute(element: DocumentElement): void {
    const name = element.attributes.get('name')?.trim();
    const id = element.attributes.get('id')?.trim();
    if (name && name.length > LONGEST_NAME)
      this.faults.push(
        at(element, 'name-too-long', `name of ${name.length} characters, at most ${LONGEST_NAME}`),
      );
    if (!name) this.faults.push(at(element, 'name-missing', 'Attribute without a name'));
    if (!id) this.faults.push(at(element, 'id-missing', `Attribute "${name ?? ''}" without an id`));
    else if (!ID.test(id))
      this.faults.push(at(element, 'id-malformed', `id "${id}" must match ${ID.source}`));
    if (element.attributes.has('aliases')) {
      this.notices.push(
        at(element, 'aliases-ignored', `aliases of "${id ?? ''}" are not supported, ignored`),
      );
    }
    for (const odd of malformedBooleans(element, ['isRequested', 'isRequired'])) {
      this.faults.push(at(element, 'boolean-malformed', `${odd} of "${id ?? ''}" must be true or false`));
    }
    for (const setting of unknownSettings(element, SETTINGS)) {
      this.notices.push(at(element, 'setting-unknown', `Attribute has no setting "${setting}", ignored`));
    }
    const decoder = readDecoder(element);
    if (decoder.kind === 'fault') this.faults.push(decoder.fault);
    if (decoder.kind === 'skip') this.notices.push(decoder.notice);
    if (!name || !id || !ID.test(id) || decoder.kind !== 'decoder') return;
    this.notices.push(...decoder.notices);
    this.add(
      {
        id,
        name,
        nameFormat: normalFormat(element.attributes.get('nameFormat')),
        decoder: decoder.decoder,
        caseSensitive: decoder.caseSensitive,
        isRequested: booleanOf(element, 'isRequested') ?? false,
        isRequired: booleanOf(element, 'isRequired') ?? false,
        line: element.line,
      },
      element,
    );
  }

  private add(entry: AttributeMapEntry, element: DocumentElement): void {
    const place = key(entry.name, entry.nameFormat);
    const earlier = this.byName.get(place);
    if (earlier) {
      const message = `"${entry.name}" is mapped on line ${earlier.line} already, skipped`;
      this.notices.push(at(element, 'entry-repeated', message));
      return;
    }
    this.byName.set(place, entry);
    const sameId = this.firstOfId.get(entry.id);
    if (!sameId) this.firstOfId.set(entry.id, entry);
    if (sameId && sameId.caseSensitive !== entry.caseSensitive) {
      const message = `caseSensitive of "${entry.id}" differs from line ${sameId.line}, which counts`;
      this.notices.push(at(element, 'case-rule-differs', message));
    }
    this.entries.push(entry);
  }
}

function makeMap(entries: readonly AttributeMapEntry[]): AttributeMap {
  const byName = new Map(entries.map((entry) => [key(entry.name, entry.nameFormat), entry]));
  const byId = new Map([...entries].reverse().map((entry) => [entry.id, entry]));
  return {
    entries,
    find: (name, nameFormat) => {
      const format = nameFormat || UNSPECIFIED_FORMAT;
      const exact = byName.get(key(name, normalFormat(format)));
      return exact ?? (format === UNSPECIFIED_FORMAT ? byName.get(key(name, URI_FORMAT)) : undefined);
    },
    hasId: (id) => byId.has(id),
    isCaseSensitive: (id) => byId.get(id)?.caseSensitive ?? true,
  };
}

function normalFormat(format: string | undefined): string {
  const text = format?.trim();
  return !text || text === SHIBBOLETH1_NAMESPACE ? URI_FORMAT : text;
}

function key(name: string, nameFormat: string): string {
  return JSON.stringify([name, nameFormat]);
}

function at({ line, column }: DocumentElement, code: string, message: string): DocumentFault {
  return { code, message, line, column };
}
