import type { z } from 'zod';
import { isolated } from '../isolated.ts';
import type { FieldKind, Fields, Shown, ValuesOf } from './field-kinds.ts';

/** One of several of the same kind that an item has, such as a line item. Rows keep their ids. */
export type RowOf<F> = { id: string } & ValuesOf<F>;

type Row = { id: string } & Record<string, unknown>;

/** A row in which nobody has decided anything yet. */
export function emptyRow<F extends Fields>(fields: F, id: string): RowOf<F> {
  const values = Object.entries(fields).map(([name, field]) => [name, field.empty]);
  return { id, ...Object.fromEntries(values) };
}

/** The names of the fields in which two rows differ. */
export function changedIn<F extends Fields>(fields: F, a: RowOf<F>, b: RowOf<F>): (keyof F & string)[] {
  return Object.keys(fields).filter((name) => !fields[name]?.isSame(a[name], b[name]));
}

/**
 * A value that is rows of their own, in their order: what is said of one row's fields, said of all of them.
 * `added` and `removed` tell of a row as history does.
 */
export function rows<F extends Fields>(
  fields: F,
  of: {
    /** What one is called at the beginning of a sentence. */
    noun: string;
    max: number;
    messages: { tooMany: string; twice: string };
    show(rows: RowOf<F>[], shown: Shown): string;
    added(row: RowOf<F>, shown: Shown): string;
    removed(row: RowOf<F>, shown: Shown): string;
    /** The fields of a row whose values follow from its others. */
    computed?(before: RowOf<F> | undefined, after: RowOf<F>, shown: Shown): (keyof F & string)[];
  },
): FieldKind<RowOf<F>[]> {
  return {
    empty: [],
    column: 'rows',
    rowFields: fields,
    computed: (before, after, shown) => of.computed?.(before as RowOf<F> | undefined, after as RowOf<F>, shown) ?? [],
    schema: (zod) => {
      const shape = Object.entries(fields).map(([name, field]) => [name, field.schema(zod)]);
      return zod
        .array(zod.object({ id: zod.uuid(), ...Object.fromEntries(shape) }) as unknown as z.ZodType<RowOf<F>>)
        .max(of.max, of.messages.tooMany)
        .refine((rows) => new Set(rows.map(({ id }) => id)).size === rows.length, of.messages.twice);
    },
    isSame: (a, b) =>
      a.length === b.length &&
      a.every((row, index) => {
        const other = b[index];
        return other?.id === row.id && changedIn(fields, row, other).length === 0;
      }),
    show: of.show,
    entries: (all) =>
      all.flatMap((row: Row) => Object.entries(fields).flatMap(([name, field]) => field.entries(row[name]))),
    merge: (was, mine, theirs) => mergeRows(fields, was, mine, theirs),
    details(before, after, shown) {
      const former = new Map(before.map((row, index) => [row.id, { row, number: index + 1 }]));
      const told: string[] = [];
      for (const [index, row] of after.entries()) {
        const title = `${of.noun} ${index + 1}`;
        const was = former.get(row.id);
        former.delete(row.id);
        if (was) {
          const computed = of.computed?.(was.row as RowOf<F>, row as RowOf<F>, shown) ?? [];
          told.push(...fieldChanges(fields, was.row, row, shown, computed).map((change) => `${title}, ${change}`));
        } else told.push(`${title} added: ${of.added(row, shown)}`);
      }
      for (const { row, number } of former.values())
        told.push(`${of.noun} ${number} removed: ${of.removed(row, shown)}`);
      return told;
    },
  };
}

/** What changed in a row; what nobody typed says that it was calculated. */
function fieldChanges(fields: Fields, before: Row, after: Row, shown: Shown, computed: readonly string[]): string[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const [from, to] = [field.show(before[name], shown), field.show(after[name], shown)];
    const how = computed.includes(name) ? ' (calculated)' : '';
    return from === to
      ? []
      : `${field.nameIn?.(shown.lists) ?? field.label}: ${isolated(from || 'empty')} → ${isolated(to || 'empty')}${how}`;
  });
}

/**
 * Two people's edits of the rows in one: each row's fields may have been changed by one of them. Null when both
 * changed the same value of a row, or one removed a row that the other changed.
 */
function mergeRows<F extends Fields>(
  fields: F,
  was: RowOf<F>[],
  mine: RowOf<F>[],
  theirs: RowOf<F>[],
): RowOf<F>[] | null {
  const wasById = new Map(was.map((row) => [row.id, row]));
  const mineById = new Map(mine.map((row) => [row.id, row]));
  const merged: RowOf<F>[] = [];
  for (const their of theirs) {
    const former = wasById.get(their.id);
    const my = mineById.get(their.id);
    mineById.delete(their.id);
    if (!former) merged.push(their);
    else if (!my) {
      if (changedIn(fields, former, their).length > 0) return null;
    } else {
      const row = mergeRow(fields, former, my, their);
      if (!row) return null;
      merged.push(row);
    }
  }
  for (const [id, my] of mineById) {
    const former = wasById.get(id);
    if (!former) merged.push(my);
    else if (changedIn(fields, former, my).length > 0) return null;
  }
  return merged;
}

function mergeRow<F extends Fields>(fields: F, was: RowOf<F>, mine: RowOf<F>, theirs: RowOf<F>): RowOf<F> | null {
  let merged = theirs;
  for (const group of groupsOf(fields)) {
    const isAmong = (names: string[]) => names.some((name) => group.includes(name));
    const isMine = isAmong(changedIn(fields, was, mine));
    const isTheirs = isAmong(changedIn(fields, was, theirs));
    if (isMine && isTheirs && isAmong(changedIn(fields, mine, theirs))) return null;
    if (isMine) merged = { ...merged, ...Object.fromEntries(group.map((name) => [name, mine[name]])) };
  }
  return merged;
}

function groupsOf(fields: Fields): string[][] {
  const groups = Object.groupBy(Object.keys(fields), (name) => fields[name]?.mergesWith ?? name);
  return Object.values(groups).flatMap((group) => (group ? [group] : []));
}
