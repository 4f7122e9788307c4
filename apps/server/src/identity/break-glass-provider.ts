/**
 * The provider of accounts that operators made on the server for an emergency. The policy never decides about them, and
 * they are none of the people that are listed, counted or dry-run: see `Accounts.all`.
 */
export const BREAK_GLASS_PROVIDER = 'break-glass';
