/** What the column takes, and what a file name can be. */
const LONGEST = 60;

/** An id made of a title: `RCTSaai – Portugal` is `rctsaai-portugal`. */
export function idOfTitle(title: string): string {
  const plain = title.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const id = plain
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, '');
  return id === '' ? 'federation' : id;
}
