import { ApiError } from '@virlab/api-client';
import type { ServiceProvider } from '@virlab/contracts';
import { ActionIcon, Button } from '@mantine/core';
import {
  CopyButton,
  Note,
  Page,
  PageHeader,
  RowsLoading,
  Section,
  StateGlyph,
  VerdictGlyph,
  WithSide,
} from '@virlab/ui';
import { IconArrowLeft, IconDownload } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useServiceProvider } from '../../data/service-provider';
import { ProblemPage } from '../../shell/problem-page';
import { useFormat } from '../../shell/session-context';
import { usePageTitle } from '../../shell/use-page-title';
import { useTexts } from '../../texts/texts-provider';
import { FederationLetter } from './federation-letter';
import { OwnFacts } from './own-facts';
import { OwnFindings } from './own-findings';
import { OwnKeys } from './own-keys';
import classes from './service-provider.module.css';

/** Our own metadata, for the admin who sends it to the federation: what it says, our keys, what would be objected to. */
export default function ServiceProviderPage() {
  const { staff, shell } = useTexts();
  const own = useServiceProvider();
  usePageTitle(staff.federation.own.title);
  if (own.data) return <Own own={own.data} />;
  if (own.error instanceof ApiError) return <ProblemPage problem={own.error.problem} />;
  return (
    <Page width="fluid">
      <PageHeader title={staff.federation.own.title}> </PageHeader>
      <RowsLoading rows={8} height={44} label={shell.loading} longLabel={shell.loadingLong} />
    </Page>
  );
}

function Own({ own }: { own: ServiceProvider }) {
  const { shell, staff } = useTexts();
  const texts = staff.federation.own;
  return (
    <Page width="fluid">
      <PageHeader
        title={
          <span className={classes.title}>
            <ActionIcon component={Link} to="/providers" aria-label={texts.back} title={texts.back}>
              <IconArrowLeft size={18} stroke={1.75} />
            </ActionIcon>
            {texts.title}
          </span>
        }
        actions={
          <>
            <CopyButton text={own.metadataUrl} word={texts.copyAddress} copiedWord={shell.copied} />
            <Button component="a" href={own.metadataUrl} download="virlab-metadata.xml">
              {texts.downloadPlain}
            </Button>
            <Button
              variant="filled"
              component="a"
              href={own.signedMetadataUrl}
              download="virlab-metadata-signed.xml"
              leftSection={<IconDownload size={16} stroke={1.75} aria-hidden="true" />}
            >
              {texts.download}
            </Button>
          </>
        }
      >
        {texts.lead}
      </PageHeader>
      <div className={classes.verdict}>
        <Verdict own={own} />
      </div>
      <WithSide sideLabel={texts.facts} side={<OwnFacts own={own} />} width={320}>
        <div className={classes.content}>
          <Section title={texts.findings}>
            <OwnFindings findings={own.findings} />
          </Section>
          <Section title={texts.keys}>
            <OwnKeys keys={own.keys} />
          </Section>
          <Section title={texts.letter}>
            <FederationLetter letters={own.letters} />
          </Section>
        </div>
      </WithSide>
    </Page>
  );
}

function Verdict({ own: { findings } }: { own: ServiceProvider }) {
  const { own: texts } = useTexts().staff.federation;
  const format = useFormat();
  const blocking = findings.filter(({ weight }) => weight === 'blocks').length;
  return blocking > 0 ? (
    <Note tone="bad" icon={<StateGlyph shape="failed" plain />}>
      <b>{texts.blocked(format.number(blocking), blocking === 1)}</b>
    </Note>
  ) : (
    <Note tone="ok" icon={<VerdictGlyph verdict="true" plain />}>
      <b>{texts.ready}</b>
    </Note>
  );
}
