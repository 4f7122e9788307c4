import type { TemplateChange } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import type { Viewer } from '../../platform/index';
import { Templates, updateTemplate } from '../../pools/index';
import { WriteTemplate } from './write-template';

/** Gives a template another title or icon. */
@Injectable()
export class ChangeTemplate {
  constructor(
    private readonly write: WriteTemplate,
    private readonly templates: Templates,
  ) {}

  /** @throws VirlabError `template-not-found` */
  async run(id: string, { title, icon }: TemplateChange, viewer: Viewer): Promise<void> {
    await this.write.run(viewer, async (manager, { at }) => {
      const before = await this.templates.get(id, manager);
      const after = { title: title ?? before.title, icon: icon ?? before.icon };
      await updateTemplate(id, { ...after, updatedAt: at }, manager);
      return { id, title: after.title, facts: { change: 'renamed', from: before.title, to: after.title } };
    });
  }
}
