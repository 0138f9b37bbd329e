import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { type Change, type Entity, type Indexes, Table } from './table.ts';

/**
 * Everything the sandbox knows: read from memory, written to SQLite in one transaction before an answer leaves.
 * A change is therefore either in both or in neither, also after kill -9 (write-ahead log; the operating system
 * keeps what was written when only the process dies).
 */
export class Store {
  readonly #database: DatabaseSync;
  readonly #upsert: StatementSync;
  readonly #remove: StatementSync;
  readonly #tables = new Map<string, Table<Entity>>();
  #journal: Change[] | undefined;

  constructor(directory: string) {
    mkdirSync(directory, { recursive: true });
    this.#database = new DatabaseSync(join(directory, 'sandbox.sqlite'));
    this.#database.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = NORMAL;
      PRAGMA busy_timeout = 2000;
      CREATE TABLE IF NOT EXISTS entity (
        partition TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL,
        PRIMARY KEY (partition, kind, id));
      CREATE TABLE IF NOT EXISTS blob (id TEXT PRIMARY KEY, content BLOB NOT NULL);
    `);
    this.#upsert = this.#database.prepare(
      'INSERT INTO entity (partition, kind, id, body) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET body = excluded.body',
    );
    this.#remove = this.#database.prepare('DELETE FROM entity WHERE partition = ? AND kind = ? AND id = ?');
  }

  /** Opens a table and reads its rows. A partition keeps one organisation's books apart from another's. */
  table<T extends Entity>(partition: string, kind: string, indexes: Indexes<T> = {}): Table<T> {
    const name = `${partition} ${kind}`;
    const open = this.#tables.get(name);
    if (open) return open as unknown as Table<T>;
    const table = new Table<T>(partition, kind, indexes, (change) => this.#record(change));
    const rows = this.#database.prepare('SELECT body FROM entity WHERE partition = ? AND kind = ?');
    for (const row of rows.iterate(partition, kind)) {
      const entity = JSON.parse(String(row.body)) as T;
      table.restore(entity.id, entity);
    }
    this.#tables.set(name, table as unknown as Table<Entity>);
    return table;
  }

  /** Runs work whose changes are stored together; when it throws, none of them happened. */
  transact<R>(work: () => R): R {
    if (this.#journal) return this.savepoint(work);
    this.#journal = [];
    try {
      const result = work();
      this.#flush(this.#journal);
      return result;
    } catch (error) {
      this.#undo(0);
      throw error;
    } finally {
      this.#journal = undefined;
    }
  }

  /** A part of a transaction that may fail alone: when it throws, its changes are taken back and the others stay. */
  savepoint<R>(work: () => R): R {
    const mark = this.#openJournal().length;
    try {
      return work();
    } catch (error) {
      this.#undo(mark);
      throw error;
    }
  }

  /** Stores bytes at once. Call it before the transaction that refers to them, so that no reference is ever empty. */
  writeBlob(id: string, content: Uint8Array): void {
    this.#database.prepare('INSERT OR REPLACE INTO blob (id, content) VALUES (?, ?)').run(id, content);
  }

  readBlob(id: string): Uint8Array | undefined {
    return this.#database.prepare('SELECT content FROM blob WHERE id = ?').get(id)?.content as Uint8Array | undefined;
  }

  /** Forgets everything but one kind, on disk and in memory. Tables opened before must be opened again. */
  clear(keptKind: string): void {
    this.#database.prepare('DELETE FROM entity WHERE kind <> ?').run(keptKind);
    this.#database.exec('DELETE FROM blob');
    this.#tables.clear();
  }

  close(): void {
    this.#database.close();
  }

  #openJournal(): Change[] {
    if (!this.#journal) throw new Error('The sandbox changes its books only inside a transaction');
    return this.#journal;
  }

  #record(change: Change): void {
    this.#openJournal().push(change);
  }

  #undo(mark: number): void {
    const journal = this.#openJournal();
    while (journal.length > mark) {
      const change = journal.pop() as Change;
      change.table.restore(change.id, change.before as never);
    }
  }

  #flush(journal: Change[]): void {
    if (journal.length === 0) return;
    const changed = new Map<string, Change>();
    for (const change of journal) changed.set(`${change.table.partition} ${change.table.kind} ${change.id}`, change);
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      for (const { table, id } of changed.values()) {
        const entity = table.get(id) as Entity | undefined;
        if (entity) this.#upsert.run(table.partition, table.kind, id, JSON.stringify(entity));
        else this.#remove.run(table.partition, table.kind, id);
      }
      this.#database.exec('COMMIT');
    } catch (error) {
      this.#database.exec('ROLLBACK');
      throw error;
    }
  }
}
