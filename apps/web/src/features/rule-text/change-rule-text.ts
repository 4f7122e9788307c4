/** The same rule switched on or off, everything else as it was written, comments too. */
export async function withEnabled(yaml: string, enabled: boolean): Promise<string> {
  return edit(yaml, { enabled });
}

/** The same rule under another id and name. */
export async function withName(yaml: string, id: string, name: string): Promise<string> {
  return edit(yaml, { id, name });
}

/** The library is only fetched by who changes something. */
async function edit(yaml: string, fields: Readonly<Record<string, string | boolean>>): Promise<string> {
  const { parseDocument } = await import('yaml');
  const document = parseDocument(yaml);
  for (const [field, value] of Object.entries(fields)) document.set(field, value);
  return document.toString({ lineWidth: 0 });
}

/** An id for a copy that no other rule has. */
export function copyId(id: string, taken: ReadonlySet<string>): string {
  const stem = `${id.slice(0, LONGEST_STEM)}-copy`;
  let copy = stem;
  for (let count = 2; taken.has(copy); count += 1) copy = `${stem}-${count}`;
  return copy;
}

/** Leaves room for the ending within the length of an id. */
const LONGEST_STEM = 120;
