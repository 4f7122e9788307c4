import { ApiError } from '@virlab/api-client';
import { useTexts } from '../../texts/texts-provider';

/** Says why the server did not take an order about a machine, in the reader's words. */
export function useRefusal(): (error: Error) => string {
  const { machines, errors } = useTexts();
  return (error) => {
    if (!(error instanceof ApiError)) return errors.internal.title;
    const { reason, has, most } = error.problem.context ?? {};
    if (reason === 'snapshots-full' && has && most) return machines.snapshots.full(has, most);
    if (reason) return machines.refusal(reason as 'already-so');
    return (error.code in errors ? errors[error.code as keyof typeof errors] : errors.internal).title;
  };
}
