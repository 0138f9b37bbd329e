import type { Db } from '#lib/db.ts';
import { actorIdOf } from '#lib/domain/actor.ts';
import { type Coding, type CodingField, specOf } from '#lib/domain/coding/coding.ts';
import { type Derived, isSame } from '#lib/domain/coding/coding-changes.ts';
import type { Fields, Shown } from '#lib/domain/coding/field-kinds.ts';
import {
  areRowsMoved,
  calculated,
  type ItemProvenance,
  type Provenance,
  parseProvenance,
  rowProvenance,
  type Source,
  type SourceDetail,
  sourceOf,
} from '#lib/domain/coding/provenance.ts';
import { changedIn, type RowOf } from '#lib/domain/coding/rows.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { authorOf } from './item-events.ts';
import { loadRowSources, rowsFields } from './write-rows.ts';

/** What a line of history keeps of the sources before it: the field's own, and those of the rows that changed. */
export type FormerSources = { source: Source | null; rows?: Record<string, Provenance> };

/** The sources of the item's values; those of its rows only where `changes` has rows. */
export async function loadProvenance(
  db: Db,
  item: { id: string; provenance: unknown },
  changes: Partial<Coding>,
): Promise<ItemProvenance> {
  // Lines follow a new tax mode.
  const rows =
    rowsFields.some((field) => field in changes) || 'taxMode' in changes ? await loadRowSources(db, item.id) : [];
  return {
    fields: parseProvenance(item.provenance),
    rows: new Map(rows.map(({ id, provenance }) => [id, parseProvenance(provenance)])),
  };
}

export type SourcesOf = Partial<Record<CodingField, SourceDetail>>;

/** A change that has been made, as far as its sources are concerned. */
type Made = {
  coding: Coding;
  after: Coding;
  fields: readonly CodingField[];
  derived: readonly Derived[];
  sources: SourcesOf;
  /** The sources to be restored, for a change that undoes another. */
  undone: Map<CodingField, FormerSources>;
  shown: Shown;
};

/** The sources after a change, and what they were before it in each of its fields. */
export function nextProvenance(
  { actor }: BusinessScope,
  provenance: ItemProvenance,
  { coding, after, fields, derived, sources, undone, shown }: Made,
): { next: ItemProvenance; former: Map<CodingField, FormerSources> } {
  const at = new Date();
  const sourceOfField: Record<string, Source | null> = { ...provenance.fields };
  const rows = new Map(provenance.rows);
  const former = new Map<CodingField, FormerSources>();
  for (const field of fields) {
    const followed = derived.find((each) => each.field === field);
    const source = followed
      ? calculated(at, followed.because, followed.isOfContact ? after.contactId : null)
      : sourceOf(actor, at, sources[field]);
    const restored = undone.get(field);
    const was: FormerSources = { source: provenance.fields[field] ?? null };
    const { rowFields, computed } = specOf(field);
    if (!rowFields) sourceOfField[field] = restored ? restored.source : source;
    else {
      const [before, now] = [coding[field], after[field]] as [RowOf<Fields>[], RowOf<Fields>[]];
      if (restored) sourceOfField[field] = restored.source;
      else if (areRowsMoved(before, now)) sourceOfField[field] = source;
      was.rows = {};
      const wasById = new Map(before.map((row) => [row.id, row]));
      for (const row of now) {
        const old = wasById.get(row.id);
        wasById.delete(row.id);
        if (old && changedIn(rowFields, old, row).length === 0) continue;
        const known = provenance.rows.get(row.id) ?? {};
        const followed = computed?.(old, row, shown) ?? [];
        if (old) was.rows[row.id] = known;
        rows.set(
          row.id,
          restored?.rows?.[row.id] ?? rowProvenance(rowFields, old, row, { known, source, followed, at }),
        );
      }
      for (const id of wasById.keys()) was.rows[id] = provenance.rows.get(id) ?? {};
    }
    former.set(field, was);
  }
  const known = Object.entries(sourceOfField).filter((entry): entry is [string, Source] => entry[1] !== null);
  return { next: { fields: Object.fromEntries(known), rows }, former };
}

/** What the actor's own change of this revision found, in the fields whose values the undoing brings back. */
export async function loadUndone(
  db: Db,
  { actor }: BusinessScope,
  itemId: string,
  revision: number,
  changes: Partial<Coding>,
): Promise<Map<CodingField, FormerSources>> {
  const { actorKind } = authorOf(actor);
  const events = await db.itemEvent.findMany({
    where: {
      itemId,
      revision,
      kind: 'changed',
      actorKind,
      actorId: actorIdOf(actor),
      field: { in: Object.keys(changes) },
    },
    select: { field: true, before: true, detail: true },
  });
  return new Map(
    events.flatMap(({ field, before, detail }) => {
      const name = field as CodingField;
      const was = (detail as { was?: { source?: unknown; rows?: Record<string, unknown> } } | null)?.was;
      if (!was || !isSame(name, (before as { value: unknown } | null)?.value, changes[name])) return [];
      const rows = Object.entries(was.rows ?? {}).map(([id, fields]) => [id, parseProvenance({ v: 1, fields })]);
      // None is none, and not one that can't be read.
      const { source = null } = was.source ? parseProvenance({ v: 1, fields: { source: was.source } }) : {};
      return [[name, { source, rows: Object.fromEntries(rows) }] as const];
    }),
  );
}
