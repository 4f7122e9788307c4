import type { Brake, PolicyDraft } from '@virlab/contracts';

/** A finished dry run, as far as publishing asks. */
export interface FinishedDryRun {
  id: string;
  /** Each has a word that somebody has to type; none when nothing is braked. */
  brakes: Brake[];
}

/** Knows what was looked at before it happens. Filled by the dry-runs room. */
export abstract class DryRunProof {
  /**
   * The finished dry run of exactly this text against this version; null when there is none, or when what is known of
   * people changed so much since that it says nothing any more.
   *
   * @param proposal - sha256 of the policy text, and the version in force that it was held against
   */
  abstract of(proposal: { sourceHash: string; inForce: number }): Promise<FinishedDryRun | null>;

  /** The last dry run of the draft, finished or not; null when there is none. */
  abstract latestOfDraft(): Promise<PolicyDraft['dryRun'] | null>;
}
