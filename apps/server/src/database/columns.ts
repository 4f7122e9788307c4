import { Column, type ColumnOptions, PrimaryColumn, type ValueTransformer } from 'typeorm';

/**
 * Column kinds that are the same on SQLite and MariaDB. Texts are compared byte for byte on both: SQLite does so by
 * itself, on MariaDB the migrations give every table a binary collation without padding.
 */

/** Instants are whole milliseconds since 1970 UTC: exact, sortable, and free of any server's time zone. */
const instantTransformer: ValueTransformer = {
  to: (value: Date | null | undefined) => (value instanceof Date ? value.getTime() : value),
  from: (value: number | string | null) =>
    value === null || value === undefined ? null : new Date(Number(value)),
};

const jsonTransformer: ValueTransformer = {
  to: (value: unknown) => (value === undefined || value === null ? null : JSON.stringify(value)),
  from: (value: string | null) =>
    value === null || value === undefined ? null : (JSON.parse(value) as unknown),
};

/** A moment in time; a `Date` in code. */
export const Instant = (options: ColumnOptions = {}) =>
  Column({ ...options, type: 'bigint', transformer: instantTransformer });

/** Text of at most `length` characters. */
export const Text = (length: number, options: ColumnOptions = {}) =>
  Column({ ...options, type: 'varchar', length });

/** An id (RFC 9562) of another row. */
export const Id = (options: ColumnOptions = {}) => Text(36, options);

/** The row's own id. */
export const PrimaryText = (length = 36) => PrimaryColumn({ type: 'varchar', length });

/** The row's own number. */
export const PrimaryColumnWhole = () => PrimaryColumn({ type: 'int' });

/** A whole number up to 2^31. */
export const Whole = (options: ColumnOptions = {}) => Column({ ...options, type: 'int' });

const countTransformer: ValueTransformer = {
  to: (value: unknown) => value,
  from: (value: number | string | null) => (value === null || value === undefined ? null : Number(value)),
};

/** A whole number up to 2^53, such as bytes of a file. */
export const LargeWhole = (options: ColumnOptions = {}) =>
  Column({ ...options, type: 'bigint', transformer: countTransformer });

/** True or false. */
export const Flag = (options: ColumnOptions = {}) => Column({ ...options, type: 'boolean' });

/** The options objects of columns that need MariaDB's bigger text type; see `useLargeTextType`. */
const largeColumns: ColumnOptions[] = [];

function large(options: ColumnOptions): PropertyDecorator {
  // TypeORM reads the options only when a data source is built, so the engine can still choose the type then.
  largeColumns.push(options);
  return Column(options);
}

/** Text that may grow over 64 KiB. */
export const LargeText = (options: ColumnOptions = {}) => large({ ...options, type: 'text' });

/** A document, kept as JSON text. */
export const Json = (options: ColumnOptions = {}) =>
  large({ ...options, type: 'text', transformer: jsonTransformer });

/** Chooses the type of large texts: MariaDB's `text` ends at 64 KiB, SQLite's never. Called before a data source is built. */
export function useLargeTextType(type: 'text' | 'longtext'): void {
  for (const options of largeColumns) options.type = type;
}
