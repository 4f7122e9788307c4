import { Button } from '@mantine/core';
import { Card } from '@virlab/ui';
import { Link } from 'react-router';
import { useTexts } from '../../texts/texts-provider';
import classes from './policy.module.css';

/** What stands in place of the rules while there are none. */
export function RulesEmpty({ mayEdit }: { mayEdit: boolean }) {
  const { staff } = useTexts();
  const texts = staff.policy.list;
  return (
    <Card padded>
      <h2>{texts.empty.title}</h2>
      <p className={classes.emptyText}>{texts.empty.body}</p>
      {mayEdit ? (
        <div className={classes.noteSteps}>
          <Button component={Link} to="/policy/import">
            {texts.empty.import}
          </Button>
        </div>
      ) : null}
    </Card>
  );
}
