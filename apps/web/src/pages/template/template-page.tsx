import { ApiError } from '@virlab/api-client';
import type { TemplateDetail } from '@virlab/contracts';
import { ActionIcon, Button } from '@mantine/core';
import { Card, KeyValues, Page, PageHeader, RowsLoading, Section } from '@virlab/ui';
import { IconArrowLeft } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useTemplate } from '../../data/templates';
import { sayBytes, sayMiB } from '../../features/template-form/say-bytes';
import { TemplateIcon } from '../../features/template-form/template-icon';
import { ProblemPage } from '../../shell/problem-page';
import { useFormat, useSession } from '../../shell/session-context';
import { usePageTitle } from '../../shell/use-page-title';
import { useTexts } from '../../texts/texts-provider';
import { NewVersionForm } from './new-version-form';
import { RemoveTemplate } from './remove-template';
import { TemplateSettingsForm } from './template-settings-form';
import classes from './template.module.css';
import { VersionsList } from './versions-list';

/** One template: what it is now, and every version with the machines that stand on it. */
export default function TemplatePage() {
  const { id = '' } = useParams();
  const { staff, shell } = useTexts();
  const template = useTemplate(id);
  usePageTitle(template.data?.title ?? staff.pools.columns.template);
  if (template.data) return <Matter key={template.data.id} template={template.data} />;
  if (template.error instanceof ApiError) return <ProblemPage problem={template.error.problem} />;
  return (
    <Page width="fluid">
      <PageHeader title={staff.pools.columns.template}> </PageHeader>
      <RowsLoading rows={4} height={72} label={shell.loading} longLabel={shell.loadingLong} />
    </Page>
  );
}

function Matter({ template }: { template: TemplateDetail }) {
  const { pools: texts } = useTexts().staff;
  const format = useFormat();
  const { abilities } = useSession();
  const mayWrite = abilities.includes('pools.write');
  const [isWriting, setWriting] = useState(false);
  const { behind } = template;
  return (
    <Page width="fluid">
      <PageHeader
        title={
          <span className={classes.title}>
            <ActionIcon
              component={Link}
              to="/pools"
              aria-label={texts.template.back}
              title={texts.template.back}
            >
              <IconArrowLeft size={18} stroke={1.75} />
            </ActionIcon>
            <TemplateIcon icon={template.icon} />
            {template.title}
          </span>
        }
        actions={
          mayWrite && !isWriting ? (
            <Button variant="filled" onClick={() => setWriting(true)}>
              {texts.template.newVersion}
            </Button>
          ) : null
        }
      >
        {texts.version(format.number(template.current.version))}
        {behind > 0 ? ` · ${texts.behind(format.number(behind), behind === 1)}` : ''}
      </PageHeader>
      <div className={classes.stack}>
        {isWriting ? <NewVersionForm template={template} onClose={() => setWriting(false)} /> : null}
        <Facts template={template} />
        <VersionsList template={template} mayWrite={mayWrite} />
        {mayWrite ? (
          <Section title={texts.template.settings}>
            <div className={classes.settings}>
              <TemplateSettingsForm template={template} />
              <RemoveTemplate template={template} />
            </div>
          </Section>
        ) : null}
      </div>
    </Page>
  );
}

function Facts({ template }: { template: TemplateDetail }) {
  const { pools } = useTexts().staff;
  const texts = pools.template;
  const format = useFormat();
  const { current } = template;
  return (
    <Card title={texts.facts} padded>
      <KeyValues
        entries={[
          [texts.name, <code key="name">{template.id}</code>],
          [texts.icon, pools.icons[template.icon]],
          [texts.image, <code key="image">{current.image}</code>],
          [
            pools.columns.size,
            current.imageBytes === undefined ? undefined : sayBytes(current.imageBytes, format),
          ],
          [texts.memoryShort, sayMiB(current.memoryMiB, format)],
          [texts.vcpus, format.number(current.vcpus)],
          [
            texts.diskShort,
            current.diskGiB === null
              ? current.virtualBytes === undefined
                ? texts.asImage
                : sayBytes(current.virtualBytes, format)
              : `${format.number(current.diskGiB)} GiB`,
          ],
          [texts.display, texts.displays[current.display]],
          [
            texts.readyLine,
            current.readyLine === null ? texts.noReadyLine : <code key="line">{current.readyLine}</code>,
          ],
          [
            texts.pools,
            template.pools.length === 0 ? (
              pools.nobody
            ) : (
              <ul key="pools" className={classes.pools}>
                {template.pools.map(({ id, title }) => (
                  <li key={id}>
                    <Link to={`/pools/${encodeURIComponent(id)}`}>{title}</Link>
                  </li>
                ))}
              </ul>
            ),
          ],
        ]}
      />
    </Card>
  );
}
