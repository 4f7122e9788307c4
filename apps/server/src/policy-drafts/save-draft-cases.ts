import type { SavePolicyCase } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { MAX_SUITE_CASES, type SuiteCase } from '@virlab/policy';
import { type Viewer, VirlabError } from '../platform/index';
import { ChangeDraft } from './change-draft';
import { baseOf, readCase } from './draft-cases';

/** Writes and takes out the test cases of the draft, each by itself. */
@Injectable()
export class SaveDraftCases {
  constructor(private readonly change: ChangeDraft) {}

  /** @throws VirlabError `bad-request` with every fault of the case; `draft-case-changed` */
  async save(wanted: SavePolicyCase, viewer: Viewer): Promise<void> {
    const one = readCase(wanted);
    const { previous } = wanted;
    await this.change.run(viewer, ({ cases }) => {
      const index = previous ? requireCase(cases, previous) : -1;
      if (cases.some(({ name }, at) => name === one.name && at !== index))
        throw new VirlabError('draft-case-changed', {
          publicDetail: `another case is called "${one.name}"`,
        });
      if (index === -1 && cases.length >= MAX_SUITE_CASES) {
        throw new VirlabError('bad-request', {
          errors: [{ path: 'name', message: `a policy has at most ${MAX_SUITE_CASES} test cases` }],
        });
      }
      const facts = { case: one.name };
      if (index === -1) return { what: 'case-added', facts, cases: [...cases, one] };
      return { what: 'case-saved', facts, cases: cases.with(index, one) };
    });
  }

  /** @throws VirlabError `draft-case-changed` */
  async remove(previous: { name: string; base: string }, viewer: Viewer): Promise<void> {
    await this.change.run(viewer, ({ cases }) => ({
      what: 'case-removed',
      facts: { case: previous.name },
      cases: cases.toSpliced(requireCase(cases, previous), 1),
    }));
  }
}

function requireCase(cases: readonly SuiteCase[], { name, base }: { name: string; base: string }): number {
  const index = cases.findIndex((one) => one.name === name && baseOf(one) === base);
  if (index !== -1) return index;
  const theirs = cases.find((one) => one.name === name);
  throw new VirlabError('draft-case-changed', {
    publicDetail: theirs ? `"${name}"` : `"${name}" is gone`,
    ...(theirs ? { context: { base: baseOf(theirs) } } : {}),
  });
}
