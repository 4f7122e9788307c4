import type { DocumentFault } from '../document/fault';
import type { AttributeDecoder, AttributeMapReading } from '../registry/attribute-map';
import type { AttributePolicyReading } from '../filter/attribute-policy';

/** A fault or notice, and the file it stands in. */
export type FoundInRules = DocumentFault & { file: 'map' | 'policy' };

/** A SAML attribute by which an id is released. */
export interface SamlName {
  name: string;
  nameFormat: string;
}

/** What becomes of one attribute id of the map. */
export interface AttributeChange {
  id: string;
  change: 'added' | 'removed' | 'changed';
  namesAdded: SamlName[];
  namesRemoved: SamlName[];
  /** When the same names are read in another way. */
  decoder?: { from: AttributeDecoder['kind']; to: AttributeDecoder['kind'] };
  caseSensitive?: { from: boolean; to: boolean };
  requested?: { from: boolean; to: boolean };
}

/**
 * What becomes of what is believed of one attribute, by trying values: those that either policy names, and such as
 * universities send. `rewritten`: other rules, and no value was found that they treat differently.
 */
export interface FilterChange {
  attributeId: string;
  change: 'stricter' | 'looser' | 'both' | 'rewritten';
  /** Tried values that only the candidate keeps; at most 10. */
  nowKept: string[];
  /** Tried values that only the current rules keep; at most 10. */
  nowDropped: string[];
}

/** An id that is in use and would not be given any more. */
export interface GoneAttribute {
  id: string;
  usedBy: UsedAttribute['usedBy'];
}

/** An id that something outside the files rests on. */
export interface UsedAttribute {
  id: string;
  /** The policy's rules by name, or the choice of what recognises a person. */
  usedBy: { rules: string[] } | { identifier: string };
}

/** Two files as they were read. */
export interface RulesReading {
  map: AttributeMapReading;
  policy: AttributePolicyReading;
}

/** What would be different with a candidate in force. Lists are by id. */
export interface RulesReport {
  /** False when the candidate cannot be used at all; then only `faults` and `skipped` say something. */
  usable: boolean;
  faults: FoundInRules[];
  /** What of the files is not heeded, and why. */
  skipped: FoundInRules[];
  attributes: AttributeChange[];
  filters: FilterChange[];
  gone: GoneAttribute[];
  /** Ids that the candidate's policy has rules for, and its map does not give. */
  ruledButUnknown: string[];
}
