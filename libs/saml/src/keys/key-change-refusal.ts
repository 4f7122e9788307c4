/** Every reason for which a step of a key change is not made. The codes are stable. */
export const keyChangeRefusalCodes = [
  'key-unknown',
  'key-id-taken',
  'key-change-under-way',
  'key-active-already',
  'key-cannot-sign',
  'key-not-published',
  'key-not-known-yet',
  'key-signs',
  'key-last-for-encryption',
  'key-still-published',
  'key-still-needed',
] as const;
export type KeyChangeRefusalCode = (typeof keyChangeRefusalCodes)[number];

/** A step that would lock people out or cannot be made; the message says what to do instead. */
export class KeyChangeRefusal extends Error {
  override readonly name = 'KeyChangeRefusal';

  constructor(
    readonly code: KeyChangeRefusalCode,
    message: string,
    /** When the step becomes safe, where only time is missing. */
    readonly safeFrom?: Date,
  ) {
    super(message);
  }
}
