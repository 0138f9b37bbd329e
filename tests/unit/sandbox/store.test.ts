import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Store } from '#tests/sandbox/storage/store.ts';
import type { Table } from '#tests/sandbox/storage/table.ts';

interface Note {
  id: string;
  topic: string;
}

let directory: string;
let store: Store;
let notes: Table<Note>;

function open(): void {
  store = new Store(directory);
  notes = store.table<Note>('books', 'note', { topic: (note) => note.topic });
}

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'sandbox-store-'));
  open();
});
afterEach(() => {
  store.close();
  rmSync(directory, { recursive: true, force: true });
});

test('a change outside a transaction is a defect, and says so', () => {
  expect(() => notes.put({ id: '1', topic: 'a' })).toThrow('only inside a transaction');
});

test('a transaction that fails leaves nothing, in memory, in the indexes and on disk', () => {
  store.transact(() => notes.put({ id: '1', topic: 'old' }));
  const work = () =>
    store.transact(() => {
      notes.put({ id: '1', topic: 'new' });
      notes.put({ id: '2', topic: 'new' });
      throw new Error('no');
    });
  expect(work).toThrow('no');
  expect(notes.find('topic', 'new')).toEqual([]);
  expect(notes.find('topic', 'old')).toEqual([{ id: '1', topic: 'old' }]);
  store.close();
  open();
  expect(notes.all()).toEqual([{ id: '1', topic: 'old' }]);
});

test('a savepoint that fails takes back its own part and no more', () => {
  store.transact(() => {
    notes.put({ id: '1', topic: 'kept' });
    const part = () =>
      store.savepoint(() => {
        notes.put({ id: '2', topic: 'lost' });
        notes.delete('1');
        throw new Error('no');
      });
    expect(part).toThrow('no');
  });
  store.close();
  open();
  expect(notes.all()).toEqual([{ id: '1', topic: 'kept' }]);
});

test('what was deleted stays deleted, and its id can be used again', () => {
  store.transact(() => notes.put({ id: '1', topic: 'first' }));
  store.transact(() => notes.delete('1'));
  store.transact(() => notes.put({ id: '1', topic: 'second' }));
  store.close();
  open();
  expect(notes.all()).toEqual([{ id: '1', topic: 'second' }]);
});
