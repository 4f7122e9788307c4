import type { AttributeFate } from '@virlab/contracts';
import { Table } from '@mantine/core';
import { RawValue, type Verdict, VerdictGlyph } from '@virlab/ui';
import { attributeWord } from '../../texts/attributes/attribute-word';
import type { AttributeTexts } from '../../texts/attributes/en';
import { useTexts } from '../../texts/texts-provider';
import classes from './fates-table.module.css';

const VERDICTS: Record<AttributeFate['status'], Verdict> = {
  used: 'true',
  otherValue: 'true',
  dropped: 'false',
  notReleased: 'missing',
};

/** What a university sent, attribute by attribute, and what became of it; what decided is lit. */
export function FatesTable({ fates, label }: { fates: readonly AttributeFate[]; label: string }) {
  const { attributes: texts } = useTexts();
  return (
    <Table aria-label={label}>
      <Table.Thead className="vl-hidden">
        <Table.Tr>
          <Table.Th>{texts.columns.attribute}</Table.Th>
          <Table.Th>{texts.columns.value}</Table.Th>
          <Table.Th>{texts.columns.fate}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {fates.map((fate, index) => {
          const { name } = attributeWord(texts, fate.attr);
          const words = fateWords(fate, texts);
          return (
            <Table.Tr key={`${fate.attr} ${index}`} className={classes.row} data-decided={fate.decided}>
              <Table.Td className={classes.name}>
                <span className={classes.nameLine} title={fate.attr}>
                  <VerdictGlyph verdict={VERDICTS[fate.status]} />
                  {name === fate.attr ? <code>{name}</code> : name}
                </span>
              </Table.Td>
              <Table.Td>
                {fate.values.length === 0 ? <b>{texts.nothingSent}</b> : <Values fate={fate} />}
                <span className={`${classes.fate} vl-phone-only`} aria-hidden="true">
                  {words}
                </span>
              </Table.Td>
              <Table.Td className={`${classes.fate} ${classes.fateColumn}`}>{words}</Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}

function Values({ fate }: { fate: AttributeFate }) {
  return (
    <span className={classes.values}>
      {fate.values.map((value) => (
        <RawValue key={value} dropped={fate.status === 'dropped'}>
          {value}
        </RawValue>
      ))}
    </span>
  );
}

function fateWords(fate: AttributeFate, texts: AttributeTexts): string {
  if (fate.decided) return texts.decidedIt;
  if (fate.status === 'dropped') return texts.dropped(texts.why[fate.why ?? ''] ?? fate.why ?? '');
  return { used: texts.used, otherValue: texts.otherValue, notReleased: texts.notSent }[fate.status];
}
