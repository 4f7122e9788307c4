import type { EntityManager, EntityTarget } from 'typeorm';

/** How many values one list of a query may name: MariaDB takes far more, but plans get worse. */
const VALUES_A_QUERY = 500;

/** Which rows of a table, and what of them. */
export interface RowsWanted<T, K extends keyof T> {
  columns: readonly K[];
  /** The rows whose property has one of these values. */
  among: { property: keyof T & string; values: readonly string[] };
  /** And whose other properties are these. */
  equal?: { [P in keyof T]?: T[P] & (string | number) };
  /** And whose others hold nothing. */
  empty?: readonly (keyof T & string)[];
}

/** Rows, or one row, as JSON: a text from SQLite, and read already by the driver of MariaDB, which knows the type. */
interface Told {
  found: string | unknown[];
}

/**
 * Columns of many rows of one table as TypeORM's `find` would answer them, in no particular order, at a fraction of its
 * price: nothing is read that is not asked for, and the rows come over as JSON without names, which costs less than
 * their values one by one; from SQLite all of them as one text.
 */
export async function readRows<T extends object, K extends keyof T & string>(
  manager: EntityManager,
  entity: EntityTarget<T>,
  { columns, among, equal = {}, empty = [] }: RowsWanted<T, K>,
): Promise<Pick<T, K>[]> {
  const { driver } = manager.dataSource;
  const metadata = manager.dataSource.getMetadata(entity);
  const columnOf = (property: string) => {
    const column = metadata.findColumnWithPropertyName(property);
    if (!column) throw new Error(`${metadata.tableName} has no column for ${property}`);
    return column;
  };
  const named = (property: string) => driver.escape(columnOf(property).databaseName);
  const isSqlite = manager.dataSource.options.type === 'better-sqlite3';
  const row = `JSON_ARRAY(${columns.map(named).join(', ')})`;
  const others = [
    ...Object.keys(equal).map((property) => `${named(property)} = ? AND `),
    ...empty.map((property) => `${named(property)} IS NULL AND `),
  ];
  // MariaDB would cut all rows in one off at `group_concat_max_len`.
  const select =
    `SELECT ${isSqlite ? `JSON_GROUP_ARRAY(${row})` : row} AS found FROM ${driver.escape(metadata.tableName)}` +
    ` WHERE ${others.join('')}${named(among.property)} IN `;
  const kept = columns.map((property) => ({ property, column: columnOf(property) }));
  const asKept = kept.filter(({ column }) => column.transformer !== undefined || column.type === 'boolean');
  const found: Pick<T, K>[] = [];
  const take = (values: unknown) => {
    const one = namedValues(columns, values as unknown[]);
    for (const { property, column } of asKept) {
      one[property] = driver.prepareHydratedValue(one[property], column);
    }
    found.push(one as Pick<T, K>);
  };
  const values = [...new Set(among.values)];
  if (values.length === 0) return found;
  if (isSqlite) {
    // One value, so that the statement is the same however many are asked for, and stays prepared.
    const list = '(SELECT value FROM json_each(?))';
    const asked = [...Object.values(equal), JSON.stringify(values)];
    const [all] = await manager.query<Told[]>(select + list, asked);
    for (const one of JSON.parse(String(all?.found ?? '[]')) as unknown[]) take(one);
    return found;
  }
  for (let from = 0; from < values.length; from += VALUES_A_QUERY) {
    const part = values.slice(from, from + VALUES_A_QUERY);
    const list = `(${part.map(() => '?').join(', ')})`;
    const rows = await manager.query<Told[]>(select + list, [...Object.values(equal), ...part]);
    for (const { found: told } of rows) take(typeof told === 'string' ? JSON.parse(told) : told);
  }
  return found;
}

function namedValues(names: readonly string[], values: readonly unknown[]): Record<string, unknown> {
  const one: Record<string, unknown> = {};
  let at = 0;
  for (const name of names) one[name] = values[at++];
  return one;
}
