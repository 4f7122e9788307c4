import type { DataSource, EntityManager, EntitySubscriberInterface, QueryRunner } from 'typeorm';

type Work = () => void;

/** What waits for the end of a transaction, by the connection it runs on. */
const waiting = new WeakMap<QueryRunner, Work[]>();
const watched = new WeakSet<DataSource>();

/** Hears of the end of every transaction of a data source. */
const watcher: EntitySubscriberInterface = {
  afterTransactionCommit({ queryRunner }) {
    const works = waiting.get(queryRunner) ?? [];
    waiting.delete(queryRunner);
    for (const work of works) work();
  },
  afterTransactionRollback({ queryRunner }) {
    waiting.delete(queryRunner);
  },
};

/**
 * Does `work` when the transaction of `manager` is committed, and never when it is undone; at once when there is no
 * transaction. For telling others: who hears of a change before it is committed reads the old state.
 */
export function afterCommit(manager: EntityManager, work: Work): void {
  const runner = manager.queryRunner;
  if (!runner?.isTransactionActive) return work();
  if (!watched.has(manager.dataSource)) {
    watched.add(manager.dataSource);
    manager.dataSource.subscribers.push(watcher);
  }
  waiting.set(runner, [...(waiting.get(runner) ?? []), work]);
}
