import type { Coding, CodingField } from './coding.ts';
import { codingFields, specOf } from './coding.ts';
import { isSame } from './coding-changes.ts';
import type { Fields } from './field-kinds.ts';
import type { RowOf } from './rows.ts';

/** The entry that takes the place of another. */
export type EntryReplacement = {
  id: string;
  /** Of a tracking option: which of the two tracking fields its category is; null when it is neither. */
  slot?: 0 | 1 | null;
};

type Values = Record<string, unknown>;

/** Fields that change together, and go back together: an option that moves to the other field leaves its own empty. */
const trackingNames = ['tracking1OptionId', 'tracking2OptionId'] as const;
const isTracking = (name: string) => (trackingNames as readonly string[]).includes(name);

/**
 * What changes in a coding when entries give way to others: those of the item, of its lines and of its payments. A
 * tracking option goes to the field that its new category is; where that is taken, the old one stays and is told as a
 * problem. Nothing else changes: what depends on an entry, such as the tax, is named as it is, so that nothing follows.
 */
export function withReplacedEntries(
  coding: Coding,
  replacements: ReadonlyMap<string, EntryReplacement>,
): Partial<Coding> {
  const changes: Values = {};
  const own = Object.fromEntries(
    codingFields.filter((field) => !specOf(field).rowFields).map((field) => [field, specOf(field)]),
  );
  Object.assign(changes, replacedIn(own, coding as Values, replacements));
  for (const field of codingFields) {
    const { rowFields } = specOf(field);
    if (!rowFields) continue;
    const rows = coding[field] as RowOf<Fields>[];
    const next = rows.map((row) => ({ ...row, ...replacedIn(rowFields, row, replacements) }));
    if (!isSame(field, rows, next)) changes[field] = next;
  }
  return Object.keys(changes).length === 0 ? {} : asTheyAre(coding, changes);
}

/**
 * What takes such a change back: each value that is still as the change left it is what it was before. What somebody has
 * changed since stays as they made it.
 */
export function withoutReplacedEntries(
  coding: Coding,
  before: Partial<Coding>,
  after: Partial<Coding>,
): Partial<Coding> {
  const changed = (Object.keys(after) as CodingField[]).filter((field) => codingFields.includes(field));
  const plain = changed.filter((field) => !specOf(field).rowFields);
  const changes: Values = takenBack(
    Object.fromEntries(plain.map((field) => [field, specOf(field)])),
    coding as Values,
    before as Values,
    after as Values,
  );
  for (const field of changed) {
    const { rowFields } = specOf(field);
    if (!rowFields) continue;
    const was = byId(before[field] as RowOf<Fields>[]);
    const became = byId(after[field] as RowOf<Fields>[]);
    const rows = coding[field] as RowOf<Fields>[];
    const next = rows.map((row) => {
      const [old, made] = [was.get(row.id), became.get(row.id)];
      return old && made ? { ...row, ...takenBack(rowFields, row, old, made) } : row;
    });
    if (!isSame(field, rows, next)) changes[field] = next;
  }
  return Object.keys(changes).length === 0 ? {} : asTheyAre(coding, changes);
}

/** Named in a change, a value does not follow from the rest of it. */
function asTheyAre(coding: Coding, changes: Values): Partial<Coding> {
  return { taxRateId: coding.taxRateId, taxAmount: coding.taxAmount, ...changes };
}

function replacedIn(fields: Fields, values: Values, replacements: ReadonlyMap<string, EntryReplacement>): Values {
  const changes: Values = {};
  for (const [name, field] of Object.entries(fields)) {
    const [entry] = field.entries(values[name]);
    const replacement = entry && !isTracking(name) ? replacements.get(entry.id) : undefined;
    if (replacement) changes[name] = replacement.id;
  }
  const ids = trackingNames.map((name) => (name in fields ? ((values[name] as string | null) ?? null) : null));
  const next = placed(ids, replacements);
  for (const [slot, name] of trackingNames.entries()) if (next[slot] !== ids[slot]) changes[name] = next[slot];
  return changes;
}

/** The two tracking fields, with each new option in the field of its category. */
function placed(ids: (string | null)[], replacements: ReadonlyMap<string, EntryReplacement>): (string | null)[] {
  const next: (string | null)[] = [null, null];
  const left: { id: string; own: number }[] = [];
  for (const [own, id] of ids.entries()) {
    const replacement = id === null ? undefined : replacements.get(id);
    const slot = replacement?.slot ?? null;
    if (replacement && slot !== null && next[slot] === null) next[slot] = replacement.id;
    else if (id !== null) left.push({ id, own });
  }
  for (const { id, own } of left) next[next[own] === null ? own : 1 - own] = id;
  return next;
}

function takenBack(fields: Fields, values: Values, before: Values, after: Values): Values {
  const moved = Object.keys(fields).filter((name) => !fields[name]?.isSame(before[name], after[name]));
  const isUntouched = (name: string) => fields[name]?.isSame(values[name], after[name]) ?? false;
  const areOptionsUntouched = moved.filter(isTracking).every(isUntouched);
  const back = moved.filter((name) => (isTracking(name) ? areOptionsUntouched : isUntouched(name)));
  return Object.fromEntries(back.map((name) => [name, before[name]]));
}

const byId = (rows: readonly RowOf<Fields>[]) => new Map(rows.map((row) => [row.id, row]));
