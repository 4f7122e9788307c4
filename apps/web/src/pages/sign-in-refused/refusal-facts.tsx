import type { SignInProviderFacts, SignInRefusal } from '@virlab/contracts';
import { RawValue } from '@virlab/ui';
import { useFormat } from '../../shell/session-context';
import { attributeWord } from '../../texts/attributes/attribute-word';
import { useTexts } from '../../texts/texts-provider';
import classes from './sign-in-refused.module.css';

export interface RefusalFactsProps {
  code: string;
  refusal: SignInRefusal | undefined;
  provider: SignInProviderFacts | undefined;
}

/** What is particular to this refusal: the rule's sentence, or what was released instead of an identifier. */
export function RefusalFacts({ code, refusal, provider }: RefusalFactsProps) {
  const { signIn, shell, attributes } = useTexts();
  const format = useFormat();
  const texts = signIn.refused;
  const university = provider?.title ?? shell.yourUniversity;
  if (!refusal) return null;
  if (code !== 'sign-in-no-identifier') {
    const needed = (refusal.ask?.needed ?? []).map(({ attr }) => attributeWord(attributes, attr).inSentence);
    if (!refusal.detail && needed.length === 0) return null;
    return (
      <div className={classes.fact}>
        {refusal.detail ? <p>{texts.reason(refusal.detail)}</p> : null}
        {needed.length > 0 ? <p>{texts.lacking(university, format.list(needed))}</p> : null}
      </div>
    );
  }
  const released = listOf(refusal.context['released'], ' ');
  const dropped = listOf(refusal.context['dropped'], ', ');
  return (
    <div className={classes.fact}>
      <p>{released.length === 0 ? texts.nothingReleased(university) : texts.released(university)}</p>
      <Names names={released} />
      {dropped.length > 0 ? <p>{texts.dropped}</p> : null}
      <Names names={dropped} dropped />
    </div>
  );
}

function Names({ names, dropped = false }: { names: readonly string[]; dropped?: boolean }) {
  if (names.length === 0) return null;
  return (
    <ul className={classes.names}>
      {names.map((name) => (
        <li key={name}>
          <RawValue dropped={dropped}>{name}</RawValue>
        </li>
      ))}
    </ul>
  );
}

function listOf(text: string | undefined, separator: string): string[] {
  return (text ?? '').split(separator).filter((part) => part !== '');
}
