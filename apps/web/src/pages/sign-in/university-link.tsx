import { IconArrowRight } from '@tabler/icons-react';
import classes from './sign-in.module.css';
import { UniversityCrest } from './university-crest';
import { UniversityWords } from './university-words';
import type { Way } from './way';

/** The one filled button. */
export function UniversityButton({
  way: { option, href, onGo },
  note,
}: {
  way: Way;
  note: string | undefined;
}) {
  return (
    <a
      className={classes.filled}
      href={href}
      onClick={onGo}
      data-testid="sign-in-option"
      data-idp={option.id}
    >
      <UniversityCrest option={option} />
      <UniversityWords option={option} note={option.practice ? undefined : note} />
      <IconArrowRight size={18} stroke={1.75} aria-hidden="true" />
    </a>
  );
}

/** One of the others, quiet. */
export function UniversityRow({ way: { option, href, onGo } }: { way: Way }) {
  return (
    <a className={classes.row} href={href} onClick={onGo} data-testid="sign-in-option" data-idp={option.id}>
      <UniversityCrest option={option} />
      <UniversityWords option={option} />
    </a>
  );
}
