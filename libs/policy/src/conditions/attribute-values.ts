/** Which part of `value@scope` is meant. */
export type Part = 'value' | 'scope' | 'whole';

type Texts = { [K in Part]?: readonly (string | undefined)[] };

/** The wanted parts of all values, to be looked up. */
interface Lookup {
  texts: ReadonlySet<string | undefined>;
  /** Some value has no such part. */
  lacksSome: boolean;
}

/**
 * The values of one attribute as one decision sees them. Parts and lower-case forms are made once and only when a
 * test asks, since hundreds of rules ask the same attribute.
 */
export class AttributeValues {
  readonly values: readonly string[];
  private readonly exact: Texts = {};
  private readonly folded: Texts = {};
  private readonly lookups: { [K in Part]?: Lookup } = {};
  private readonly foldedLookups: { [K in Part]?: Lookup } = {};
  private length = -1;

  constructor(values: readonly string[]) {
    this.values = values.slice();
  }

  /** True when nothing was released. */
  get isMissing(): boolean {
    return this.values.length === 0;
  }

  /** Characters of all values together, for the work limit of regular expressions. */
  get characters(): number {
    if (this.length < 0) this.length = this.values.reduce((sum, value) => sum + value.length, 0);
    return this.length;
  }

  /** The wanted part of each value, in the order of `values`; undefined where a value has no such part. */
  read(part: Part, ci: boolean): readonly (string | undefined)[] {
    const texts = ci ? this.folded : this.exact;
    return (texts[part] ??= this.values.map((value) => {
      const text = partOf(value, part);
      return ci ? text?.toLowerCase() : text;
    }));
  }

  /** As {@link read}, to be looked up: hundreds of rules ask whether one text is among the values. */
  lookup(part: Part, ci: boolean): Lookup {
    const lookups = ci ? this.foldedLookups : this.lookups;
    return (lookups[part] ??= lookupOf(this.read(part, ci)));
  }
}

function lookupOf(parts: readonly (string | undefined)[]): Lookup {
  const texts = new Set(parts);
  return { texts, lacksSome: texts.has(undefined) };
}

/** Splits at the first `@`, as eduPerson does for scoped values; a value without `@` has no scope. */
export function partOf(value: string, part: Part): string | undefined {
  if (part === 'whole') return value;
  const at = value.indexOf('@');
  if (part === 'value') return at < 0 ? value : value.slice(0, at);
  return at < 0 ? undefined : value.slice(at + 1);
}
