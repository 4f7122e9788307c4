/** Which part of `value@scope` is meant. */
export type Part = 'value' | 'scope' | 'whole';

type Texts = { [K in Part]?: readonly (string | undefined)[] };

/**
 * The values of one attribute as one decision sees them. Parts and lower-case forms are made once and only when a
 * test asks, since hundreds of rules ask the same attribute.
 */
export class AttributeValues {
  readonly values: readonly string[];
  private readonly exact: Texts = {};
  private readonly folded: Texts = {};
  private length = -1;

  constructor(values: readonly string[]) {
    this.values = Object.freeze([...values]);
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
}

/** Splits at the first `@`, as eduPerson does for scoped values; a value without `@` has no scope. */
export function partOf(value: string, part: Part): string | undefined {
  if (part === 'whole') return value;
  const at = value.indexOf('@');
  if (part === 'value') return at < 0 ? value : value.slice(0, at);
  return at < 0 ? undefined : value.slice(at + 1);
}
