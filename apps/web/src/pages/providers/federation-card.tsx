import type { Federation, Problem } from '@virlab/contracts';
import { Card } from '@virlab/ui';
import { useId, useState } from 'react';
import { HealthGlyph } from '../../features/provider-health/health-word';
import { ProblemNote } from '../../features/provider-health/problem-note';
import { useFormat, useSession } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import type { Format } from '../../texts/format';
import type { FederationTexts } from '../../texts/staff/federation/en';
import { useTexts } from '../../texts/texts-provider';
import { FederationDetails } from './federation-details';
import { FederationMenu } from './federation-menu';
import classes from './providers.module.css';

/** One federation: how its metadata is doing, and on request where from and by which keys. */
export function FederationCard({ federation }: { federation: Federation }) {
  const { federation: texts } = useTexts().staff;
  const format = useFormat();
  const now = useNow(30_000);
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const [failure, setFailure] = useState<Problem>();
  const mayChange = useSession().abilities.includes('federation.write');
  const { title, health, providers, refreshing } = federation;
  return (
    <Card label={title}>
      <div className={classes.federation} data-federation={federation.id}>
        <div className={classes.federationHead}>
          <HealthGlyph health={health} />
          <h3>
            <button
              type="button"
              className={classes.disclose}
              title={texts.federation.details}
              aria-expanded={isOpen}
              aria-controls={id}
              onClick={() => setIsOpen(!isOpen)}
            >
              {title}
            </button>
          </h3>
          <span className={classes.count}>
            {providers === undefined
              ? texts.federation.asked
              : texts.federation.providers(format.number(providers), providers === 1)}
          </span>
          {mayChange ? (
            <FederationMenu
              federation={federation}
              onDetails={() => setIsOpen(true)}
              onFailure={setFailure}
            />
          ) : null}
        </div>
        <p className={classes.federationLine}>
          <span className="vl-hidden">{texts.federation.health[health]}: </span>
          {lineOf(federation, now, texts.federation, format)}
          <span role="status">{refreshing ? ` · ${texts.federation.looking}` : ''}</span>
        </p>
        {failure ? (
          <div className={classes.failure}>
            <ProblemNote problem={failure} />
          </div>
        ) : null}
        <div id={id}>{isOpen ? <FederationDetails federation={federation} /> : null}</div>
      </div>
    </Card>
  );
}

/** How a federation is doing, in one line. */
function lineOf(
  { health, validUntil, lastGoodAt, lastLookAt, nextLookAt, fault }: Federation,
  now: number,
  texts: FederationTexts['federation'],
  format: Format,
): string {
  const time = (moment: string) => format.since(moment, now);
  const next = (say: (when: string) => string) => (nextLookAt ? [say(time(nextLookAt))] : []);
  switch (health) {
    case 'fine':
      return [
        texts.signed,
        ...(validUntil ? [texts.validTo(format.dayShort(validUntil))] : []),
        ...next(texts.nextLook),
      ].join(' · ');
    case 'copy-in-use':
      return [
        texts.downSince(time(fault?.since ?? lastLookAt ?? lastGoodAt ?? new Date(now).toISOString())),
        ...(lastGoodAt ? [texts.copyOf(time(lastGoodAt))] : []),
        ...next(texts.nextTry),
      ].join(' · ');
    case 'waiting':
      return texts.soon;
    case 'failed':
      return [texts.health.failed, ...next(texts.nextTry)].join(' · ');
    case 'expired':
      return [
        validUntil ? texts.expiredOn(format.dayShort(validUntil)) : texts.off,
        ...next(texts.nextTry),
      ].join(' · ');
    case 'disabled':
      return `${texts.health.disabled} · ${texts.off}`;
  }
}
