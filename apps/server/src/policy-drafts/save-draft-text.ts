import type { SaveDraftSource } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { MAX_SOURCE_LENGTH, type SuiteCase } from '@virlab/policy';
import { type Viewer, VirlabError } from '../platform/index';
import { ChangeDraft } from './change-draft';
import { readCase } from './draft-cases';
import { requireRevision } from './draft-row';
import { readDraftText, unreadable } from './text/read-draft-text';

/** Writes the draft as one text, and all its test cases when they are given. */
@Injectable()
export class SaveDraftText {
  constructor(private readonly change: ChangeDraft) {}

  /**
   * @throws VirlabError `draft-unreadable` when it is no YAML map; `draft-changed` when somebody changed the draft since;
   *   `bad-request` with the faults of a test case
   */
  async run({ revision, source, cases }: SaveDraftSource, viewer: Viewer): Promise<void> {
    const text = source.replaceAll('\r\n', '\n');
    if (text.length > MAX_SOURCE_LENGTH)
      throw unreadable(`it has ${text.length} characters, at most ${MAX_SOURCE_LENGTH} are allowed`);
    readDraftText(text);
    const read = cases?.map(readCase);
    requireNames(read ?? []);
    await this.change.run(viewer, (held) => {
      requireRevision(held, revision);
      return { what: 'source-saved', source: text, ...(read ? { cases: read } : {}) };
    });
  }
}

function requireNames(cases: readonly SuiteCase[]): void {
  const names = cases.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return;
  throw new VirlabError('bad-request', {
    errors: [{ path: 'cases', message: `two test cases are called "${twice}"` }],
  });
}
