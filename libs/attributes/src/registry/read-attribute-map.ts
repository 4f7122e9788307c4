import type { DocumentFault, DocumentNotice } from '../document/fault';
import { type DocumentElement, readDocument } from '../document/read-document';
import { booleanOf } from '../document/type-of';
import type { AttributeMap, AttributeMapEntry, AttributeMapReading } from './attribute-map';
import { SHIBBOLETH1_NAMESPACE, UNSPECIFIED_FORMAT, URI_FORMAT } from './name-formats';
import { readDecoder } from './read-decoder';

/** Namespace of Shibboleth's attribute-map.xml. */
export const MAP_NAMESPACE = 'urn:mace:shibboleth:2.0:attribute-map';

/** Ids are written into policies, so they keep to letters, digits and a few marks. */
const ID = /^[A-Za-z_][A-Za-z0-9_.:-]{0,127}$/;

/**
 * Reads Shibboleth's `attribute-map.xml` (SP 3.5). Lines that use what is not supported are skipped and reported;
 * lines that say nothing sensible are faults, all told at once.
 */
export function readAttributeMap(xml: string): AttributeMapReading {
  const root = readDocument(xml);
  if ('fault' in root) return { ok: false, faults: [root.fault], notices: [] };
  if (root.namespace !== MAP_NAMESPACE || root.local !== 'Attributes') {
    const message = `document element is ${root.local}, expected Attributes in ${MAP_NAMESPACE}`;
    return { ok: false, faults: [at(root, 'root-unexpected', message)], notices: [] };
  }
  const reader = new MapReader();
  for (const child of root.children) reader.readLine(child);
  if (reader.entries.length === 0 && reader.faults.length === 0) {
    reader.faults.push(at(root, 'map-empty', 'the map holds no Attribute that can be used'));
  }
  if (reader.faults.length > 0) return { ok: false, faults: reader.faults, notices: reader.notices };
  return { ok: true, map: makeMap(reader.entries), notices: reader.notices };
}

class MapReader {
  readonly entries: AttributeMapEntry[] = [];
  readonly faults: DocumentFault[] = [];
  readonly notices: DocumentNotice[] = [];

  readLine(element: DocumentElement): void {
    if (element.namespace === MAP_NAMESPACE && element.local === 'Attribute')
      return this.readAttribute(element);
    this.notices.push(at(element, 'element-not-supported', `${element.local} is not supported, skipped`));
  }

  private readAttribute(element: DocumentElement): void {
    const name = element.attributes.get('name')?.trim();
    const id = element.attributes.get('id')?.trim();
    if (!name) this.faults.push(at(element, 'name-missing', 'Attribute without a name'));
    if (!id) this.faults.push(at(element, 'id-missing', `Attribute "${name ?? ''}" without an id`));
    else if (!ID.test(id))
      this.faults.push(at(element, 'id-malformed', `id "${id}" must match ${ID.source}`));
    if (element.attributes.has('aliases')) {
      this.notices.push(
        at(element, 'aliases-ignored', `aliases of "${id ?? ''}" are not supported, ignored`),
      );
    }
    const decoder = readDecoder(element);
    if (decoder.kind === 'fault') this.faults.push(decoder.fault);
    if (decoder.kind === 'skip') this.notices.push(decoder.notice);
    if (!name || !id || !ID.test(id) || decoder.kind !== 'decoder') return;
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
    const earlier = this.entries.find(
      ({ name, nameFormat }) => name === entry.name && nameFormat === entry.nameFormat,
    );
    if (earlier) {
      const message = `"${entry.name}" is mapped on line ${earlier.line} already, skipped`;
      this.notices.push(at(element, 'entry-repeated', message));
      return;
    }
    const sameId = this.entries.find(({ id }) => id === entry.id);
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
