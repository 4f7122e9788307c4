import type { SignInOption } from '@virlab/contracts';
import { useState } from 'react';
import classes from './sign-in.module.css';

/** Two letters where there is no logo. */
export function initials(title: string): string {
  const words = title.split(/[^\p{L}\p{N}]+/u).filter((word) => /^\p{Lu}|^\p{N}/u.test(word));
  const letters = words.length > 1 ? words.map((word) => [...word][0]) : [...title];
  return letters.slice(0, 2).join('').toUpperCase();
}

/** The logo of a university from our own server, or its initials. The name always stands beside it. */
export function UniversityCrest({ option: { title, logo } }: { option: SignInOption }) {
  const [broken, setBroken] = useState<string>();
  const isShown = logo !== undefined && logo !== broken;
  return (
    <span className={classes.crest} data-logo={isShown || undefined} aria-hidden="true">
      {isShown ? (
        <img src={logo} alt="" width={30} height={30} onError={() => setBroken(logo)} />
      ) : (
        initials(title)
      )}
    </span>
  );
}
