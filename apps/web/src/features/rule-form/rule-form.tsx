import { type ReactNode, useEffect, useRef } from 'react';
import { useTexts } from '../../texts/texts-provider';
import { AboutCard, type AboutCardProps, NameCard } from './about-card';
import { pathText, type RulePath } from './document/parse-rule';
import { GetsCard } from './gets-card';
import classes from './rule-form.module.css';
import { RuleFormProvider, type RuleFormValue } from './rule-form-context';
import { WhoCard } from './who-card';

/** Where the person works on after a change. */
export interface FocusWish {
  path: RulePath;
  field?: string;
}

export interface RuleFormProps extends AboutCardProps {
  value: RuleFormValue;
  /** Shows one part of the condition alone. */
  at: RulePath | undefined;
  /** Taken up once the change is drawn; each wish is a new object. */
  focus: FocusWish | undefined;
  /** What stands above the form, such as why nothing can be changed. */
  children?: ReactNode;
}

/** A rule as a form: whom it is about, what they get, and what it is called. */
export function RuleForm({ value, at, focus, isNew, taken, children }: RuleFormProps) {
  const { rule: texts } = useTexts().staff;
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (focus && root.current) focusPlace(root.current, focus);
  }, [focus]);
  return (
    <RuleFormProvider value={value}>
      <div ref={root} className={classes.form} role="group" aria-label={texts.about}>
        {children}
        {isNew ? <NameCard taken={taken} /> : null}
        <WhoCard at={at} />
        <GetsCard />
        <AboutCard isNew={isNew} taken={taken} />
      </div>
    </RuleFormProvider>
  );
}

const FIELDS = 'input:not([type="hidden"]),select,textarea,button';

/** Puts the focus into a place of the form, or into the nearest one around it that is drawn. */
function focusPlace(root: HTMLElement, { path, field }: FocusWish): void {
  const places = [...root.querySelectorAll<HTMLElement>('[data-place]')];
  for (let length = path.length; length > 0; length--) {
    const wantedPlace = pathText(path.slice(0, length));
    const place = places.find(({ dataset }) => dataset.place === wantedPlace);
    if (!place) continue;
    const wanted = field ? place.querySelector<HTMLElement>(`[data-field="${field}"]`) : null;
    const named = place.querySelector<HTMLElement>('[data-field]');
    const fields = [...place.querySelectorAll<HTMLElement>(FIELDS)];
    // Of a list that something was taken out of, the step that puts something in stands last.
    const target =
      wanted ?? named ?? (place instanceof HTMLUListElement ? fields.at(-1) : fields[0]) ?? place;
    target.focus();
    return;
  }
}
