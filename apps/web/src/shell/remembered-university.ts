/** The university that was used last; kept in this browser only, and forgotten on demand. */
export interface RememberedUniversity {
  /** entityID of the identity provider. */
  id: string;
  title: string;
}

const KEPT_AS = 'virlab-university';

/** The university used last in this browser, if any. */
export function rememberedUniversity(): RememberedUniversity | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT_AS) ?? 'null') as Partial<RememberedUniversity> | null;
    return kept && typeof kept.id === 'string' && typeof kept.title === 'string'
      ? { id: kept.id, title: kept.title }
      : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps the choice; only what the button shows is kept. */
export function rememberUniversity({ id, title }: RememberedUniversity): void {
  localStorage.setItem(KEPT_AS, JSON.stringify({ id, title }));
}

/** Forgets the choice. */
export function forgetUniversity(): void {
  localStorage.removeItem(KEPT_AS);
}
