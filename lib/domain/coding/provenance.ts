import { z } from 'zod';
import { type Actor, actorIdOf } from '../actor.ts';
import { type Coding, type CodingField, codingFields, specOf } from './coding.ts';
import { changedFields } from './coding-changes.ts';
import type { Fields } from './field-kinds.ts';
import { changedIn, emptyRow, type RowOf } from './rows.ts';

/**
 * Where a value comes from: whoever set it; what items before it or the contact had; or that it was calculated from
 * other values.
 */
const origins = [
  'person',
  'apiKey',
  'rule',
  'sync',
  'extraction',
  'system',
  'history',
  'contact',
  'calculated',
] as const;

const placeSchema = z.object({
  /** From 1. */
  page: z.number().int().positive(),
  /** Parts of the page's width and height, from its upper left corner. */
  left: z.number(),
  top: z.number(),
  width: z.number(),
  height: z.number(),
});

const sourceSchema = z.object({
  by: z.enum(origins),
  /** Of the person, the key or the rule; of what history filled in or a contact's defaults made, the contact. */
  id: z.string().optional(),
  /** What it was called then. */
  name: z.string().optional(),
  /** ISO instant. */
  at: z.string(),
  /** Why, in words. */
  because: z.string().optional(),
  /** Where in the document it was read. */
  place: placeSchema.optional(),
  /** A person decided it: rules, refreshes and the reading of documents leave it alone. */
  isLocked: z.boolean(),
});

export type Source = z.infer<typeof sourceSchema>;

/** The sources of the values of an item, or of one of its rows, by field. A field without one has no known source. */
export type Provenance = Readonly<Record<string, Source>>;

/** What an actor may say of the source beside being it. */
export type SourceDetail = Pick<Source, 'because' | 'place' | 'id'> & { by?: 'history' | 'contact' };

const storedSchema = z.object({ v: z.literal(1), fields: z.record(z.string(), z.unknown()) });

/**
 * What is stored, as far as this version can read it. Of a source that it cannot read, the lock is kept: what a person may
 * have decided is not taken for free. Never throws.
 */
export function parseProvenance(stored: unknown): Provenance {
  const parsed = storedSchema.safeParse(stored);
  const fields = parsed.success ? Object.entries(parsed.data.fields) : [];
  return Object.fromEntries(
    fields.map(([field, value]) => [field, sourceSchema.safeParse(value).data ?? unreadable(value)]),
  );
}

const lockSchema = z.looseObject({ isLocked: z.boolean() });

function unreadable(value: unknown): Source {
  const isLocked = lockSchema.safeParse(value).data?.isLocked ?? true;
  return { by: 'system', at: new Date(0).toISOString(), because: 'Its source can no longer be read', isLocked };
}

export function storedProvenance(fields: Provenance): { v: 1; fields: Provenance } {
  return { v: 1, fields };
}

/** Whether what the actor sets is a decision, which only the like of them may change. */
export const decides = (actor: Actor): boolean => actor.kind === 'person' || actor.kind === 'apiKey';

/** The source of a value that the actor sets, also of one that they empty. */
export function sourceOf(actor: Actor, at: Date, { by, ...detail }: SourceDetail = {}): Source {
  const id = actorIdOf(actor);
  return {
    by: by ?? actor.kind,
    ...(id === null ? {} : { id }),
    name: actor.name,
    at: at.toISOString(),
    ...detail,
    isLocked: decides(actor),
  };
}

/** The source of a value that follows from others, or from what its contact has; `contactId` where it does. */
export function calculated(at: Date, because?: string, contactId?: string | null): Source {
  const of = { ...(because ? { because } : {}), ...(contactId ? { id: contactId } : {}) };
  return { by: 'calculated', at: at.toISOString(), ...of, isLocked: false };
}

/** The sources of all of an item's values: those of its fields, and of its rows' by the rows' ids. */
export type ItemProvenance = { fields: Provenance; rows: ReadonlyMap<string, Provenance> };

/** The fields of which a person decided, and that those who do not decide leave alone. */
export function lockedFields(provenance: Provenance, actor: Actor): ReadonlySet<CodingField> {
  return new Set(decides(actor) ? [] : codingFields.filter((field) => provenance[field]?.isLocked));
}

/** The changes without those of locked values, and the fields in which something was kept. */
export function withoutLocked(
  coding: Coding,
  changes: Partial<Coding>,
  provenance: ItemProvenance,
  actor: Actor,
): { changes: Partial<Coding>; kept: CodingField[] } {
  if (decides(actor)) return { changes, kept: [] };
  const kept: CodingField[] = [];
  const allowed: Partial<Record<CodingField, unknown>> = { ...changes };
  for (const field of changedFields(coding, changes)) {
    const { rowFields, isSame } = specOf(field);
    const isLocked = provenance.fields[field]?.isLocked ?? false;
    if (rowFields) {
      const [before, after] = [coding[field], changes[field]] as [RowOf<Fields>[], RowOf<Fields>[]];
      const rows = withoutLockedRows(rowFields, before, after, provenance.rows, isLocked);
      allowed[field] = rows;
      if (!isSame(rows, after)) kept.push(field);
    } else if (isLocked) {
      delete allowed[field];
      kept.push(field);
    }
  }
  return { changes: allowed as Partial<Coding>, kept };
}

/**
 * The rows of `after` with the locked values of `before`. A row that holds any stays, and where a person decided which
 * rows there are, none is added, removed or moved.
 */
function withoutLockedRows(
  fields: Fields,
  before: RowOf<Fields>[],
  after: RowOf<Fields>[],
  sources: ReadonlyMap<string, Provenance>,
  areRowsLocked: boolean,
): RowOf<Fields>[] {
  const lockedIn = (id: string) => Object.keys(fields).filter((name) => sources.get(id)?.[name]?.isLocked);
  const wanted = new Map(after.map((row) => [row.id, row]));
  const former = new Map(before.map((row) => [row.id, row]));
  const merged = (row: RowOf<Fields>): RowOf<Fields> => {
    const was = former.get(row.id);
    return was ? { ...row, ...Object.fromEntries(lockedIn(row.id).map((name) => [name, was[name]])) } : row;
  };
  if (areRowsLocked) return before.map((row) => merged(wanted.get(row.id) ?? row));
  const removed = before.filter(({ id }) => !wanted.has(id) && lockedIn(id).length > 0);
  return [...after.map(merged), ...removed];
}

/** Whether rows were added, removed or moved, beside what changed in them. */
export function areRowsMoved(before: readonly { id: string }[], after: readonly { id: string }[]): boolean {
  return before.length !== after.length || before.some(({ id }, index) => after[index]?.id !== id);
}

/** A row's sources after a change by `source`; those in `followed` have values that were calculated from the others. */
export function rowProvenance(
  fields: Fields,
  before: RowOf<Fields> | undefined,
  after: RowOf<Fields>,
  { known, source, followed, at }: { known: Provenance; source: Source; followed: readonly string[]; at: Date },
): Provenance {
  const changed = changedIn(fields, before ?? emptyRow(fields, after.id), after);
  const sources = changed.map((name) => [name, followed.includes(name) ? calculated(at) : source]);
  return { ...known, ...Object.fromEntries(sources) };
}
