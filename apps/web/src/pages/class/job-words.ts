import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import { countItems, type JobCause, type JobItem, type MachineJob } from './machine-job';

/** A job in the reader's words. */
export function useJobWords() {
  const { staff, machines, errors } = useTexts();
  const texts = staff.class.job;
  const format = useFormat();

  const title = ({ action }: MachineJob, items: readonly JobItem[]): string =>
    texts.titles[action](format.number(items.length), items.length === 1);

  const counts = (items: readonly JobItem[]) => {
    const { total, done, underWay, failed } = countItems(items);
    return {
      done: texts.done(format.number(done), format.number(total)),
      underWay: underWay > 0 ? texts.underWay(format.number(underWay)) : '',
      failed: failed > 0 ? texts.failed(format.number(failed)) : '',
    };
  };

  const sentence = (job: MachineJob, items: readonly JobItem[]): string => {
    const { done, underWay, failed } = counts(items);
    const all = [`${done} ${texts.doneWord}`, underWay, failed].filter(Boolean).join(', ');
    return `${title(job, items)}: ${all}`;
  };

  const titleOf = (code: string) => (code in errors ? errors[code as keyof typeof errors].title : undefined);

  const cause = (why: JobCause | undefined, { action }: MachineJob): string => {
    switch (why?.kind) {
      case 'no-machine':
        return texts.noMachine;
      case 'refused':
        return why.reason
          ? machines.refusal(why.reason, action)
          : (titleOf(why.code) ?? errors.internal.title);
      case 'failed':
        return titleOf(why.code) ?? (why.message || machines.page.failed);
      default:
        return '';
    }
  };
  return { title, counts, sentence, cause };
}
