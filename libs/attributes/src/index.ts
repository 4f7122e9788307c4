import type { AttributeMap, AttributeMapReading } from './registry/attribute-map';
import type { AttributePolicy, AttributePolicyReading } from './filter/attribute-policy';
import type { NormalizedAttributes } from './normalized-attributes';
import type { RawAttribute } from './raw-attribute';

export type * from './document/fault';
export type * from './raw-attribute';
export * from './normalized-attributes';
export type * from './registry/attribute-map';
export type { AttributePolicy, AttributePolicyReading } from './filter/attribute-policy';

export interface ReleaseContext {
  map: AttributeMap;
  policy: AttributePolicy;
  idp: { entityId: string; scopes: readonly string[] };
}
export declare function readAttributeMap(xml: string): AttributeMapReading;
export declare function readAttributePolicy(xml: string): AttributePolicyReading;
export declare function releaseAttributes(
  raw: readonly RawAttribute[],
  context: ReleaseContext,
): NormalizedAttributes;
export declare function toDecisionAttributes(normalized: NormalizedAttributes): Record<string, string[]>;
