/** What any aggregate may hold. eduGAIN as a whole has some 10,000 entities of 10 kB each in some 100 MB. */
export const AGGREGATE_LIMITS = {
  /** Bytes of the whole document, inflated. */
  bytes: 256 * 1024 * 1024,
  /** Bytes of one EntityDescriptor; a larger one is refused, the others are not. */
  entityBytes: 1024 * 1024,
  entities: 200_000,
  groups: 1_000,
  /** EntitiesDescriptors in each other; federations nest none or one. */
  groupDepth: 4,
  depth: 60,
  attributesPerElement: 64,
  /** Bytes between two tags; logos come as `data:` URLs now and then. */
  textBytes: 512 * 1024,
  markupBytes: 64 * 1024,
  /** Bytes of the signature and whatever stands before it. */
  signatureBytes: 128 * 1024,
  /** Refusals that are told one by one; the others are counted. */
  toldRefusals: 1_000,
} as const;
