/** Why a text was not taken as a document. */
export type XmlFaultKind =
  | 'malformed'
  | 'doctype'
  | 'processing-instruction'
  | 'encoding'
  | 'too-deep'
  | 'too-many-elements'
  | 'too-many-attributes'
  | 'too-long';

/** A text that is not taken as XML, with the place where it was given up; line and column (in bytes) count from 1. */
export class XmlFault extends Error {
  override readonly name = 'XmlFault';

  constructor(
    readonly kind: XmlFaultKind,
    message: string,
    readonly line: number,
    readonly column: number,
  ) {
    super(message);
  }
}
