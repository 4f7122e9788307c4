import type { Federation } from '@virlab/contracts';
import { KeyValues } from '@virlab/ui';
import { KeyList } from '../../features/metadata-keys/key-list';
import { useFormat } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { useTexts } from '../../texts/texts-provider';
import classes from './providers.module.css';

/** Where a federation's metadata comes from, when it was looked at, what went wrong, and its keys. */
export function FederationDetails({ federation }: { federation: Federation }) {
  const { federation: texts } = useTexts().staff.federation;
  const format = useFormat();
  const now = useNow(60_000);
  const { kind, location, lastLookAt, lastGoodAt, maxValidityDays, people, fault, keys } = federation;
  return (
    <div className={classes.details}>
      <KeyValues
        entries={[
          [texts.source, texts.kinds[kind]],
          ['', <code key="location">{location}</code>],
          [texts.lastLook, lastLookAt && format.since(lastLookAt, now)],
          [texts.lastGood, lastGoodAt && format.since(lastGoodAt, now)],
          [texts.validity, texts.days(format.number(maxValidityDays), maxValidityDays === 1)],
          [texts.people, format.number(people)],
          [texts.fault, fault && <FaultWords key="fault" {...fault} />],
        ]}
      />
      <h4 className={classes.keysTitle}>{texts.keys}</h4>
      <KeyList keys={keys} label={texts.keys} />
    </div>
  );
}

function FaultWords({ code, detail }: { code: string; detail?: string | undefined }) {
  return (
    <>
      <code>{code}</code>
      {detail ? <span className={classes.faultDetail}>{detail}</span> : null}
    </>
  );
}
