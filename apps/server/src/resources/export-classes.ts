import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Document } from 'yaml';
import { Classes } from '../classes/index';
import { SaveLessons } from '../lessons/index';

/** Writes the classes as they are now, with their lessons, also those that were planned on the page. */
@Injectable()
export class ExportClasses {
  constructor(
    private readonly source: DataSource,
    private readonly classes: Classes,
    private readonly lessons: SaveLessons,
  ) {}

  /** One document each, in order of name. */
  async run(): Promise<Document[]> {
    const all = (await this.classes.all()).toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const documents: Document[] = [];
    for (const { id, code, title } of all) {
      const lessons = await this.lessons.read(id, this.source.manager);
      const said = { kind: 'Class', name: id, code, title, ...(lessons.length > 0 ? { lessons } : {}) };
      documents.push(new Document(said, { aliasDuplicateObjects: false }));
    }
    return documents;
  }
}
