import type { LockedPool } from '@virlab/contracts';
import { ATTRIBUTE_KINDS, attributeWord, plainValue } from '../../texts/attributes/attribute-word';
import type { Texts } from '../../texts/en';
import type { Format } from '../../texts/format';

/** Why a pool is closed, who can open it, and the text for them where somebody can. */
export interface LockedWords {
  reason: string;
  owner: string;
  text?: string;
}

export interface Reader {
  displayName: string;
  university: string;
}

/** Puts the decision about a closed pool into the reader's language. */
export function lockedWords(locked: LockedPool, reader: Reader, texts: Texts, format: Format): LockedWords {
  const words = texts.machines.locked;
  const { attr = '', status, values, expected } = locked;
  const what = attributeWord(texts.attributes, attr).inSentence;
  const seen = format.list(values.map((value) => plainValue(attr, value)));
  const isCourse = ATTRIBUTE_KINDS[attr] === 'courses';
  // Only who may read the rules is told what they expect; a pool of a class still names its course.
  const course = isCourse ? locked.class?.code : undefined;
  const wanted = expected === undefined ? course : plainValue(attr, expected);
  const text = words.text(
    reader.displayName,
    reader.university,
    locked.pool.title,
    attr,
    expected ?? course ?? words.some,
    values.length > 0 ? format.list(values) : words.nothing,
  );
  const forWhom = wanted === undefined ? '' : ` ${words.expected(wanted)}`;
  switch (status) {
    case 'otherValue': {
      const isNamed = isCourse && wanted !== undefined && values.length > 0;
      const reason = isNamed ? words.otherCourse(seen, wanted) : `${words.otherValue(what, seen)}${forWhom}`;
      return { reason, owner: words.fixRegistrar(reader.university), text };
    }
    case 'notReleased':
      return {
        reason: `${words.notReleased(what)}${forWhom}`,
        owner: words.fixDesk(reader.university),
        text,
      };
    case 'dropped':
      return { reason: `${words.dropped(what)}${forWhom}`, owner: words.fixDesk(reader.university), text };
    case 'denied':
      return { reason: locked.reason ?? words.denied, owner: words.fixOperators };
    case 'outOfWindow':
      return {
        reason: locked.opensAt
          ? words.opens(format.weekday(locked.opensAt), format.time(locked.opensAt))
          : words.closedNow,
        owner: words.nothingToDo,
      };
  }
}
