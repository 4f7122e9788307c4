import { Injectable } from '@nestjs/common';
import { CountRefusedSignIns, type RefusedSignIns } from '../audit/index';
import { type IssuerUse, SignInsByIssuer } from '../identity/index';
import { Clock } from '../platform/index';

const DAY_MS = 86_400_000;
const PEOPLE_MS = 30 * DAY_MS;
/** Both are counted over whole tables; nobody acts on what is twenty seconds younger. */
const KEPT_MS = 20_000;

/** Codes of refused sign-ins that are not the provider's doing: the person's, the policy's, ours, or somebody's who tries. */
const NOT_ITS_DOING = new Set([
  'sign-in-refused',
  'sign-in-denied',
  'sign-in-expired',
  'sign-in-other-browser',
  'sign-in-unknown-provider',
  'sign-in-provider-disabled',
  'sign-in-provider-unavailable',
  'policy-not-published',
  'saml-confirmation',
  'saml-replayed',
  'internal',
  'database-unavailable',
]);

/** How identity providers are used: people by entityID, and sign-ins refused by their doing. */
export interface Usage {
  people: ReadonlyMap<string, IssuerUse>;
  refusals: ReadonlyMap<string, readonly RefusedSignIns[]>;
}

/** Counts who signs in by which identity provider; a count is used for some seconds. */
@Injectable()
export class ProviderUsage {
  private kept: { until: number; usage: Promise<Usage> } | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly signIns: SignInsByIssuer,
    private readonly refused: CountRefusedSignIns,
  ) {}

  /** People of the last 30 days, refusals of the last 24 hours. */
  async read(): Promise<Usage> {
    const now = this.clock.now().getTime();
    if (this.kept && this.kept.until > now) return this.kept.usage;
    const usage = this.count(now);
    this.kept = { until: now + KEPT_MS, usage };
    usage.catch(() => (this.kept = undefined));
    return usage;
  }

  private async count(now: number): Promise<Usage> {
    const people = await this.signIns.since(new Date(now - PEOPLE_MS));
    const refusals = new Map<string, RefusedSignIns[]>();
    for (const one of await this.refused.since(new Date(now - DAY_MS))) {
      if (NOT_ITS_DOING.has(one.code)) continue;
      refusals.set(one.entityId, [...(refusals.get(one.entityId) ?? []), one]);
    }
    return { people, refusals };
  }
}
