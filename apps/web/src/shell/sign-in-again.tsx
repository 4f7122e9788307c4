import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { useSignInOption } from '../data/discovery';
import { useLanguage, useTexts } from '../texts/texts-provider';

/** Back to the same university where it is known, and to the list. */
export function SignInAgain({ idp, filled }: { idp: string; filled: boolean }) {
  const { signIn, shell } = useTexts();
  const { language } = useLanguage();
  const option = useSignInOption(idp, language);
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
