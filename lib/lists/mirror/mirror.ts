import type { Db } from '#lib/db.ts';
import type { LedgerLists } from '#lib/ledger/ledger.ts';
import { activeKeys, archive, bulkUpsert, type Changes, type MirrorOwner, type MirrorTable } from './bulk-upsert.ts';

/** How the entries of one list get into the database. */
export type Mirror<T> = {
  /** Writes a page. `position` is how many entries came on the pages before. */
  save(db: Db, owner: MirrorOwner, entries: T[], position: number): Promise<Changes>;
  /** Every identity that an entry stands for: its own, and those of its parts. */
  keysOf(entry: T): string[];
  /** What is active now, before the list is read. */
  activeKeys(db: Db, owner: MirrorOwner): Promise<string[]>;
  /** Archives what a whole list no longer holds. Entries are never deleted, since items point at them. */
  archive(db: Db, owner: MirrorOwner, keys: string[]): Promise<number>;
};

export type Mirrors = { [L in keyof LedgerLists]: Mirror<LedgerLists[L]> };

/** The mirror of a list that is one table. */
export function tableMirror<T, Row extends Record<string, unknown>>(
  table: MirrorTable<Row>,
  rowOf: (entry: T) => Row,
): Mirror<T> {
  return {
    save: (db, owner, entries) => bulkUpsert(db, table, owner, entries.map(rowOf)),
    keysOf: (entry) => [String(rowOf(entry)[table.key])],
    activeKeys: (db, owner) => activeKeys(db, table, owner),
    archive: (db, owner, keys) => archive(db, table, owner, keys),
  };
}
