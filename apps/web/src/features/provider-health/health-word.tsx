import type { FederationHealth, ProviderHealth } from '@virlab/contracts';
import { StateGlyph, VerdictGlyph } from '@virlab/ui';
import classes from './provider-health.module.css';

type Tone = 'ok' | 'hold' | 'bad' | 'off';

const TONES: Record<ProviderHealth | FederationHealth, Tone> = {
  fine: 'ok',
  unused: 'off',
  'releases-too-little': 'hold',
  'key-expiring': 'hold',
  refused: 'bad',
  unusable: 'bad',
  disabled: 'off',
  'copy-in-use': 'hold',
  waiting: 'off',
  failed: 'bad',
  expired: 'bad',
};

/** The shape of a health: tick, triangle, cross, dash; a square for what is switched off. */
export function HealthGlyph({ health }: { health: ProviderHealth | FederationHealth }) {
  return (
    <span className={classes.glyph} data-tone={TONES[health]} data-health={health}>
      <Shape health={health} />
    </span>
  );
}

function Shape({ health }: { health: ProviderHealth | FederationHealth }) {
  if (health === 'disabled') return <StateGlyph shape="stopped" plain />;
  if (health === 'waiting') return <StateGlyph shape="queued" plain />;
  switch (TONES[health]) {
    case 'ok':
      return <VerdictGlyph verdict="true" plain />;
    case 'hold':
      return <StateGlyph shape="failed" plain />;
    case 'bad':
      return <VerdictGlyph verdict="false" plain />;
    case 'off':
      return <VerdictGlyph verdict="notAsked" plain />;
  }
}

/** Shape, word, colour of how something is doing. */
export function HealthWord({ health, children }: { health: ProviderHealth; children: string }) {
  return (
    <span className={classes.health} data-tone={TONES[health]}>
      <HealthGlyph health={health} />
      {children}
    </span>
  );
}
