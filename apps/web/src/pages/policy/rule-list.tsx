import type { PolicyFinding } from '@virlab/contracts';
import { Card } from '@virlab/ui';
import { type DragEvent, type KeyboardEvent, useCallback, useLayoutEffect, useRef, useState } from 'react';
import { useAnnounce } from '../../shell/announcer';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import classes from './policy.module.css';
import { RuleRow } from './rule-row';
import type { RuleActions } from './use-rule-changes';
import type { SaidRule } from './create-sayer';

export interface RuleListProps {
  rules: readonly SaidRule[];
  findings: ReadonlyMap<string, readonly PolicyFinding[]>;
  mayEdit: boolean;
  actions: RuleActions;
  /** Puts a rule at a place, from 0; absent while only some rules are shown. True when it moved. */
  move: ((id: string, to: number) => boolean) | undefined;
}

/** The rules in their order, which is moved by dragging the handle, by Alt and arrows, and from the menu. */
export function RuleList({ rules, findings, mayEdit, actions, move }: RuleListProps) {
  const { staff } = useTexts();
  const announce = useAnnounce();
  const format = useFormat();
  const list = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<string>();
  const [over, setOver] = useState<string>();
  const [focused, setFocused] = useState<{ id: string }>();
  const latest = useRef({ rules, move });
  useLayoutEffect(() => {
    latest.current = { rules, move };
  });

  // A row that moves in the page loses the focus, and whoever moves it goes on from there.
  useLayoutEffect(() => {
    if (!focused) return;
    const handles = list.current?.querySelectorAll<HTMLElement>('[data-handle]') ?? [];
    [...handles].find((handle) => handle.dataset['handle'] === focused.id)?.focus();
  }, [focused]);

  const put = useCallback(
    (id: string, to: number) => {
      const said = latest.current.rules.find(({ rule }) => rule.id === id);
      if (!said || !latest.current.move?.(id, to)) return;
      setFocused({ id });
      const { length } = latest.current.rules;
      announce(staff.policy.list.moved(said.rule.name, format.number(to + 1), format.number(length)));
    },
    [announce, format, staff],
  );
  const onMove = useCallback(
    (id: string, by: 1 | -1) => put(id, latest.current.rules.findIndex(({ rule }) => rule.id === id) + by),
    [put],
  );
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') || !mayEdit) return;
    const id = ruleAt(event.target);
    if (id === undefined) return;
    event.preventDefault();
    onMove(id, event.key === 'ArrowUp' ? -1 : 1);
  };
  const end = () => {
    setDragged(undefined);
    setOver(undefined);
  };
  const onDragStart = (event: DragEvent) => {
    const id = ruleAt(event.target);
    if (id === undefined) return;
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', id);
    const row = (event.target as Element).closest('article');
    if (row) event.dataTransfer.setDragImage(row, 12, 12);
    setDragged(id);
  };
  const onDragOver = (event: DragEvent) => {
    if (dragged === undefined) return;
    event.preventDefault();
    setOver(ruleAt(event.target));
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    const to = rules.findIndex(({ rule }) => rule.id === ruleAt(event.target));
    if (dragged !== undefined && to >= 0) put(dragged, to);
    end();
  };
  return (
    <section aria-label={staff.policy.rules}>
      <Card>
        <div
          ref={list}
          className={classes.rules}
          onKeyDown={onKeyDown}
          onDragStart={onDragStart}
          onDragOver={onDragOver}
          onDrop={onDrop}
          onDragEnd={end}
        >
          {rules.map((said) => (
            <div
              key={said.rule.id}
              className={classes.place}
              data-dragged={said.rule.id === dragged}
              data-over={said.rule.id === over && over !== dragged}
            >
              <RuleRow
                said={said}
                findings={findings.get(said.rule.id) ?? NONE}
                mayEdit={mayEdit}
                actions={actions}
                onMove={move ? onMove : undefined}
              />
            </div>
          ))}
        </div>
      </Card>
    </section>
  );
}

const NONE: readonly PolicyFinding[] = [];

/** Id of the rule whose row something belongs to. */
function ruleAt(target: EventTarget): string | undefined {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-rule]') : null;
  return row?.dataset['rule'];
}
