/** A university that was used in this browser; kept here only, and forgotten on demand. */
export interface RememberedUniversity {
  /** entityID of the identity provider. */
  id: string;
  title: string;
}

const KEPT_AS = 'virlab-university';
/** Who uses more than three has a search field. */
const MOST = 3;

/** The universities used last in this browser, the latest first; at most three. */
export function rememberedUniversities(): RememberedUniversity[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT_AS) ?? '[]');
    return [kept]
      .flat()
      .filter(isRemembered)
      .slice(0, MOST)
      .map(({ id, title }) => ({ id, title }));
  } catch {
    return [];
  }
}

/** The university used last in this browser, if any. */
export function rememberedUniversity(): RememberedUniversity | undefined {
  return rememberedUniversities()[0];
}

/** Puts a choice first; only what the button shows is kept. */
export function rememberUniversity({ id, title }: RememberedUniversity): void {
  const others = rememberedUniversities().filter((other) => other.id !== id);
  keep([{ id, title }, ...others].slice(0, MOST));
}

/** Forgets one choice. */
export function forgetUniversity(id: string): void {
  keep(rememberedUniversities().filter((other) => other.id !== id));
}

function keep(universities: readonly RememberedUniversity[]): void {
  try {
    if (universities.length === 0) localStorage.removeItem(KEPT_AS);
    else localStorage.setItem(KEPT_AS, JSON.stringify(universities));
  } catch {
    // A browser that keeps nothing asks each time.
  }
}

function isRemembered(kept: unknown): kept is RememberedUniversity {
  if (typeof kept !== 'object' || kept === null) return false;
  const { id, title } = kept as Partial<RememberedUniversity>;
  return typeof id === 'string' && typeof title === 'string';
}
