import type { MetadataKey } from '@virlab/contracts';
import { Chip, CopyButton, KeyValues } from '@virlab/ui';
import { useFormat } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { useTexts } from '../../texts/texts-provider';
import { keyTimes } from './key-times';
import classes from './metadata-keys.module.css';

export interface KeyListProps {
  keys: readonly MetadataKey[];
  label: string;
  /** Fingerprints that were not known before. */
  fresh?: readonly string[] | undefined;
  /** Fingerprints in the size in which one compares them aloud. */
  large?: boolean;
}

/** Keys of metadata with their fingerprints in groups of four, their size, their age. */
export function KeyList({ keys, label, fresh = [], large = false }: KeyListProps) {
  return (
    <ul className={classes.keys} aria-label={label}>
      {keys.map((key) => (
        <li key={key.sha256}>
          <OneKey signing={key} isFresh={fresh.includes(key.sha256)} large={large} />
        </li>
      ))}
    </ul>
  );
}

function OneKey({ signing, isFresh, large }: { signing: MetadataKey; isFresh: boolean; large: boolean }) {
  const { shell, staff } = useTexts();
  const texts = staff.federation.key;
  const format = useFormat();
  const now = useNow(60_000);
  const { sha256, algorithm, bits, subject, notBefore, notAfter } = signing;
  const times = keyTimes(signing, now, texts, format);
  const kind = algorithm.toUpperCase();
  return (
    <div className={classes.key} data-large={large} data-key={sha256}>
      <div className={classes.keyHead}>
        <b>{bits === undefined ? kind : texts.bits(kind, format.number(bits))}</b>
        <span className="vl-muted">{times.age}</span>
        {isFresh ? <Chip tone="hold">{staff.federation.adding.newKey}</Chip> : null}
        <span className={classes.when} data-soon={times.isSoon}>
          {times.words}
        </span>
      </div>
      <Fingerprint sha256={sha256} large={large} />
      <KeyValues
        entries={[
          [texts.made, format.date(notBefore)],
          [texts.until, format.date(notAfter)],
          [texts.calls, subject],
        ]}
      />
      <CopyButton
        text={colons(sha256)}
        word={texts.copyFingerprint}
        copiedWord={shell.copied}
        {...(large ? {} : { size: 'sm' as const })}
      />
    </div>
  );
}

const GROUP = /.{1,4}/g;

/** A fingerprint to be read out: groups of four, each kept on one line. */
function Fingerprint({ sha256, large }: { sha256: string; large: boolean }) {
  const { key: texts } = useTexts().staff.federation;
  return (
    <p className={classes.fingerprint} data-large={large}>
      <span className={classes.fingerprintName}>{texts.fingerprint}</span>
      <code data-testid="fingerprint">
        {(sha256.match(GROUP) ?? []).map((group, index) => (
          <span key={index}>{group} </span>
        ))}
      </code>
    </p>
  );
}

/** As operators publish them: `AB:CD:…`. */
function colons(sha256: string): string {
  return (sha256.toUpperCase().match(/../g) ?? []).join(':');
}
