/** Why a signature is not taken, as far as it matters to tell. */
export type SignatureFaultKind =
  | 'signature-malformed'
  | 'signature-repeated'
  | 'signature-reference-wrong'
  | 'signature-algorithm-forbidden'
  | 'digest-algorithm-forbidden'
  | 'canonicalization-forbidden'
  | 'canonicalization-impossible'
  | 'transform-forbidden'
  | 'comment-in-signature'
  | 'digest-mismatch'
  | 'value-mismatch'
  | 'no-usable-key';

/** A signature that is not taken. The text is for logs: it may hold values from the document. */
export class SignatureFault extends Error {
  override readonly name = 'SignatureFault';

  constructor(
    readonly kind: SignatureFaultKind,
    message: string,
  ) {
    super(message);
  }
}
