import { useEffect } from 'react';
import { useSignInOption } from '../../data/discovery';
import { leaveTo } from '../../shell/leave-to';
import { withTarget } from '../../shell/sign-in-address';
import { useLanguage, useTexts } from '../../texts/texts-provider';
import classes from './sign-in.module.css';

/** The link of one university: nothing to choose, only to be told where one is going. */
export function StraightThere({ entityId, target }: { entityId: string; target: string | null }) {
  const { signIn: texts } = useTexts();
  const { language } = useLanguage();
  const title = useSignInOption(entityId, language)?.title;
  useEffect(() => {
    const login = `/saml/login?${new URLSearchParams({ entityID: entityId })}`;
    leaveTo(withTarget(login, target), { replace: true });
  }, [entityId, target]);
  return (
    <div className={classes.column}>
      <h1>{texts.title}</h1>
      <p className={classes.lead} role="status">
        {texts.straight(title ?? entityId)}
      </p>
    </div>
  );
}
