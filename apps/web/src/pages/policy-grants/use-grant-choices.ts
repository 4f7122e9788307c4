import type { ComboboxItem, ComboboxParsedItemGroup, OptionsFilter } from '@mantine/core';
import { usePeople } from '../../data/people';
import { usePolicyTargets } from '../../data/policy';
import { useSession } from '../../shell/session-context';
import { hasWords } from '../../texts/staff/has-words';
import { useTexts } from '../../texts/texts-provider';

/** Roles that let people look after Virlab: a rule gives them, never a hand. The server says so too. */
const NEVER_BY_HAND = new Set(['identity-admin', 'policy-editor', 'operator']);

/** To whom something can be given, and what. */
export function useGrantChoices() {
  const { staff } = useTexts();
  const texts = staff.grants.form;
  const me = useSession().user.id;
  const people = usePeople().data?.people ?? [];
  const targets = usePolicyTargets().data?.targets ?? [];
  const classes = targets.filter(({ kind }) => kind === 'class');
  const receivers = [
    {
      group: texts.classes,
      items: classes.map(({ ref, title }) => ({ value: `class:${ref}`, label: title })),
    },
    {
      group: texts.people,
      // Nobody grants to themselves.
      items: people
        .filter(({ id }) => id !== me)
        .map(({ id, displayName }) => ({ value: `person:${id}`, label: displayName })),
    },
  ].filter(({ items }) => items.length > 0);
  const words = new Map(
    people.map(({ id, displayName, identifier }) => [`person:${id}`, `${displayName} ${identifier}`]),
  );
  const fits = (item: ComboboxItem, search: string) =>
    hasWords(`${item.label} ${words.get(item.value) ?? item.value}`, search);
  const byWords: OptionsFilter = ({ options, search, limit }) => {
    let left = limit;
    return (options as ComboboxParsedItemGroup<string>[]).flatMap((group) => {
      const items = (group.items as ComboboxItem[]).filter((item) => fits(item, search)).slice(0, left);
      left -= items.length;
      return items.length > 0 ? [{ ...group, items }] : [];
    });
  };
  const rightsFor = (to: string) =>
    (['pool', 'class', 'role'] as const)
      .filter((kind) => kind !== 'class' || !to.startsWith('class:'))
      .map((kind) => ({
        group: texts.groups[kind],
        items: targets
          .filter((target) => target.kind === kind && !(kind === 'role' && NEVER_BY_HAND.has(target.ref)))
          .map(({ ref, title }) => ({
            value: `${kind}:${ref}`,
            label: kind === 'role' ? (staff.sentence.roles[ref] ?? title) : title,
          })),
      }))
      .filter(({ items }) => items.length > 0);
  return { receivers, byWords, rightsFor };
}
