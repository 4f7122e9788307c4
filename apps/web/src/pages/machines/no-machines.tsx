import type { MachineList } from '@virlab/contracts';
import { Button } from '@mantine/core';
import { Card, CardList, CopyButton, Page, PageHeader, Section, TextBlock, Turn } from '@virlab/ui';
import { IconMail } from '@tabler/icons-react';
import { Link } from 'react-router';
import { FatesTable } from '../../features/attribute-fates/fates-table';
import { useFormat, useSession } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { attributeWord } from '../../texts/attributes/attribute-word';
import { useTexts } from '../../texts/texts-provider';
import { LockedRow } from './locked-row';
import classes from './machines.module.css';

/** Nothing was given, and this is why: what the university sent, what decided, whose turn it is, what to send them. */
export function NoMachines({ list }: { list: MachineList }) {
  const { machines, attributes, shell } = useTexts();
  const { university, startedAt } = useSession();
  const format = useFormat();
  const now = useNow(60_000);
  const texts = machines.empty;
  const fates = list.explanation?.fates ?? [];
  const missing = fates.find(({ decided, status }) => decided && status === 'notReleased');
  const askText = list.explanation?.askText;
  const lead = missing
    ? texts.notReleased(university.title, attributeWord(attributes, missing.attr).inSentence)
    : texts.noFit(university.title);
  return (
    <Page width="reading">
      <PageHeader title={texts.title}>
        <p className="vl-reading">{lead}</p>
      </PageHeader>
      {fates.length > 0 ? (
        <Card
          title={texts.sent}
          aside={<span className="vl-tiny vl-faint vl-num">{format.since(startedAt, now)}</span>}
        >
          <FatesTable fates={fates} label={texts.sent} />
        </Card>
      ) : null}
      <Turn who={shell.turns.their}>
        {missing ? (
          <>
            {texts.releaseTurn(university.title)} <code>{missing.attr}</code> {texts.releaseTurnEnd}
          </>
        ) : (
          texts.recordTurn(university.title)
        )}
      </Turn>
      {askText ? (
        <div className={classes.askText}>
          <TextBlock>{askText}</TextBlock>
          <div className="vl-row">
            <CopyButton variant="filled" text={askText} word={shell.copyText} copiedWord={shell.copied} />
            {university.supportUrl ? <SupportButton url={university.supportUrl} text={askText} /> : null}
          </div>
        </div>
      ) : null}
      {list.locked.length > 0 ? (
        <Section title={machines.locked.title}>
          <Card>
            {list.locked.map((locked) => (
              <LockedRow key={locked.pool.id} locked={locked} />
            ))}
          </Card>
        </Section>
      ) : null}
      <Section title={texts.meanwhile}>
        <Card>
          <CardList>
            <li className={classes.meanwhile}>
              <span>{texts.again}</span>
              <Button size="xs" component={Link} to="/sign-in?target=%2Fmachines">
                {texts.signInAgain}
              </Button>
            </li>
          </CardList>
        </Card>
      </Section>
    </Page>
  );
}

function SupportButton({ url, text }: { url: string; text: string }) {
  const { empty } = useTexts().machines;
  const address = url.startsWith('mailto:') ? url.slice('mailto:'.length) : undefined;
  if (!address && !/^https?:/.test(url)) return null;
  return (
    <Button
      component="a"
      href={address ? `mailto:${address}?subject=Virlab&body=${encodeURIComponent(text)}` : url}
      leftSection={<IconMail size={16} stroke={1.75} aria-hidden="true" />}
    >
      {address ? empty.write(address) : empty.helpPage}
    </Button>
  );
}
