import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import { causeOf, type SeenMember } from './member-state';

/** Says causes in the reader's language. */
export function useCause(): (seen: SeenMember) => string {
  const { staff, machines, errors } = useTexts();
  const format = useFormat();
  const texts = {
    cause: staff.class.cause,
    stage: machines.stageNow,
    failure: (code: string) => (code in errors ? errors[code as keyof typeof errors].title : undefined),
  };
  return (seen) => causeOf(seen, texts, format);
}
