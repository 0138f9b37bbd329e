import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { type Change, type Entity, type Indexes, Table } from './table.ts';

/** Raised whenever what is stored changes its shape. */
const VERSION = 4;

/**
 * Everything the sandbox knows: read from memory, written to SQLite in one transaction before an answer leaves.
 * A change is therefore either in both or in neither, also after kill -9 (write-ahead log; the operating system
 * keeps what was written when only the process dies).
 */
export class Store {
  readonly #database: DatabaseSync;
  readonly #insert: StatementSync;
  readonly #update: StatementSync;
  readonly #remove: StatementSync;
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;
  readonly #tables = new Map<string, Table<Entity>>();
  #journal: Change[] | undefined;
  #beforeCommit: (changes: readonly Change[]) => void = () => {};

  constructor(directory: string) {
    mkdirSync(directory, { recursive: true });
    this.#database = new DatabaseSync(join(directory, 'sandbox.sqlite'));
    this.#dropOtherVersions();
    this.#database.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = NORMAL;
      PRAGMA busy_timeout = 2000;
      PRAGMA wal_autocheckpoint = 8000;
      CREATE TABLE IF NOT EXISTS list (
        id INTEGER PRIMARY KEY, partition TEXT NOT NULL, kind TEXT NOT NULL, UNIQUE (partition, kind));
      CREATE TABLE IF NOT EXISTS entity (row INTEGER PRIMARY KEY, list INTEGER NOT NULL, body TEXT NOT NULL);
      CREATE INDEX IF NOT EXISTS entity_list ON entity (list);
      CREATE TABLE IF NOT EXISTS blob (id TEXT PRIMARY KEY, content BLOB NOT NULL);
    `);
    this.#insert = this.#database.prepare('INSERT INTO entity (list, body) VALUES (?, ?)');
    this.#update = this.#database.prepare('UPDATE entity SET body = ? WHERE row = ?');
    this.#remove = this.#database.prepare('DELETE FROM entity WHERE row = ?');
    this.#begin = this.#database.prepare('BEGIN IMMEDIATE');
    this.#commit = this.#database.prepare('COMMIT');
  }

  /** Opens a table and reads its rows. A partition keeps one organisation's books apart from another's. */
  table<T extends Entity>(partition: string, kind: string, indexes: Indexes<T> = {}): Table<T> {
    const name = `${partition} ${kind}`;
    const open = this.#tables.get(name);
    if (open) return open as unknown as Table<T>;
    const table = new Table<T>(this.#listOf(partition, kind), indexes, (change) => this.#record(change));
    for (const row of this.#database
      .prepare('SELECT row, body FROM entity WHERE list = ? ORDER BY row')
      .iterate(table.list)) {
      const entity = JSON.parse(String(row.body)) as T;
      table.restore(entity.id, entity);
      table.rows.set(entity.id, Number(row.row));
    }
    this.#tables.set(name, table as unknown as Table<Entity>);
    return table;
  }

  /** Sees the changes of each transaction before they are stored, and may add its own. */
  beforeCommit(listener: (changes: readonly Change[]) => void): void {
    this.#beforeCommit = listener;
  }

  /** Runs work whose changes are stored together; when it throws, none of them happened. */
  transact<R>(work: () => R): R {
    if (this.#journal) return this.savepoint(work);
    this.#journal = [];
    try {
      const result = work();
      this.#beforeCommit([...this.#journal]);
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
    this.#database.prepare('DELETE FROM entity WHERE list NOT IN (SELECT id FROM list WHERE kind = ?)').run(keptKind);
    this.#database.exec('DELETE FROM blob');
    this.#tables.clear();
  }

  close(): void {
    this.#database.close();
  }

  /** Books written by an older or newer sandbox are not converted: it starts afresh, since it holds nothing of worth. */
  #dropOtherVersions(): void {
    const version = Number(this.#database.prepare('PRAGMA user_version').get()?.user_version);
    if (version !== VERSION)
      this.#database.exec('DROP TABLE IF EXISTS entity; DROP TABLE IF EXISTS list; DROP TABLE IF EXISTS blob;');
    this.#database.exec(`PRAGMA user_version = ${VERSION}`);
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
    const changed = new Map<Table<never>, Set<string>>();
    for (const { table, id } of journal) {
      const ids = changed.get(table);
      if (ids) ids.add(id);
      else changed.set(table, new Set([id]));
    }
    const inserted: { table: Table<never>; id: string }[] = [];
    this.#begin.run();
    try {
      for (const [table, ids] of changed) {
        for (const id of ids) if (this.#write(table, id) === 'inserted') inserted.push({ table, id });
      }
      this.#commit.run();
    } catch (error) {
      this.#database.exec('ROLLBACK');
      for (const { table, id } of inserted) table.rows.delete(id);
      throw error;
    }
  }

  #write(table: Table<never>, id: string): 'inserted' | 'updated' | 'removed' {
    const entity = table.get(id) as Entity | undefined;
    const row = table.rows.get(id);
    if (entity && row !== undefined) {
      this.#update.run(JSON.stringify(entity), row);
      return 'updated';
    }
    if (entity) {
      table.rows.set(id, Number(this.#insert.run(table.list, JSON.stringify(entity)).lastInsertRowid));
      return 'inserted';
    }
    if (row !== undefined) this.#remove.run(row);
    table.rows.delete(id);
    return 'removed';
  }

  /** The number under which a table's rows are kept. */
  #listOf(partition: string, kind: string): number {
    this.#database.prepare('INSERT OR IGNORE INTO list (partition, kind) VALUES (?, ?)').run(partition, kind);
    return Number(
      this.#database.prepare('SELECT id FROM list WHERE partition = ? AND kind = ?').get(partition, kind)?.id,
    );
  }
}
