import { DatabaseSync, enhance } from '@photostructure/sqlite';

/**
 * What TypeORM's `better-sqlite3` driver expects of its engine, made of @photostructure/sqlite: the only one whose one
 * binary runs on Node 20 to 24.
 */
export function SqliteEngine(path: string, options: { readonly?: boolean; timeout?: number }) {
  const db = enhance(new DatabaseSync(path, { readOnly: options.readonly, timeout: options.timeout }));
  return {
    pragma: (source: string) => db.pragma(source),
    exec: (source: string) => db.exec(source),
    close: () => db.close(),
    prepare(sql: string) {
      const statement = db.prepare(sql);
      return {
        reader: statement.columns().length > 0,
        all: (...values: never[]) => statement.all(...values),
        run: (...values: never[]) => statement.run(...values),
      };
    },
  };
}
