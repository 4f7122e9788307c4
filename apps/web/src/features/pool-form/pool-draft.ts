import type { OpenHours, PoolChoices, PoolDetail, PoolKind, PoolSettings, SavePool } from '@virlab/contracts';

/** A number as it was typed; empty where there is none. */
export type Typed = number | '';

/** A pool as a form holds it: one flat field for each thing that may be changed. */
export interface PoolDraft {
  title: string;
  kind: PoolKind;
  template: string;
  parts: PoolSettings['parts'];
  class: string | null;
  hosts: string[];
  size: Typed;
  warmSpares: Typed;
  prestart: boolean;
  leaseHours: Typed;
  renewals: Typed;
  keepDays: Typed;
  opens: OpenHours[];
  idleMinutes: Typed;
  limitMinutes: Typed;
  network: PoolSettings['network'];
  snapshots: Typed;
}

export type PoolField = keyof PoolDraft;

/** What the form of a new pool begins with: the usual, of the first template, on the first host. */
export function newDraft({ templates, hosts, usual }: PoolChoices): PoolDraft {
  return draftOf({
    ...{ title: '', kind: 'personal', template: templates[0] ?? { id: '', title: '' } },
    ...{ hosts: hosts.slice(0, 1), settings: usual },
  });
}

/** What the form of a pool begins with. */
export function draftOf({
  title,
  kind,
  template,
  hosts,
  class: ofClass,
  settings,
}: Pick<PoolDetail, 'title' | 'kind' | 'template' | 'hosts' | 'class' | 'settings'>): PoolDraft {
  const { parts, size, warmSpares, prestart, lease, keepDays, opens, network, snapshots } = settings;
  return {
    ...{ title, kind, template: template.id, parts, class: ofClass?.id ?? null },
    ...{ hosts: hosts.map(({ id }) => id), size: size ?? '', warmSpares, prestart },
    ...{ leaseHours: lease?.hours ?? '', renewals: lease?.renewals ?? 0, keepDays: keepDays ?? '' },
    ...{ opens, idleMinutes: settings.idleMinutes ?? '', limitMinutes: settings.limitMinutes ?? '' },
    ...{ network, snapshots },
  };
}

/** What the draft would save; what only labs or only single machines have is left out for the others. */
export function poolOf(draft: PoolDraft): Omit<SavePool, 'updatedAt'> {
  const { title, kind, template, hosts, leaseHours, renewals, opens, network } = draft;
  const isGroup = kind === 'group';
  return {
    ...{ title, kind, template, hosts, class: draft.class },
    settings: {
      ...{ size: orNull(draft.size), warmSpares: isGroup ? 0 : Number(draft.warmSpares) },
      ...{ prestart: !isGroup && draft.prestart, keepDays: orNull(draft.keepDays) },
      lease: leaseHours === '' ? null : { hours: leaseHours, renewals: Number(renewals) },
      ...{ idleMinutes: orNull(draft.idleMinutes), limitMinutes: orNull(draft.limitMinutes) },
      ...{ opens, network, snapshots: Number(draft.snapshots), parts: isGroup ? draft.parts : [] },
    },
  };
}

function orNull(typed: Typed): number | null {
  return typed === '' ? null : typed;
}

/** The fields in which two drafts differ, in the order of the form. */
export function changedFields(before: PoolDraft, after: PoolDraft): PoolField[] {
  return (Object.keys(before) as PoolField[]).filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );
}

/** What somebody changed in `draft` since `base`, on top of what stands in `fresh` now. */
export function rebase(base: PoolDraft, draft: PoolDraft, fresh: PoolDraft): PoolDraft {
  const own = changedFields(base, draft).map((field) => [field, draft[field]]);
  return { ...fresh, ...(Object.fromEntries(own) as Partial<PoolDraft>) };
}

const PLACES: Partial<Record<PoolField, string>> = {
  leaseHours: 'settings.lease.hours',
  renewals: 'settings.lease.renewals',
  ...{ title: 'title', kind: 'kind', template: 'template', class: 'class', hosts: 'hosts' },
};

/** Where the API tells the faults of a field. */
export function placeOf(field: PoolField): string {
  return PLACES[field] ?? `settings.${field}`;
}
