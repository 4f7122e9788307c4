import { Injectable } from '@nestjs/common';
import type { SuiteCase } from '@virlab/policy';
import { Document, isMap, parseDocument } from 'yaml';
import { VirlabError } from '../platform/index';
import { CurrentPolicy } from '../policies/index';
import { PolicyDrafts } from '../policy-drafts/index';

/** What can be written as a file. */
export type Exported = 'published' | 'draft';

/** Writes the policy with its test cases as a resource file that `apply` reads. */
@Injectable()
export class ExportPolicy {
  constructor(
    private readonly current: CurrentPolicy,
    private readonly drafts: PolicyDrafts,
  ) {}

  /**
   * YAML, and the name of the file.
   *
   * @throws VirlabError `policy-not-published`, `draft-missing`
   */
  async run(of: Exported): Promise<{ fileName: string; yaml: string }> {
    if (of === 'draft') {
      const draft = await this.drafts.current();
      if (!draft) throw new VirlabError('draft-missing');
      return { fileName: 'policy-draft.yaml', yaml: resourceOf(draft.source, draft.cases) };
    }
    const policy = await this.current.find();
    if (!policy) throw new VirlabError('policy-not-published');
    const { version, source, comment, cases } = policy;
    return { fileName: `policy-${version}.yaml`, yaml: resourceOf(source, cases, comment) };
  }
}

/** Comments inside the policy are kept. */
function resourceOf(source: string, cases: readonly SuiteCase[], comment: string | null = null): string {
  const document = new Document(
    { kind: 'Policy', ...(comment === null ? {} : { comment }) },
    { aliasDuplicateObjects: false },
  );
  if (isMap(document.contents)) {
    document.contents.set('document', parseDocument(source, { logLevel: 'silent' }).contents);
    if (cases.length > 0)
      document.contents.set('tests', document.createNode(cases, { aliasDuplicateObjects: false }));
  }
  return document.toString({ lineWidth: 0 });
}
