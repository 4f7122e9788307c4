import { isMap, isScalar } from 'yaml';
import { parseText, unreadable } from './read-draft-text';

/**
 * Reads a rule that stands alone, as a form or an editor sends it. It may have faults; it has to be a map with an id.
 *
 * @returns its id, and the text without empty lines around it
 * @throws VirlabError `draft-unreadable`
 */
export function readRuleAlone(yaml: string): { id: string; text: string } {
  const text = yaml
    .replaceAll('\r\n', '\n')
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd();
  const { contents } = parseText(text).yaml;
  if (!isMap(contents)) throw unreadable('a rule has fields such as id, name, when and effects');
  const id = contents.items.find(({ key }) => isScalar(key) && key.value === 'id')?.value;
  if (!isScalar(id) || typeof id.value !== 'string' || id.value.trim() === '')
    throw unreadable('a rule needs an id of its own, such as cs101-students');
  if (id.value.length > 128)
    throw unreadable(`the id has ${id.value.length} characters, at most 128 are allowed`);
  return { id: id.value, text };
}
