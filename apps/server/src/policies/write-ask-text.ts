import { type AskedAttribute, type Asking, type AskLanguage, askTexts } from './ask-texts';

/** A text that a person can send to their university as it stands: what was not sent, not accepted, or gives nothing. */
export function writeAskText(asking: Asking, language: AskLanguage): string {
  const texts = askTexts[language];
  const at = `${asking.at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const lines = asking.attributes.map((attribute) => `- ${attribute.attr}: ${fateOf(attribute, language)}`);
  return [
    texts.greeting,
    '',
    texts.signedIn(asking, at),
    texts.wanted(asking.wish),
    '',
    ...lines,
    '',
    texts.please,
  ].join('\n');
}

function fateOf({ status, values, why, expected }: AskedAttribute, language: AskLanguage): string {
  const texts = askTexts[language];
  const quoted = quote(values);
  const wanted = expected?.length ? texts.expected(quote(expected)) : '';
  if (status === 'notReleased') return `${texts.notReleased}${wanted}`;
  if (status === 'dropped')
    return `${texts.dropped(quoted, texts.reasons[why ?? ''] ?? why ?? '?')}${wanted}`;
  return `${texts.otherValue(quoted)}${wanted}`;
}

function quote(values: readonly string[]): string {
  return values.map((value) => `"${value}"`).join(', ');
}
