import { SegmentedControl } from '@mantine/core';
import { useTexts } from '../../texts/texts-provider';
import classes from './add-provider.module.css';
import { type Way, WAYS } from './ways';

/** Chooses between a federation and one provider. */
export function WhatToAdd({ way, onChange }: { way: Way; onChange: (way: Way) => void }) {
  const { adding: texts } = useTexts().staff.federation;
  return (
    <div className={classes.choice}>
      <SegmentedControl
        withItemsBorders={false}
        aria-label={texts.what}
        value={way}
        onChange={(next) => onChange(next as Way)}
        data={WAYS.map((value) => ({ value, label: texts.kinds[value] }))}
      />
    </div>
  );
}
