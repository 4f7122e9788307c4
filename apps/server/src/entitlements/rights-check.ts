/**
 * Asks the policy anew whether an account may be signed in and what it has: rights depend on the hour, and rules come
 * and go. Filled by the policies room.
 */
export abstract class RightsCheck {
  /** Brings the account's entitlements up to date; false when the policy no longer lets it in. */
  abstract isStillAdmitted(accountId: string): Promise<boolean>;
}
