import type { ProviderRow } from '@virlab/contracts';
import { Note, StateGlyph } from '@virlab/ui';
import { Link } from 'react-router';
import { keyTimes } from '../../features/metadata-keys/key-times';
import { useFormat } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { neededName } from '../../texts/staff/needed-name';
import { useTexts } from '../../texts/texts-provider';
import { providerPage } from './providers-table';
import classes from './providers.module.css';

/** What needs somebody, and who must act. */
export function Findings({ providers }: { providers: readonly ProviderRow[] }) {
  const { federation: texts } = useTexts().staff;
  if (providers.length === 0) return null;
  return (
    <section className={classes.notes} aria-label={texts.findings}>
      {providers.map((provider) => (
        <Finding key={provider.entityId} provider={provider} />
      ))}
    </section>
  );
}

function Finding({ provider }: { provider: ProviderRow }) {
  const { federation: texts } = useTexts().staff;
  const { health, entityId } = provider;
  const words = useFindingWords(provider);
  if (!words) return null;
  const isBad = health === 'refused' || health === 'unusable';
  return (
    <Note tone={isBad ? 'bad' : 'hold'} icon={<StateGlyph shape="failed" plain />}>
      <p>
        <b>{words.what}</b> {words.why} {words.turn}
      </p>
      <p className={classes.links}>
        <Link to={`/attributes?q=${encodeURIComponent(entityId)}`}>{texts.seeSignIns}</Link> ·{' '}
        <Link to={`${providerPage(entityId)}#text`}>{texts.finding.textForAdmin}</Link>
      </p>
    </Note>
  );
}

/** The finding in words: what is wrong, why, whose turn it is. */
function useFindingWords(
  provider: ProviderRow,
): { what: string; why?: string | undefined; turn: string } | undefined {
  const { staff, errors } = useTexts();
  const { finding: texts, key } = staff.federation;
  const format = useFormat();
  const now = useNow(60_000);
  const { health, title, refusals, needed, keys } = provider;
  const [worst] = refusals;
  switch (health) {
    case 'refused': {
      const times = refusals.reduce((sum, refusal) => sum + refusal.times, 0);
      const known = worst && worst.code in errors ? errors[worst.code as keyof typeof errors] : undefined;
      return {
        what: texts.refused(title, format.number(times), times === 1),
        why: known && `${known.title}.`,
        turn: texts.refusedTurn,
      };
    }
    case 'releases-too-little': {
      const names = needed.never.map((name) => neededName(staff.sentence, name).inSentence);
      return { what: texts.tooLittle(title, format.list(names)), turn: texts.tooLittleTurn };
    }
    case 'key-expiring':
      return keys
        ? {
            what: texts.keyExpiring(title, keyTimes(keys.newest, now, key, format).words),
            turn: texts.keyExpiringTurn,
          }
        : undefined;
    case 'unusable':
      return { what: texts.unusable(title), turn: texts.unusableTurn };
    default:
      return undefined;
  }
}
