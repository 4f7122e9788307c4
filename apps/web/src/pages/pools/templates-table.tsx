import type { Template } from '@virlab/contracts';
import { Table } from '@mantine/core';
import { Card, TableFrame } from '@virlab/ui';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { sayBytes, sayMiB } from '../../features/template-form/say-bytes';
import { TemplateIcon } from '../../features/template-form/template-icon';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import classes from './pools.module.css';

/** One row a template, with its current version, and how many machines have not come to it yet. */
export function TemplatesTable({ templates, aside }: { templates: readonly Template[]; aside: ReactNode }) {
  const { pools: texts } = useTexts().staff;
  const { columns } = texts;
  return (
    <Card title={texts.templates} aside={aside} padded={templates.length === 0}>
      {templates.length === 0 ? (
        <p className={classes.none}>{texts.noTemplates}</p>
      ) : (
        <TableFrame label={texts.templates}>
          <Table className={classes.table}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{columns.template}</Table.Th>
                <Table.Th>{columns.version}</Table.Th>
                <Table.Th>{columns.makeup}</Table.Th>
                <Table.Th>{columns.image}</Table.Th>
                <Table.Th>{columns.usedBy}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {templates.map((template) => (
                <TemplateRow key={template.id} template={template} />
              ))}
            </Table.Tbody>
          </Table>
        </TableFrame>
      )}
    </Card>
  );
}

function TemplateRow({ template }: { template: Template }) {
  const { pools: texts } = useTexts().staff;
  const format = useFormat();
  const { current, pools, behind } = template;
  return (
    <Table.Tr data-template={template.id}>
      <Table.Td>
        <span className={classes.iconed}>
          <TemplateIcon icon={template.icon} />
          <span>
            <Link className={classes.name} to={`/templates/${encodeURIComponent(template.id)}`}>
              <b>{template.title}</b>
            </Link>
            <span className={classes.id}>{template.id}</span>
          </span>
        </span>
      </Table.Td>
      <Table.Td>
        {texts.version(format.number(current.version))}
        {behind > 0 ? (
          <span className={classes.sub}>{texts.behind(format.number(behind), behind === 1)}</span>
        ) : null}
      </Table.Td>
      <Table.Td className="vl-num">
        {texts.makeup(sayMiB(current.memoryMiB, format), format.number(current.vcpus), current.vcpus === 1)}
      </Table.Td>
      <Table.Td>
        <span className={classes.path}>{current.image}</span>
        {current.imageBytes === undefined ? null : (
          <span className={classes.sub}>{sayBytes(current.imageBytes, format)}</span>
        )}
      </Table.Td>
      <Table.Td>
        {pools.length === 0 ? (
          <span className="vl-muted">{texts.nobody}</span>
        ) : (
          format.list(pools.map(({ title }) => title))
        )}
      </Table.Td>
    </Table.Tr>
  );
}
