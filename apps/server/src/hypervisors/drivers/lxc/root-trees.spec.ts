import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../../platform/index';
import { RootTrees } from './root-trees';

const [OURS, THEIRS] = ['a'.repeat(16), 'b'.repeat(16)];

describe('whose a tree of files is', () => {
  let directory: string;
  let trees: RootTrees;
  beforeEach(() => {
    directory = mkdtempSync('/tmp/virlab-trees-');
    trees = new RootTrees(directory, OURS);
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  /** A folder of a machine's tree, with what its mark says. */
  function folder(name: string, mark?: string): string {
    mkdirSync(path.join(directory, name, 'root'), { recursive: true });
    if (mark !== undefined) writeFileSync(path.join(directory, name, 'made-by-virlab'), mark);
    return name;
  }

  it('should be told by the mark in it, and of an empty one by its name', async () => {
    const id = newId();
    expect(await trees.whose(folder(`${id}.machine`, `${id} ${OURS}\n`))).toBe('ours');
    expect(await trees.whose(folder(`${newId()}.machine`, `${id} ${THEIRS}\n`))).toBe('theirs');
    expect(await trees.whose(folder(`${newId()}.machine`, `${id}\n`))).toBe('unnamed');
    expect(await trees.whose(folder(`${newId()}.machine`))).toBe('nobodys');
    expect(await trees.whose(folder(`${newId()}.machine`, 'x'.repeat(4_096)))).toBe('nobodys');
    for (const [who, named] of [
      ['ours', `${OURS}-`],
      ['theirs', `${THEIRS}-`],
      ['unnamed', ''],
    ]) {
      const empty = `${newId()}.making-${named}01234567`;
      mkdirSync(path.join(directory, empty));
      expect(await trees.whose(empty)).toBe(who);
    }
    expect(await trees.whose(`${newId()}.machine`)).toBeNull();
    expect((await trees.list()).length).toBe(8);
  });

  it('should be ours from the next preparation on when it names nobody, and stay another’s', async () => {
    const [known, other] = [newId(), newId()];
    folder(`${known}.machine`, `${known}\n`);
    folder(`${other}.machine`, `${other} ${THEIRS}\n`);
    await trees.ensure({ id: known, imagePath: '/none' });
    expect(readFileSync(path.join(directory, `${known}.machine`, 'made-by-virlab'), 'utf8')).toBe(
      `${known} ${OURS}\n`,
    );
    await expect(trees.ensure({ id: other, imagePath: '/none' })).rejects.toMatchObject({ code: 'refused' });
    await trees.delete(other);
    await trees.delete(known);
    expect(readdirSync(directory)).toEqual([`${other}.machine`]);
  });
});
