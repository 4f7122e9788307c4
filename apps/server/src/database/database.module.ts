import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource, type DataSourceOptions, type EntityTarget } from 'typeorm';
import { Settings } from '../config/index';
import { dataSourceOptions } from './data-source';
import { makeSqliteExclusive } from './exclusive-sqlite';

/** The connection to the database; brings the schema up to date before anything else starts. */
@Module({})
export class DatabaseModule {
  static with(entities: EntityTarget<object>[], options: { connect: boolean } = { connect: true }) {
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRootAsync({
          inject: [Settings],
          useFactory: (settings: Settings) => ({
            ...dataSourceOptions(settings.databaseUrl, entities),
            manualInitialization: !options.connect,
          }),
          dataSourceFactory: async (given?: DataSourceOptions) => {
            if (!given) throw new Error('no data source options');
            const source = makeSqliteExclusive(new DataSource(given));
            if (!options.connect) return source;
            await source.initialize();
            await source.runMigrations({ transaction: 'each' });
            return source;
          },
        }),
      ],
    };
  }
}
