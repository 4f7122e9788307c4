import { usePageTitle } from '../../shell/use-page-title';
import { useTexts } from '../../texts/texts-provider';
import classes from './privacy.module.css';

/** The default privacy statement, which our metadata names; it answers without sign-in. */
export default function PrivacyPage() {
  const { privacy } = useTexts();
  usePageTitle(privacy.title);
  return (
    <article className={classes.column}>
      <h1>{privacy.title}</h1>
      <p className={classes.lead}>{privacy.lead}</p>
      {privacy.sections.map(({ heading, text }) => (
        <section key={heading}>
          <h2>{heading}</h2>
          <p>{text}</p>
        </section>
      ))}
    </article>
  );
}
