import type { MetadataKey, Problem } from '@virlab/contracts';
import { Button, Checkbox } from '@mantine/core';
import { Note, StateGlyph } from '@virlab/ui';
import { type ReactNode, useState } from 'react';
import { KeyList } from '../../features/metadata-keys/key-list';
import { ProblemNote } from '../../features/provider-health/problem-note';
import { useTexts } from '../../texts/texts-provider';
import classes from './add-provider.module.css';

export interface TrustKeysProps {
  title: string;
  keys: readonly MetadataKey[];
  fresh?: readonly string[];
  /** What else is chosen before it is saved. */
  children?: ReactNode;
  isSaving: boolean;
  problem: Problem | undefined;
  onTrust: () => void;
}

/** The keys, large, and the one step that trusts them; it opens when the fingerprints were compared. */
export function TrustKeys({ title, keys, fresh, children, isSaving, problem, onTrust }: TrustKeysProps) {
  const { adding: texts } = useTexts().staff.federation;
  const [compared, setCompared] = useState(false);
  if (keys.length === 0) {
    return (
      <Note tone="bad" icon={<StateGlyph shape="failed" plain />}>
        {texts.noKeys}
      </Note>
    );
  }
  return (
    <section className={classes.trust} aria-label={title}>
      <h2>{title}</h2>
      <KeyList keys={keys} label={title} fresh={fresh} large />
      <Note tone="hold" icon={<StateGlyph shape="failed" plain />}>
        {texts.compare}
      </Note>
      {children}
      <Checkbox
        label={texts.compared}
        checked={compared}
        onChange={(event) => setCompared(event.currentTarget.checked)}
      />
      {problem ? <ProblemNote problem={problem} /> : null}
      <div className={classes.steps}>
        <Button
          variant="filled"
          size="lg"
          loading={isSaving}
          aria-disabled={!compared}
          aria-describedby={compared ? undefined : 'trust-blocked'}
          onClick={() => {
            if (compared) onTrust();
          }}
        >
          {texts.trust}
        </Button>
        <span id="trust-blocked" className="vl-small vl-muted" role="status">
          {isSaving ? texts.trusting : compared ? '' : texts.trustBlocked}
        </span>
      </div>
    </section>
  );
}
