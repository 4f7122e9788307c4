import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { useSignInOptions } from '../data/sign-in';
import { useTexts } from '../texts/texts-provider';

/** Back to the same university where it is known, and to the list. */
export function SignInAgain({ idp, filled }: { idp: string; filled: boolean }) {
  const { signIn, shell } = useTexts();
  const option = useSignInOptions().data?.options.find(({ id }) => id === idp);
  const variant = filled ? 'filled' : 'default';
  if (!option) {
    return (
      <Button variant={variant} size="lg" component={Link} to="/sign-in">
        {signIn.refused.again}
      </Button>
    );
  }
  return (
    <>
      <Button variant={variant} size="lg" component="a" href={option.url}>
        {shell.signInAgainAt(option.title)}
      </Button>
      <Button size="lg" variant={filled ? 'default' : 'subtle'} component={Link} to="/sign-in">
        {shell.anotherWay}
      </Button>
    </>
  );
}
