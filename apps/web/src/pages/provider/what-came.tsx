import type { ProviderDetail } from '@virlab/contracts';
import { VerdictGlyph } from '@virlab/ui';
import { Link } from 'react-router';
import { neededName } from '../../texts/staff/needed-name';
import { useTexts } from '../../texts/texts-provider';
import classes from './provider.module.css';

/** Which of the attributes that rules ask for ever came from this provider. */
export function WhatCame({ provider: { needed, entityId } }: { provider: ProviderDetail }) {
  const { federation, sentence } = useTexts().staff;
  const texts = federation.one;
  if (needed.came.length + needed.never.length === 0) {
    return <p className="vl-muted">{texts.attributesUnknown}</p>;
  }
  const item = (attr: string, came: boolean) => (
    <li key={attr} data-came={came}>
      <VerdictGlyph verdict={came ? 'true' : 'missing'} />
      <b>{neededName(sentence, attr).name}</b> <code>{attr}</code>
      <span className="vl-muted">{came ? texts.came : texts.never}</span>
    </li>
  );
  return (
    <div className={classes.stack}>
      <ul className={classes.attributes} aria-label={texts.attributes}>
        {needed.never.map((attr) => item(attr, false))}
        {needed.came.map((attr) => item(attr, true))}
      </ul>
      <p>
        <Link to={`/attributes?q=${encodeURIComponent(entityId)}`}>{texts.inspector}</Link>
      </p>
    </div>
  );
}
