import { compilePolicy, type CompileContext, type CompileResult } from '@virlab/policy';
import type { PolicyText } from './messages';

/** The policy in force, a draft or two, and what they were before. */
const MOST_KEPT = 6;

/** Compiles policies, each text once as long as what it refers to is the same. */
export class CompileOnce {
  private readonly kept = new Map<string, CompileResult>();

  run({ key, source }: PolicyText, context?: CompileContext): CompileResult {
    const { now: _now, ...things } = context ?? {};
    const name = `${key} ${context ? JSON.stringify(things) : ''}`;
    const result = this.kept.get(name) ?? compilePolicy(source, context);
    this.kept.delete(name);
    for (const oldest of [...this.kept.keys()].slice(0, this.kept.size + 1 - MOST_KEPT))
      this.kept.delete(oldest);
    this.kept.set(name, result);
    return result;
  }
}
