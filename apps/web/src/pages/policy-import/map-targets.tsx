import { Button, NativeSelect } from '@mantine/core';
import { Card } from '@virlab/ui';
import { type SyntheticEvent, useState } from 'react';
import { usePolicyTargets } from '../../data/policy';
import { useTexts } from '../../texts/texts-provider';
import classes from './policy-import.module.css';

export interface MapTargetsProps {
  /** Groups, roles and projects of the file that stand for nothing here yet. */
  names: readonly string[];
  onTargets: (targets: Record<string, string>) => void;
}

/** Says what the names of a foreign file are here. */
export function MapTargets({ names, onTargets }: MapTargetsProps) {
  const { staff } = useTexts();
  const texts = staff.policy.imports.unmapped;
  const targets = usePolicyTargets().data?.targets ?? [];
  const [chosen, setChosen] = useState<Record<string, string>>({});
  const data = [
    { value: '', label: texts.nothing },
    ...(['pool', 'class', 'role'] as const).map((kind) => ({
      group: texts.groups[kind],
      items: targets
        .filter((target) => target.kind === kind)
        .map(({ ref, title }) => ({ value: `${kind}:${ref}`, label: title })),
    })),
  ];
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    onTargets(Object.fromEntries(Object.entries(chosen).filter(([, target]) => target !== '')));
  };
  return (
    <Card title={texts.title} padded>
      <form className={classes.map} onSubmit={send}>
        <p className="vl-muted">{texts.body}</p>
        {names.map((name) => (
          <NativeSelect
            key={name}
            label={texts.choice(name)}
            data={data}
            value={chosen[name] ?? ''}
            onChange={(event) => setChosen({ ...chosen, [name]: event.currentTarget.value })}
          />
        ))}
        <Button type="submit" className={classes.read}>
          {texts.again}
        </Button>
      </form>
    </Card>
  );
}
