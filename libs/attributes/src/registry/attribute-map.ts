import type { DocumentFault, DocumentNotice } from '../document/fault';

/** How the text of a value is read; the names are Shibboleth's, without their "AttributeDecoder" ending. */
export type AttributeDecoder =
  | { kind: 'string' }
  | { kind: 'scoped'; delimiter: string }
  /** `defaultQualifiers`: a qualifier that is left out is written as who it stands for (SAML core 8.3.7). */
  | { kind: 'name-id'; defaultQualifiers: boolean }
  | { kind: 'base64' };

/** One line of the map: which SAML attribute becomes which id, and how its values are read. */
export interface AttributeMapEntry {
  id: string;
  name: string;
  /** The NameFormat this line speaks of; the uri format when the file says nothing. */
  nameFormat: string;
  decoder: AttributeDecoder;
  caseSensitive: boolean;
  isRequested: boolean;
  isRequired: boolean;
  line: number;
}

/** The attributes this service understands, by SAML name and format. */
export interface AttributeMap {
  readonly entries: readonly AttributeMapEntry[];
  /** Finds the line for an incoming attribute, with Shibboleth's fallback rules for the format. */
  find(name: string, nameFormat: string | undefined): AttributeMapEntry | undefined;
  /** True when any line gives this id. */
  hasId(id: string): boolean;
  /** False only when the attribute's values are to be compared without regard to case. */
  isCaseSensitive(id: string): boolean;
}

/** A map that may be used, or every fault that stands against it. Notices may come with either. */
export type AttributeMapReading =
  | { ok: true; map: AttributeMap; notices: DocumentNotice[] }
  | { ok: false; faults: DocumentFault[]; notices: DocumentNotice[] };
