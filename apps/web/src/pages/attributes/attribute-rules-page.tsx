import { ApiError } from '@virlab/api-client';
import type { AttributeRulesVersions } from '@virlab/contracts';
import { Button, Table } from '@mantine/core';
import { Card, Figures, Page, PageHeader, RowsLoading, Section, TableFrame } from '@virlab/ui';
import { useState } from 'react';
import { Link } from 'react-router';
import { useAttributeRules, useAttributeRulesTexts } from '../../data/attributes';
import { ProblemPage } from '../../shell/problem-page';
import { useFormat, useSession } from '../../shell/session-context';
import { usePageTitle } from '../../shell/use-page-title';
import { useTexts } from '../../texts/texts-provider';
import classes from './attributes.module.css';
import { ImportRules } from './import-rules';
import { saveAs } from './save-as';

/** The attribute rules: the version in force, older ones to go back to, and an admin's own files with what differs. */
export default function AttributeRulesPage() {
  const { staff, shell } = useTexts();
  const texts = staff.attributes.rules;
  const rules = useAttributeRules();
  usePageTitle(texts.title);
  if (rules.data) return <Rules rules={rules.data} />;
  if (rules.error instanceof ApiError) return <ProblemPage problem={rules.error.problem} />;
  return (
    <Page width="fluid">
      <PageHeader title={texts.title}>{texts.lead}</PageHeader>
      <RowsLoading rows={4} height={48} label={shell.loading} longLabel={shell.loadingLong} />
    </Page>
  );
}

function Rules({ rules }: { rules: AttributeRulesVersions }) {
  const { staff } = useTexts();
  const texts = staff.attributes.rules;
  const format = useFormat();
  const mayPublish = useSession().abilities.includes('attributes.publish');
  const read = useAttributeRulesTexts();
  // Going back is publishing anew, so it takes the same way: the report first.
  const [start, setStart] = useState<{ key: number; map: string; policy: string }>();
  const word = (version: number) =>
    version === 0 ? staff.attributes.shipped : staff.attributes.version(format.number(version));
  const goBack = async (version: number) => {
    const { map, policy } = await read.mutateAsync(version);
    setStart({ key: version, map, policy });
  };
  const download = async (version: number, file: 'map' | 'policy') => {
    const found = await read.mutateAsync(version);
    saveAs(texts.file[file], found[file]);
  };
  return (
    <Page width="fluid">
      <PageHeader
        title={texts.title}
        actions={
          <Button component={Link} to="/attributes">
            {texts.back}
          </Button>
        }
      >
        {texts.lead}
      </PageHeader>
      <Section title={`${texts.current}: ${word(rules.current)}`}>
        <Figures
          label={texts.figures}
          figures={[
            { value: format.number(rules.attributes), words: texts.attributes },
            { value: format.number(rules.names), words: texts.names },
            { value: format.number(rules.filtered), words: texts.filtered },
          ]}
        />
      </Section>
      {mayPublish ? (
        <Section title={texts.import}>
          <ImportRules key={start?.key} start={start} current={rules.current} wordOf={word} />
        </Section>
      ) : null}
      <Section title={texts.versions}>
        <Card>
          <TableFrame label={texts.all}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{texts.columns.version}</Table.Th>
                  <Table.Th>{texts.columns.author}</Table.Th>
                  <Table.Th>{texts.columns.when}</Table.Th>
                  <Table.Th>{texts.columns.comment}</Table.Th>
                  <Table.Th>
                    <span className="vl-hidden">{texts.columns.step}</span>
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {rules.versions.map(({ version, author, publishedAt, comment }) => (
                  <Table.Tr key={version} data-version={version}>
                    <Table.Td className="vl-num">
                      <b>{word(version)}</b>
                    </Table.Td>
                    <Table.Td>{author ?? texts.shippedNote}</Table.Td>
                    <Table.Td className="vl-num vl-nowrap">
                      {publishedAt ? format.stamp(publishedAt) : ''}
                    </Table.Td>
                    <Table.Td>{comment}</Table.Td>
                    <Table.Td>
                      <div className={classes.versionStep}>
                        {(['map', 'policy'] as const).map((file) => (
                          <Button
                            key={file}
                            size="xs"
                            variant="subtle"
                            aria-label={texts.downloadLabel(texts.file[file], word(version))}
                            onClick={() => void download(version, file)}
                          >
                            {texts.file[file]}
                          </Button>
                        ))}
                        {version === rules.current ? (
                          <span className="vl-small vl-muted">{texts.inForce}</span>
                        ) : mayPublish ? (
                          <Button
                            size="xs"
                            aria-label={texts.goBackLabel(word(version))}
                            onClick={() => void goBack(version)}
                          >
                            {texts.goBack}
                          </Button>
                        ) : null}
                      </div>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </TableFrame>
        </Card>
      </Section>
    </Page>
  );
}
