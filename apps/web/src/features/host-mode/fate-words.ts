import type { MachineFate } from '@virlab/contracts';
import type { ModeTexts } from '../../texts/staff/hosts/mode-en';

/** What becomes of one machine of a drained host, in a sentence. */
export function fateWords({ isOn, to, stays }: MachineFate, texts: ModeTexts): string {
  if (isOn) return to ? texts.fate.onThen(to.title) : texts.fate.on;
  if (to) return texts.fate.moves(to.title);
  return texts.fate[stays ?? 'disk'];
}
