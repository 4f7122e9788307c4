import type { Machine } from '@virlab/contracts';
import { Card, KeyValues, ValueToken } from '@virlab/ui';
import { IconInfoCircle } from '@tabler/icons-react';
import { TermsLines } from '../../features/machine-terms/terms-lines';
import { useFormat } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { attributeWord, plainValue } from '../../texts/attributes/attribute-word';
import { useTexts } from '../../texts/texts-provider';
import classes from './machine.module.css';

/** Until when it is theirs, what is kept, what runs it, and why they have it. */
export function AboutMachine({ machine }: { machine: Machine }) {
  const { machines, attributes } = useTexts();
  const { page } = machines;
  const format = useFormat();
  const now = useNow(60_000);
  const { grant } = machine;
  const runs: Record<string, string> = {
    kvm: page.runsKvm,
    qemu: page.runsQemu,
    lxc: page.runsLxc,
    simulated: page.runsSimulated,
  };
  const runsBy = machine.driver === 'simulated' ? page.runsSimulated : runs[machine.runsBy ?? ''];
  return (
    <Card title={page.about} icon={<IconInfoCircle size={18} stroke={1.75} aria-hidden="true" />} padded>
      <KeyValues
        entries={[
          [
            page.yoursUntil,
            machine.lease
              ? undefined
              : grant
                ? grant.validUntil
                  ? format.date(grant.validUntil)
                  : page.noEnd
                : page.accessEnded,
          ],
          [page.disk, machine.diskSince ? page.diskSince(format.day(machine.diskSince, now)) : page.diskKept],
          [page.runsBy, runsBy],
          [
            page.why,
            grant && grant.values.length > 0 ? (
              <ul className={classes.why}>
                {grant.values.map(({ attr, value }) => (
                  <li key={`${attr} ${value}`} title={`${attr} = ${value}`}>
                    {attributeWord(attributes, attr).name}:{' '}
                    <ValueToken decided>{plainValue(attr, value)}</ValueToken>
                  </li>
                ))}
              </ul>
            ) : (
              grant?.ruleName
            ),
          ],
          [page.rule, grant && grant.values.length > 0 ? grant.ruleName : undefined],
        ]}
      />
      <div className={classes.terms}>
        <TermsLines machine={machine} />
      </div>
    </Card>
  );
}
