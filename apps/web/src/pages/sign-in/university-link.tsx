import type { SignInOption } from '@virlab/contracts';
import { IconArrowRight } from '@tabler/icons-react';
import { useTexts } from '../../texts/texts-provider';
import classes from './sign-in.module.css';

export interface UniversityLinkProps {
  option: SignInOption;
  href: string;
  onGo: () => void;
}

/** Two letters instead of a logo that would have to be fetched from elsewhere. */
export function initials(title: string): string {
  const words = title.split(/[^\p{L}\p{N}]+/u).filter((word) => /^\p{Lu}|^\p{N}/u.test(word));
  return (words.length > 1 ? words.map((word) => word.charAt(0)).join('') : title).slice(0, 2).toUpperCase();
}

function Crest({ title }: { title: string }) {
  return (
    <span className={classes.crest} aria-hidden="true">
      {initials(title)}
    </span>
  );
}

/** The one filled button. */
export function UniversityButton({
  option,
  href,
  onGo,
  note,
}: UniversityLinkProps & { note: string | undefined }) {
  const { signIn } = useTexts();
  const second = option.practice ? signIn.practice : (note ?? option.domain);
  return (
    <a
      className={classes.filled}
      href={href}
      onClick={onGo}
      data-testid="sign-in-option"
      data-idp={option.id}
    >
      <Crest title={option.title} />
      <span className={classes.words}>
        <b>{option.title}</b>
        {second ? <span>{second}</span> : null}
      </span>
      <IconArrowRight size={18} stroke={1.75} aria-hidden="true" />
    </a>
  );
}

/** One of the others, quiet. */
export function UniversityRow({ option, href, onGo }: UniversityLinkProps) {
  const { signIn } = useTexts();
  const second = option.practice ? signIn.practice : option.domain;
  return (
    <a className={classes.row} href={href} onClick={onGo} data-testid="sign-in-option" data-idp={option.id}>
      <Crest title={option.title} />
      <span className={classes.words}>
        <span>{option.title}</span>
        {second ? <span className="vl-small vl-muted">{second}</span> : null}
      </span>
    </a>
  );
}
