import { Button } from '@mantine/core';
import { ReasonPage } from '@virlab/ui';
import { Link } from 'react-router';
import { usePageTitle } from '../../shell/use-page-title';
import { useTexts } from '../../texts/texts-provider';

/** For addresses that no page has. */
export default function NotFoundPage() {
  const { shell } = useTexts();
  const { title, body, step } = shell.notFound;
  usePageTitle(title);
  return (
    <ReasonPage
      shape="unknown"
      title={title}
      steps={
        <Button variant="filled" size="lg" component={Link} to="/machines">
          {step}
        </Button>
      }
    >
      <p>{body}</p>
    </ReasonPage>
  );
}
