import type { ServiceProviderFinding } from '@virlab/contracts';
import { Card, CardList, Chip } from '@virlab/ui';
import { useTexts } from '../../texts/texts-provider';
import classes from './service-provider.module.css';

const TONES = { blocks: 'bad', advised: 'hold', note: 'off' } as const;

/** What a federation would object to, weightiest first, each with the setting that mends it. */
export function OwnFindings({ findings }: { findings: readonly ServiceProviderFinding[] }) {
  const { own: texts } = useTexts().staff.federation;
  if (findings.length === 0) return <p className="vl-muted">{texts.noFindings}</p>;
  return (
    <Card>
      <CardList label={texts.findings}>
        {findings.map(({ code, weight, setting, detail }) => (
          <li key={`${code} ${detail ?? ''}`} className={classes.finding} data-finding={code}>
            <Chip tone={TONES[weight]}>{texts.weights[weight]}</Chip>
            <span>
              {texts.finding[code]} {detail ? <code>{detail}</code> : null}
              {setting ? <span className={classes.mend}>{texts.mend(setting)}</span> : null}
            </span>
          </li>
        ))}
      </CardList>
    </Card>
  );
}
