import type { Job, JobAction, JobItem, MachineAction } from '@virlab/contracts';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';

/** A job in the reader's words. */
export function useJobWords() {
  const { staff, machines, errors } = useTexts();
  const texts = staff.class.job;
  const format = useFormat();

  const title = ({ action, counts: { total } }: Job): string =>
    texts.title(action, format.number(total), total === 1);

  /** How many are in each state; empty where there are none. */
  const counts = ({ counts: of }: Job) => {
    const said = (count: number, words: (count: string) => string) =>
      count > 0 ? words(format.number(count)) : '';
    return {
      done: texts.done(format.number(of.done), format.number(of.total)),
      underWay: said(of.underWay, texts.underWay),
      failed: said(of.failed, texts.failed),
      waiting: said(of.waiting, texts.waiting),
      cancelled: said(of.cancelled, texts.cancelled),
    };
  };

  const sentence = (job: Job): string => {
    const { done, underWay, failed, waiting, cancelled } = counts(job);
    const all = [`${done} ${texts.doneWord}`, underWay, failed, waiting, cancelled].filter(Boolean);
    return `${title(job)}: ${all.join(', ')}`;
  };

  /** The title of a problem by its code; of one that has no text, that of a fault of the server. */
  const problem = (code: string): string =>
    (code in errors ? errors[code as keyof typeof errors] : errors.internal).title;

  /** Why a machine of a job failed. */
  const cause = ({ code, reason }: JobItem, action: JobAction): string => {
    if (reason) return machines.refusal(reason, action === 'extend' ? undefined : (action as MachineAction));
    const known: Record<string, string> = texts.causes;
    return known[code ?? ''] ?? problem(code ?? '');
  };
  return { title, counts, sentence, cause, problem };
}
