import type { FilterWords, RecordedValue } from '@virlab/contracts';
import type { AttributesPageTexts } from '../../texts/staff/attributes/en';

/** What the filter takes of an attribute, and what it refuses, as sentences. */
export function sayFilter(steps: NonNullable<RecordedValue['words']>, texts: AttributesPageTexts): string {
  const of = (effect: 'permit' | 'deny') =>
    steps.filter((step) => step.effect === effect).map(({ words }) => sayWords(words, texts));
  const [permits, denies] = [of('permit'), of('deny')];
  return [
    permits.length === 0 ? texts.takesNothing : texts.takes(permits.join(texts.or)),
    ...(denies.length === 0 ? [] : [texts.refuses(denies.join(texts.or))]),
  ].join(' ');
}

function sayWords({ key, texts: asked, of = [] }: FilterWords, texts: AttributesPageTexts): string {
  const inner = of.map((one) => sayWords(one, texts));
  if (key === 'and') return inner.join(texts.and);
  if (key === 'or') return inner.join(texts.or);
  if (key === 'not') return texts.not(inner.join(''));
  const say = texts.words[key];
  return say ? say(asked.join(', ')) : [key, ...asked].join(' ');
}
