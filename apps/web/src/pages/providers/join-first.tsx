import { Button } from '@mantine/core';
import { Card } from '@virlab/ui';
import { Link } from 'react-router';
import { useTexts } from '../../texts/texts-provider';
import classes from './providers.module.css';

/** How to join a federation, while there is nothing else to show. */
export function JoinFirst() {
  const { empty: texts, ourMetadata } = useTexts().staff.federation;
  return (
    <Card padded>
      <div className={classes.empty}>
        <h2>{texts.title}</h2>
        <p>{texts.body}</p>
        <ol className={classes.steps}>
          {texts.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <p className="vl-muted">{texts.single}</p>
        <Button component={Link} to="/service-provider">
          {ourMetadata}
        </Button>
      </div>
    </Card>
  );
}
