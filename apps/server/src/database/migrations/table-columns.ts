import { type QueryRunner, Table, type TableColumnOptions, type TableForeignKeyOptions } from 'typeorm';

/** The column kinds of `../columns`, as migrations write them, for the engine at hand. */
export class TableColumns {
  private readonly isSqlite: boolean;

  constructor(private readonly runner: QueryRunner) {
    this.isSqlite = runner.dataSource.options.type === 'better-sqlite3';
  }

  text = (name: string, length: number, more: Partial<TableColumnOptions> = {}): TableColumnOptions => ({
    name,
    type: 'varchar',
    length: String(length),
    ...more,
  });
  id = (name: string, more: Partial<TableColumnOptions> = {}) => this.text(name, 36, more);
  instant = (name: string, more: Partial<TableColumnOptions> = {}): TableColumnOptions => ({
    name,
    type: 'bigint',
    ...more,
  });
  whole = (name: string, more: Partial<TableColumnOptions> = {}): TableColumnOptions => ({
    name,
    type: this.isSqlite ? 'integer' : 'int',
    ...more,
  });
  flag = (name: string, more: Partial<TableColumnOptions> = {}): TableColumnOptions => ({
    name,
    type: this.isSqlite ? 'boolean' : 'tinyint',
    ...more,
  });
  large = (name: string, more: Partial<TableColumnOptions> = {}): TableColumnOptions => ({
    name,
    type: this.isSqlite ? 'text' : 'longtext',
    ...more,
  });

  /** A foreign key with its actions stated: MariaDB would otherwise record RESTRICT, which the entities do not know. */
  reference(name: string, column: string, table: string, more: Partial<TableForeignKeyOptions> = {}) {
    return {
      name,
      columnNames: [column],
      referencedTableName: table,
      referencedColumnNames: ['id'],
      onUpdate: 'NO ACTION',
      onDelete: 'NO ACTION',
      ...more,
    } satisfies TableForeignKeyOptions;
  }

  /** Creates a table whose texts are compared byte for byte, trailing blanks included. */
  async create(
    name: string,
    columns: TableColumnOptions[],
    more: {
      foreignKeys?: TableForeignKeyOptions[];
      indices?: { name: string; columnNames: string[]; isUnique?: boolean }[];
    } = {},
  ): Promise<void> {
    if (!this.isSqlite) await this.useBinaryCollation();
    await this.runner.createTable(new Table({ name, columns, ...more }));
  }

  /** New tables and columns take the database's own collation, so that is what has to be right. */
  private async useBinaryCollation(): Promise<void> {
    const collation =
      this.runner.dataSource.options.type === 'mysql' ? 'utf8mb4_0900_bin' : 'utf8mb4_nopad_bin';
    await this.runner.query(`ALTER DATABASE CHARACTER SET utf8mb4 COLLATE ${collation}`);
  }
}
