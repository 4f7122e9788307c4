import type { Why } from '@virlab/contracts';
import { Select } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { WhyAsOf } from '../../data/policy';
import { usePolicyVersions } from '../../data/policy-versions';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import classes from './why.module.css';

/** Versions that are offered; older ones are asked about from the versions page. */
const MOST_VERSIONS = 20;

export interface AsOfProps {
  why: Why;
  asked: WhyAsOf;
  onAsk: (asOf: WhyAsOf) => void;
}

/** As of when: now, under another published version, or a decision about the person that is kept. */
export function AsOf({ why, asked, onAsk }: AsOfProps) {
  const { ask: texts } = useTexts().staff.why;
  const format = useFormat();
  const versions = usePolicyVersions().data?.versions ?? [];
  const inForce = versions.find(({ isInForce }) => isInForce)?.version;
  const nowVersion = why.asOf?.kind === 'now' || !why.asOf ? why.policyVersion : inForce;
  const others = versions.filter(({ isInForce }) => !isInForce).slice(0, MOST_VERSIONS);
  const momentWords = (at: string, version: number) => texts.moment(format.stamp(at), format.number(version));
  const moments = (why.moments ?? []).map(({ decision, at, policyVersion }) => ({
    value: `decision ${decision}`,
    label: momentWords(at, policyVersion),
  }));
  const event =
    asked.kind === 'event' && why.asOf
      ? [{ value: `event ${asked.audit}`, label: momentWords(why.asOf.at, why.policyVersion) }]
      : [];
  const listed = others.map(({ version }) => ({
    value: `version ${version}`,
    label: texts.version(format.number(version)),
  }));
  return (
    <Select
      className={classes.asOf}
      aria-label={texts.asOfLabel}
      data={[
        {
          value: 'now',
          label: nowVersion === undefined ? texts.nowPlain : texts.now(format.number(nowVersion)),
        },
        ...(listed.length > 0 ? [{ group: texts.versions, items: listed }] : []),
        ...(moments.length + event.length > 0
          ? [{ group: texts.moments, items: [...event, ...moments] }]
          : []),
      ]}
      value={valueOf(asked)}
      onChange={(value) => onAsk(asOfValue(value ?? 'now'))}
      allowDeselect={false}
      // The list itself scrolls, as the pattern of a combobox has it.
      withScrollArea={false}
      classNames={{ options: classes.options }}
      rightSection={<IconChevronDown size={16} stroke={1.75} aria-hidden="true" />}
    />
  );
}

function valueOf(asOf: WhyAsOf): string {
  switch (asOf.kind) {
    case 'now':
      return 'now';
    case 'version':
      return `version ${asOf.version}`;
    case 'decision':
      return `decision ${asOf.decision}`;
    case 'event':
      return `event ${asOf.audit}`;
  }
}

function asOfValue(value: string): WhyAsOf {
  const [kind, name = ''] = value.split(' ');
  if (kind === 'version') return { kind, version: Number(name) };
  if (kind === 'decision') return { kind, decision: name };
  if (kind === 'event') return { kind, audit: Number(name) };
  return { kind: 'now' };
}
