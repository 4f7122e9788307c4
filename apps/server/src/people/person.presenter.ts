import type { PersonDetail, PersonSummary, Right } from '@virlab/contracts';
import { type EntitlementEntity, rolesOf } from '../entitlements/index';
import type { KnownPerson } from './known-person';

/** A person in the list of who has what. */
export function presentSummary({
  user,
  account,
  provider,
  snapshot,
  rights,
  latest,
}: KnownPerson): PersonSummary {
  return {
    id: user.id,
    displayName: user.displayName,
    identifier: account.identifier,
    university: { entityId: account.issuer, title: provider?.title ?? account.issuer },
    lastSignInAt: user.lastSignInAt?.toISOString(),
    outcome: latest?.outcome ?? 'admitted',
    roles: rolesOf(rights),
    classes: ofKind(rights, 'class').map(({ ref, asRole }) => ({ ref, as: asRole ?? 'learner' })),
    pools: ofKind(rights, 'pool').map(({ ref }) => ref),
    dropped: snapshot?.dropped.length ?? 0,
  };
}

/** One person with all that was released and what came of it; `titles` by `pool:linux`. */
export function presentDetail(person: KnownPerson, titles: ReadonlyMap<string, string>): PersonDetail {
  const { snapshot, rights, latest } = person;
  return {
    ...presentSummary(person),
    rights: rights.map((right) => presentRight(right, titles)),
    attributes: Object.entries(snapshot?.attributes ?? {}).map(([attr, values]) => ({ attr, values })),
    droppedValues: snapshot?.dropped ?? [],
    unmapped: (snapshot?.unmapped ?? []).map(({ name, count }) => ({ name, count })),
    policyVersion: latest?.policyVersion ?? 0,
  };
}

function presentRight(right: EntitlementEntity, titles: ReadonlyMap<string, string>): Right {
  const { kind, ref, ruleId, ruleName, policyVersion, values } = right;
  return {
    kind,
    ref,
    title: titles.get(`${kind}:${ref}`) ?? ref,
    as: right.asRole ?? undefined,
    ruleId,
    ruleName,
    policyVersion,
    grantedAt: right.grantedAt.toISOString(),
    validUntil: right.validUntil?.toISOString(),
    values,
  };
}

function ofKind(rights: readonly EntitlementEntity[], kind: EntitlementEntity['kind']): EntitlementEntity[] {
  return rights.filter((right) => right.kind === kind);
}
