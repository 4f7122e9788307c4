import type { Problem } from '@virlab/contracts';
import type { PoolTexts } from '../../texts/staff/pool/en';

/** What is wrong at a place such as `settings.size`, in words; undefined where nothing is. */
export type FaultAt = (place: string) => string | undefined;

/** Finds the faults of a refusal by place; `*` in the words stands for any index. A place without words says the server’s. */
export function faultsOf(problem: Problem | undefined, texts: PoolTexts): FaultAt {
  return (place) => {
    const fault = problem?.errors?.find(({ path }) => path === place);
    if (!fault) return undefined;
    const words: Record<string, string> = texts.faults;
    return words[fault.path.replace(/\.\d+/g, '.*')] ?? fault.message;
  };
}

/** Faults stand at their fields, said twice they would only be longer; what no schema takes is as wrong as what no pool takes. */
export function asOfPool({ errors = [], ...problem }: Problem): Problem {
  return errors.length > 0 && problem.code === 'bad-request' ? { ...problem, code: 'pool-invalid' } : problem;
}
