import { ApiError } from '@virlab/api-client';
import { Button } from '@mantine/core';
import { Page, PageHeader, RowsLoading } from '@virlab/ui';
import { useState } from 'react';
import { Link } from 'react-router';
import { useImages, usePools, useTemplates } from '../../data/templates';
import { ProblemPage } from '../../shell/problem-page';
import { useSession } from '../../shell/session-context';
import { usePageTitle } from '../../shell/use-page-title';
import { useTexts } from '../../texts/texts-provider';
import { ImagesCard } from './images-card';
import { NewTemplateForm } from './new-template-form';
import classes from './pools.module.css';
import { PoolsTable } from './pools-table';
import { TemplatesTable } from './templates-table';

/** The pools that people are entitled to, the templates that their machines are clones of, and the images of those. */
export default function PoolsPage() {
  const { staff, shell } = useTexts();
  const texts = staff.pools;
  const { abilities } = useSession();
  const mayWrite = abilities.includes('pools.write');
  const pools = usePools();
  const templates = useTemplates();
  const images = useImages();
  const [isAdding, setAdding] = useState(false);
  usePageTitle(texts.title);
  const error = pools.error ?? templates.error ?? images.error;
  if (pools.data && templates.data && images.data) {
    return (
      <Page width="fluid">
        <PageHeader title={texts.title}>{texts.lead}</PageHeader>
        <div className={classes.stack}>
          <PoolsTable
            pools={pools.data.pools}
            aside={
              mayWrite ? (
                <Button size="xs" component={Link} to="/pools/add">
                  {texts.newPool}
                </Button>
              ) : null
            }
          />
          {isAdding ? (
            <NewTemplateForm images={images.data.images} onClose={() => setAdding(false)} />
          ) : (
            <TemplatesTable
              templates={templates.data.templates}
              aside={
                mayWrite ? (
                  <Button size="xs" onClick={() => setAdding(true)}>
                    {texts.newTemplate}
                  </Button>
                ) : null
              }
            />
          )}
          <ImagesCard images={images.data} mayWrite={mayWrite} />
        </div>
      </Page>
    );
  }
  if (error instanceof ApiError) return <ProblemPage problem={error.problem} />;
  return (
    <Page width="fluid">
      <PageHeader title={texts.title}>{texts.lead}</PageHeader>
      <RowsLoading rows={6} height={52} label={shell.loading} longLabel={shell.loadingLong} />
    </Page>
  );
}
