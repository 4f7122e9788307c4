import type { Why } from '@virlab/contracts';
import type { Format } from '../../texts/format';
import { attributeName, shortValue } from '../../texts/staff/attribute-name';
import type { StaffTexts } from '../../texts/staff/en';

/** The right that is asked about, in words: `Linux shell`, `the class CS101`. */
export function rightWords({ kind, title }: Why['target'], { why, sentence }: StaffTexts): string {
  return why.what[kind](kind === 'role' ? (sentence.roles[title] ?? title) : title);
}

/** The answer as one sentence. */
export function answerSentence(why: Why, texts: StaffTexts, format: Pick<Format, 'list'>): string {
  const { key, params } = why.answer;
  const attr = params['attr'] ?? '';
  const attrs = (params['attrs'] ?? '').split(', ').filter(Boolean);
  const inSentence = (name: string) => attributeName(texts.sentence, name).inSentence;
  const isByHand = key === 'has' && (params['ruleId'] ?? '').startsWith('grant:');
  const say = texts.why.answers[isByHand ? 'has.byHand' : key] ?? texts.why.answers['other'];
  const words = {
    who: why.person.displayName,
    what: rightWords(why.target, texts),
    university: why.person.university,
    rule: params['ruleName'] ?? '',
    attribute: inSentence(attr),
    attributes: format.list(attrs.map(inSentence)),
    count: Number(params['count'] ?? attrs.length),
    seen: values(params['seen'], attr, texts, format),
    expected: asked(why, attr, texts, format),
    reason: params['reason'] ?? '',
  };
  return say?.(words) ?? '';
}

function values(joined: string | undefined, attr: string, texts: StaffTexts, format: Pick<Format, 'list'>) {
  const all = (joined ?? '').split(', ').filter(Boolean);
  return format.list(all.map((value) => shortValue(texts.sentence, attr, value)));
}

/** What the nearest rule asks of the attribute: `at least 2`. */
function asked(why: Why, attr: string, texts: StaffTexts, format: Pick<Format, 'list'>): string {
  const wanted = why.wouldHaveToBeTrue.find((one) => one.attr === attr);
  const said = values(wanted?.expected ?? why.answer.params['expected'], attr, texts, format);
  if (!wanted) return said;
  if (wanted.op.startsWith('not ')) return texts.sentence.asksOther(said);
  return texts.sentence.asks[wanted.op]?.(said) ?? said;
}
