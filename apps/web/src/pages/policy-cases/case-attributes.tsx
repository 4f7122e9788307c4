import type { PolicyVocabulary } from '@virlab/contracts';
import { ActionIcon, Button, Table, Textarea, TextInput } from '@mantine/core';
import { TableFrame } from '@virlab/ui';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useId } from 'react';
import { useTexts } from '../../texts/texts-provider';
import type { CaseForm } from './case-form';
import classes from './policy-cases.module.css';

export interface CaseAttributesProps {
  attributes: CaseForm['attributes'];
  vocabulary: PolicyVocabulary | undefined;
  readOnly: boolean;
  onChange: (attributes: CaseForm['attributes']) => void;
}

/** The attributes of the made-up person, one a row, with the names that are known as suggestions. */
export function CaseAttributes({ attributes, vocabulary, readOnly, onChange }: CaseAttributesProps) {
  const { staff } = useTexts();
  const texts = staff.policy.cases.form;
  const names = useId();
  const set = (index: number, change: Partial<CaseForm['attributes'][number]>) =>
    onChange(attributes.map((row, place) => (place === index ? { ...row, ...change } : row)));
  const known = vocabulary?.attributes.filter(({ isVirtual }) => !isVirtual) ?? [];
  return (
    <>
      <datalist id={names}>
        {known.map(({ attr, title }) => (
          <option key={attr} value={attr}>
            {title}
          </option>
        ))}
      </datalist>
      <TableFrame label={texts.attributes}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{texts.attribute}</Table.Th>
              <Table.Th>{texts.values}</Table.Th>
              <Table.Th aria-hidden="true" />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {attributes.map(({ attr, values }, index) => (
              <Table.Tr key={index} className={classes.attribute}>
                <Table.Td>
                  <TextInput
                    aria-label={texts.attribute}
                    list={names}
                    value={attr}
                    readOnly={readOnly}
                    spellCheck={false}
                    onChange={(event) => set(index, { attr: event.currentTarget.value })}
                  />
                </Table.Td>
                <Table.Td>
                  <Textarea
                    aria-label={texts.valuesOf(attr)}
                    rows={Math.min(8, Math.max(1, values.split('\n').length))}
                    value={values}
                    readOnly={readOnly}
                    spellCheck={false}
                    classNames={{ input: classes.mono }}
                    onChange={(event) => set(index, { values: event.currentTarget.value })}
                  />
                </Table.Td>
                <Table.Td>
                  {readOnly ? null : (
                    <ActionIcon
                      size="xs"
                      aria-label={texts.remove(attr)}
                      title={texts.remove(attr)}
                      onClick={() => onChange(attributes.filter((_row, place) => place !== index))}
                    >
                      <IconX size={16} stroke={1.75} aria-hidden="true" />
                    </ActionIcon>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </TableFrame>
      {readOnly ? null : (
        <Button
          size="xs"
          variant="subtle"
          leftSection={<IconPlus size={16} stroke={1.75} aria-hidden="true" />}
          onClick={() => onChange([...attributes, { attr: '', values: '' }])}
        >
          {texts.add}
        </Button>
      )}
    </>
  );
}
