import type { SaveDraftSource } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { MAX_SOURCE_LENGTH } from '@virlab/policy';
import type { Viewer } from '../platform/index';
import { ChangeDraft } from './change-draft';
import { requireRevision } from './draft-row';
import { readDraftText, unreadable } from './text/read-draft-text';

/** Writes the draft as one text. */
@Injectable()
export class SaveDraftText {
  constructor(private readonly change: ChangeDraft) {}

  /**
   * @throws VirlabError `draft-unreadable` when it is no YAML map; `draft-changed` when somebody changed the draft since
   */
  async run({ revision, source }: SaveDraftSource, viewer: Viewer): Promise<void> {
    const text = source.replaceAll('\r\n', '\n');
    if (text.length > MAX_SOURCE_LENGTH)
      throw unreadable(`it has ${text.length} characters, at most ${MAX_SOURCE_LENGTH} are allowed`);
    readDraftText(text);
    await this.change.run(viewer, (held) => {
      requireRevision(held, revision);
      return { what: 'source-saved', source: text };
    });
  }
}
