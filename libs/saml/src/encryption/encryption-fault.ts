/** Encryption that is not opened, whoever it is for. The text is for logs, and names the algorithm that came. */
export class EncryptionFault extends Error {
  override readonly name = 'EncryptionFault';

  constructor(
    readonly kind: 'encryption-malformed' | 'encryption-algorithm-forbidden',
    message: string,
  ) {
    super(message);
  }
}
