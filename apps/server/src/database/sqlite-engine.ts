import { DatabaseSync, enhance } from '@photostructure/sqlite';

/** More than the server has queries; those that hold a literal push the oldest out. */
const MOST_PREPARED = 500;

/**
 * What TypeORM's `better-sqlite3` driver expects of its engine, made of @photostructure/sqlite: the only one whose one
 * binary runs on Node 20 to 24.
 */
export function SqliteEngine(path: string, options: { readonly?: boolean; timeout?: number }) {
  const db = enhance(new DatabaseSync(path, { readOnly: options.readonly, timeout: options.timeout }));
  const prepared = new Map<string, ReturnType<typeof prepare>>();
  function prepare(sql: string) {
    const statement = db.prepare(sql);
    return {
      reader: statement.columns().length > 0,
      all: (...values: never[]) => statement.all(...values),
      run: (...values: never[]) => statement.run(...values),
    };
  }
  return {
    pragma: (source: string) => db.pragma(source),
    exec: (source: string) => db.exec(source),
    close: () => db.close(),
    /** TypeORM keeps prepared statements for each query runner, which here lives for one piece of work only. */
    prepare(sql: string) {
      const known = prepared.get(sql);
      if (known) return known;
      const statement = prepare(sql);
      prepared.set(sql, statement);
      if (prepared.size > MOST_PREPARED) prepared.delete(prepared.keys().next().value ?? '');
      return statement;
    },
  };
}
