import type { Problem } from '@virlab/contracts';
import { groupReference, Note, StateGlyph } from '@virlab/ui';
import { useTexts } from '../../texts/texts-provider';
import classes from './provider-health.module.css';

/** What was refused just now, in place: what happened, whose turn it is, the step, what exactly; then code and reference. */
export function ProblemNote({ problem }: { problem: Problem }) {
  const { errors, shell } = useTexts();
  const { code, detail, requestId, errors: faults = [] } = problem;
  const text = errors[code in errors ? (code as keyof typeof errors) : 'internal'];
  return (
    <Note tone="bad" role="alert" icon={<StateGlyph shape="failed" plain />}>
      <p>
        <b>{text.title}.</b> {text.body}
      </p>
      <p>
        <b>{shell.turns[text.turn]}.</b> {text.step}
      </p>
      {detail || faults.length > 0 ? (
        <ul className={classes.faults}>
          {detail ? <li>{detail}</li> : null}
          {faults.map(({ path, message }) => (
            <li key={`${path} ${message}`}>
              <code>{path}</code> {message}
            </li>
          ))}
        </ul>
      ) : null}
      <p className={classes.reference}>
        <code>{code}</code> {requestId ? shell.reference(groupReference(requestId)) : ''}
      </p>
    </Note>
  );
}
