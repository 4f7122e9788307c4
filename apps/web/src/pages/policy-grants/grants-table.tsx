import type { ManualGrant } from '@virlab/contracts';
import { Button, Table } from '@mantine/core';
import { Chip, TableFrame } from '@virlab/ui';
import { Link } from 'react-router';
import { useFormat, useSession } from '../../shell/session-context';
import { useNow } from '../../shell/use-now';
import { useTexts } from '../../texts/texts-provider';
import classes from './policy-grants.module.css';
import { rightWords } from './right-words';

export interface GrantsTableProps {
  label: string;
  grants: readonly ManualGrant[];
  /** Left out for what is over, and for who may not. */
  onTakeBack?: (grant: ManualGrant) => void;
}

/** One row a grant: to whom, what, why, until when, by whom. */
export function GrantsTable({ label, grants, onTakeBack }: GrantsTableProps) {
  const { grants: texts } = useTexts().staff;
  const { columns } = texts;
  return (
    <TableFrame label={label}>
      <Table className={classes.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{columns.to}</Table.Th>
            <Table.Th>{columns.right}</Table.Th>
            <Table.Th>{columns.reason}</Table.Th>
            <Table.Th>
              {grants.every(({ state }) => state === 'valid') ? columns.until : columns.ended}
            </Table.Th>
            <Table.Th>{columns.by}</Table.Th>
            {onTakeBack ? (
              <Table.Th>
                <span className="vl-hidden">{columns.step}</span>
              </Table.Th>
            ) : null}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {grants.map((grant) => (
            <GrantRow key={grant.id} grant={grant} {...(onTakeBack ? { onTakeBack } : {})} />
          ))}
        </Table.Tbody>
      </Table>
    </TableFrame>
  );
}

function GrantRow({ grant, onTakeBack }: { grant: ManualGrant } & Pick<GrantsTableProps, 'onTakeBack'>) {
  const { staff } = useTexts();
  const texts = staff.grants;
  const format = useFormat();
  const right = rightWords(grant, staff);
  const { to, reason, grantedBy, grantedAt, people } = grant;
  return (
    <Table.Tr data-grant={grant.id}>
      <Table.Td>
        <b>
          {to.kind === 'person' && to.id !== '' ? <Link to={`/people/${to.id}`}>{to.title}</Link> : to.title}
        </b>
        {to.kind === 'class' ? (
          <span className={classes.second}>{texts.everybodyIn(format.number(people))}</span>
        ) : null}
      </Table.Td>
      <Table.Td>
        {right}
        <HeldBack grant={grant} />
      </Table.Td>
      <Table.Td className={classes.reason}>
        {reason === '' ? <span className="vl-muted">{texts.hiddenReason}</span> : reason}
      </Table.Td>
      <Table.Td className="vl-nowrap">
        <Until grant={grant} />
      </Table.Td>
      <Table.Td className="vl-nowrap">
        {grantedBy.displayName}
        <span className={`${classes.second} vl-num`}>{format.stamp(grantedAt)}</span>
      </Table.Td>
      {onTakeBack ? (
        <Table.Td className={classes.step}>
          <Button size="xs" aria-label={texts.takeBackOf(right, to.title)} onClick={() => onTakeBack(grant)}>
            {texts.takeBack}
          </Button>
        </Table.Td>
      ) : null}
    </Table.Tr>
  );
}

function Until({ grant }: { grant: ManualGrant }) {
  const { grants: texts } = useTexts().staff;
  const format = useFormat();
  const now = useNow(30_000);
  const { state, validUntil, revokedAt, revokedBy } = grant;
  if (state === 'valid') {
    return (
      <>
        <span className="vl-num">{format.stamp(validUntil)}</span>
        <span className={classes.second}>
          {texts.left(format.duration(Math.max(0, Date.parse(validUntil) - now)))}
        </span>
      </>
    );
  }
  return (
    <>
      <span className="vl-num">{format.stamp(revokedAt ?? validUntil)}</span>
      <span className={classes.second}>
        {state === 'revoked' ? texts.takenBack(revokedBy?.displayName ?? '') : texts.ranOut}
      </span>
    </>
  );
}

/** That a denial keeps it, by which rule and why. */
function HeldBack({ grant }: { grant: ManualGrant }) {
  const { grants: texts } = useTexts().staff;
  const format = useFormat();
  const { abilities } = useSession();
  const { heldBack, heldBackBy, people, to, target } = grant;
  if (heldBack === 0) return null;
  const mayAsk = abilities.includes('people.read') && to.kind === 'person' && to.id !== '';
  return (
    <span className={classes.held}>
      <Chip tone="hold">
        {to.kind === 'person'
          ? texts.heldBackOne
          : texts.heldBack(format.number(heldBack), format.number(people))}
      </Chip>
      {heldBackBy ? <span>{texts.heldBackBy(heldBackBy.ruleName, heldBackBy.reason)}</span> : null}
      {mayAsk ? (
        <Link
          to={`/policy/why?person=${encodeURIComponent(to.id)}&target=${target.kind}:${encodeURIComponent(target.ref)}`}
        >
          {texts.why}
        </Link>
      ) : null}
    </span>
  );
}
