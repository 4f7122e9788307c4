import type { Machine } from '@virlab/contracts';
import { attributeWord, plainValue } from '../attributes/attribute-word';
import type { Texts } from '../en';
import type { Format } from '../format';

/**
 * Why access to a machine has ended and what becomes of it, as sentences: when and what decided, until when it may run,
 * and that its disk is kept. Undefined for a machine to which there is access, or of which nothing is known.
 */
export function endedWords(
  { ended, state, removedAt }: Pick<Machine, 'ended' | 'state' | 'removedAt'>,
  texts: Texts,
  format: Format,
  now: number,
): string | undefined {
  if (ended === undefined) return undefined;
  const { ended: words } = texts.machines;
  const moment = `${format.day(ended.at, now)}, ${format.time(ended.at)}`;
  const isOn = state === 'running' || state === 'paused' || state === 'starting';
  const isInGrace = ended.runsUntil !== undefined && Date.parse(ended.runsUntil) > now;
  return [
    words.at(moment, reasonOf(ended.because, texts, format)),
    ...(isOn && isInGrace && ended.runsUntil ? [words.runsUntil(format.day(ended.runsUntil, now))] : []),
    ...(removedAt === undefined ? [words.diskKept] : []),
  ].join(' ');
}

function reasonOf(
  because: NonNullable<Machine['ended']>['because'],
  texts: Texts,
  format: Format,
): string | undefined {
  if (because === undefined) return undefined;
  const { locked } = texts.machines;
  const { attr = '', status, values, reason } = because;
  const what = attributeWord(texts.attributes, attr).inSentence;
  const seen = format.list(values.map((value) => plainValue(attr, value)));
  switch (status) {
    case 'notReleased':
      return locked.notReleased(what);
    case 'otherValue':
      return locked.otherValue(what, seen);
    case 'dropped':
      return locked.dropped(what);
    case 'denied':
      return reason ?? locked.denied;
    case 'outOfWindow':
      return locked.closedNow;
  }
}
