import type { Brake } from '@virlab/contracts';
import type { Decision } from '@virlab/policy';
import type { MovedRight } from './messages';

interface Share {
  of: number;
  lose: number;
  causes: Map<string, { cause: MovedRight['cause']; people: number; issuers: Set<string> }>;
}

/** More universities than this are "several". */
const ENOUGH_ISSUERS = 2;
/** The key of everybody; no class is called so, since references have no blanks. */
const EVERYBODY = ' ';

/** Counts who would lose access, of every class and of everybody who has any. */
export class BrakeTally {
  private readonly shares = new Map<string, Share>();

  constructor(
    private readonly classes: readonly { id: string; code: string }[],
    private readonly universities: ReadonlyMap<string, string>,
    private readonly limitPercent: number,
  ) {}

  /**
   * Somebody loses access who loses a pool or a class: in every class they were in, since nobody knows which of a
   * person's machines a class works with.
   */
  add(before: Decision, issuer: string, rights: readonly MovedRight[]): void {
    if (before.classes.length + before.pools.length === 0) return;
    const lost = rights.filter(({ what, target }) => what === 'lose' && target.kind !== 'role');
    const groups = new Set([EVERYBODY, ...before.classes.map(({ target }) => target.ref)]);
    for (const group of groups) {
      const share = this.shares.get(group) ?? { of: 0, lose: 0, causes: new Map() };
      this.shares.set(group, share);
      share.of += 1;
      const [first] = lost;
      if (!first) continue;
      share.lose += 1;
      const own = lost.find(({ target }) => target.kind === 'class' && target.ref === group) ?? first;
      note(share, own.cause, issuer);
    }
  }

  present(): Brake[] {
    const brakes: Brake[] = [];
    for (const [group, share] of this.shares) {
      const percent = (share.lose / share.of) * 100;
      if (share.lose === 0 || percent <= this.limitPercent) continue;
      const cause = this.causeOf(share);
      const numbers = {
        lose: share.lose,
        of: share.of,
        percent: Math.round(percent * 10) / 10,
        limitPercent: this.limitPercent,
        ...(cause ? { cause } : {}),
      };
      if (group === EVERYBODY) {
        // What has to be typed is how many it is: nobody types that without having read it.
        brakes.push({ about: 'everybody', title: 'everybody', word: String(share.lose), ...numbers });
        continue;
      }
      const code = this.classes.find(({ id }) => id === group)?.code ?? group;
      brakes.push({ about: 'class', ref: group, title: code, word: code.replaceAll(/\s+/g, ''), ...numbers });
    }
    return brakes.sort((a, b) => b.percent - a.percent || (a.title < b.title ? -1 : 1));
  }

  /** The cause that more than half of them have. */
  private causeOf({ lose, causes }: Share): Brake['cause'] {
    const [top] = [...causes.values()].sort((a, b) => b.people - a.people);
    if (!top || top.people * 2 <= lose) return undefined;
    const { cause, people, issuers } = top;
    const [issuer] = issuers;
    const isOne = issuers.size === 1 && issuer !== undefined;
    return {
      attr: cause.attr ?? '',
      kind: cause.kind,
      people,
      ...(isOne ? { university: this.universities.get(issuer) ?? issuer } : {}),
      ...(cause.ruleId === undefined ? {} : { ruleId: cause.ruleId }),
      ...(cause.path === undefined ? {} : { path: cause.path }),
    };
  }
}

function note({ causes }: Share, cause: MovedRight['cause'], issuer: string): void {
  const key = [cause.kind, cause.attr ?? '', cause.ruleId ?? '', cause.path ?? ''].join('\n');
  const known = causes.get(key) ?? { cause, people: 0, issuers: new Set<string>() };
  causes.set(key, known);
  known.people += 1;
  if (known.issuers.size < ENOUGH_ISSUERS) known.issuers.add(issuer);
}
