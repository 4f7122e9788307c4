import type { ProviderRow } from '@virlab/contracts';
import { ActionIcon, Menu, Table } from '@mantine/core';
import { Chip, TableFrame } from '@virlab/ui';
import { IconDots } from '@tabler/icons-react';
import { Link } from 'react-router';
import { KeyAge } from '../../features/metadata-keys/key-age';
import { HealthWord } from '../../features/provider-health/health-word';
import { NeededAttributes } from '../../features/provider-health/needed-attributes';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import { initialsOfName } from './initials-of-name';
import classes from './providers.module.css';

/** One row a provider. */
export function ProvidersTable({ providers }: { providers: readonly ProviderRow[] }) {
  const { federation: texts } = useTexts().staff;
  const { columns } = texts;
  return (
    <TableFrame label={texts.title}>
      <Table className={classes.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{columns.provider}</Table.Th>
            <Table.Th>{columns.health}</Table.Th>
            <Table.Th>{columns.needed}</Table.Th>
            <Table.Th className={classes.right}>{columns.people}</Table.Th>
            <Table.Th>{columns.from}</Table.Th>
            <Table.Th>{columns.key}</Table.Th>
            <Table.Th aria-hidden="true" />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {providers.map((provider) => (
            <ProviderTableRow key={provider.entityId} provider={provider} />
          ))}
        </Table.Tbody>
      </Table>
    </TableFrame>
  );
}

function ProviderTableRow({ provider }: { provider: ProviderRow }) {
  const { federation: texts } = useTexts().staff;
  const format = useFormat();
  const { entityId, title, domain, health, needed, people, source, keys, allows, practice } = provider;
  const page = providerPage(entityId);
  return (
    <Table.Tr data-provider={entityId}>
      <Table.Td>
        <span className={classes.provider}>
          <span className={classes.crest} aria-hidden="true">
            {initialsOfName(title)}
          </span>
          <span className={classes.names}>
            <Link className={classes.name} to={page}>
              {title}
            </Link>{' '}
            {practice ? <Chip tone="hold">{texts.practice}</Chip> : null}
            <span className={classes.domain}>{domain ?? entityId}</span>
          </span>
        </span>
      </Table.Td>
      <Table.Td className="vl-nowrap">
        <HealthWord health={health}>{texts.health[health]}</HealthWord>
        <span className={classes.exceptions}>
          {allows.cbc ? <Chip tone="hold">{texts.exceptions.cbc}</Chip> : null}
          {allows.assertionOnlySignature ? (
            <Chip tone="hold">{texts.exceptions.assertionOnlySignature}</Chip>
          ) : null}
        </span>
      </Table.Td>
      <Table.Td className="vl-nowrap">
        <NeededAttributes needed={needed} />
      </Table.Td>
      <Table.Td className={`${classes.right} vl-num`}>{format.number(people)}</Table.Td>
      <Table.Td>
        <div className={classes.from}>{source.kind === 'federation' ? source.title : texts.registered}</div>
      </Table.Td>
      <Table.Td>
        <KeyAge signing={keys} />
      </Table.Td>
      <Table.Td className={classes.right}>
        <Menu>
          <Menu.Target>
            <ActionIcon aria-label={texts.more(title)}>
              <IconDots size={16} stroke={1.75} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item component={Link} to={page}>
              {texts.open}
            </Menu.Item>
            <Menu.Item component={Link} to={`/attributes?q=${encodeURIComponent(entityId)}`}>
              {texts.seeSignIns}
            </Menu.Item>
            <Menu.Item component={Link} to={`/audit?q=${encodeURIComponent(entityId)}`}>
              {texts.seeTrail}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </Table.Td>
    </Table.Tr>
  );
}

/** The page of one provider. */
export function providerPage(entityId: string): string {
  return `/providers/${encodeURIComponent(entityId)}`;
}
