import type { SuiteCase } from '@virlab/policy';
import { fromCampus, toCampus } from '../../shell/campus-time';

/** What is kept of a test case beside its name. */
export type CaseDocument = Omit<SuiteCase, 'name'>;

/** Kinds of rights that a case can expect. */
export type RightKind = 'roles' | 'classes' | 'pools';
export const RIGHT_KINDS: readonly RightKind[] = ['roles', 'classes', 'pools'];

/** A test case as the fields of its form hold it. Lists are one entry a line. */
export interface CaseForm {
  name: string;
  note: string;
  provider: string;
  /** Campus time, as `2026-11-21T10:00`. */
  local: string;
  attributes: readonly { attr: string; values: string }[];
  outcome: 'any' | 'admitted' | 'refused';
  /** Undefined: not looked at. */
  rights: Readonly<Record<RightKind, string | undefined>>;
  /** `pool:linux`, one a line. */
  lacks: string;
}

const KIND_WORDS = { roles: 'role', classes: 'class', pools: 'pool' } as const;

/** Fills the form from a document. */
export function toForm(name: string, document: CaseDocument, timeZone: string): CaseForm {
  const { input, expect } = document;
  const refs = (list: readonly { ref: string }[] | undefined) => list && lines(list.map(({ ref }) => ref));
  return {
    name,
    note: document.note ?? '',
    provider: input.idp.entityId,
    local: toCampus(document.now, timeZone),
    attributes: Object.entries(input.attributes).map(([attr, values]) => ({ attr, values: lines(values) })),
    outcome: expect.outcome ?? 'any',
    rights: {
      roles: expect.roles && lines(expect.roles),
      classes: refs(expect.classes),
      pools: refs(expect.pools),
    },
    lacks: lines(
      RIGHT_KINDS.flatMap((kind) => (expect.lacks?.[kind] ?? []).map((ref) => `${KIND_WORDS[kind]}:${ref}`)),
    ),
  };
}

/** An empty form, at a moment. */
export function emptyForm(now: number, timeZone: string): CaseForm {
  return {
    name: '',
    note: '',
    provider: '',
    local: toCampus(new Date(now).toISOString(), timeZone),
    attributes: [{ attr: '', values: '' }],
    outcome: 'admitted',
    rights: { roles: undefined, classes: undefined, pools: '' },
    lacks: '',
  };
}

/** The document of a form; what the form has no field for is kept from the document that it was filled from. */
export function toDocument(
  form: CaseForm,
  timeZone: string,
  original: CaseDocument | undefined,
): CaseDocument {
  const { rights, outcome } = form;
  const lacks = lackedOf(form.lacks);
  const { roles: _roles, classes, pools, lacks: _lacks, outcome: _outcome, ...kept } = original?.expect ?? {};
  const note = form.note.trim();
  const attributes = form.attributes
    .map(({ attr, values }) => [attr.trim(), entries(values)] as const)
    .filter(([attr]) => attr !== '');
  const isSameProvider = original?.input.idp.entityId === form.provider.trim();
  return {
    ...(note ? { note } : {}),
    now: fromCampus(form.local, timeZone) ?? '',
    input: {
      ...original?.input,
      idp: isSameProvider && original ? original.input.idp : { entityId: form.provider.trim() },
      attributes: Object.fromEntries(attributes),
    },
    expect: {
      ...(outcome === 'any' ? {} : { outcome }),
      ...(rights.roles === undefined ? {} : { roles: entries(rights.roles) }),
      ...(rights.classes === undefined ? {} : { classes: detailed(entries(rights.classes), classes) }),
      ...(rights.pools === undefined ? {} : { pools: detailed(entries(rights.pools), pools) }),
      ...(lacks ? { lacks } : {}),
      ...kept,
    },
  };
}

/** True when the document asks for more than the form shows: quotas, leases, outcomes of single rules. */
export function hasMore(document: CaseDocument): boolean {
  const { classes = [], pools = [], rules, refusal } = document.expect;
  return (
    rules !== undefined ||
    refusal !== undefined ||
    [...classes, ...pools].some((right) => Object.keys(right).length > 1)
  );
}

/** Entries by their references, with the details that they had. */
function detailed<T extends { ref: string }>(refs: readonly string[], before: readonly T[] | undefined) {
  return refs.map((ref): T | { ref: string } => before?.find((one) => one.ref === ref) ?? { ref });
}

function lackedOf(text: string): NonNullable<CaseDocument['expect']['lacks']> | undefined {
  const found: Partial<Record<RightKind, string[]>> = {};
  for (const entry of entries(text)) {
    const [, word, ref] = /^(role|class|pool):(.+)$/.exec(entry) ?? ['', 'pool', entry];
    const kind = RIGHT_KINDS.find((one) => KIND_WORDS[one] === word) ?? 'pools';
    found[kind] = [...(found[kind] ?? []), ref ?? entry];
  }
  return Object.keys(found).length > 0 ? found : undefined;
}

function lines(values: readonly string[]): string {
  return values.join('\n');
}

function entries(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}
