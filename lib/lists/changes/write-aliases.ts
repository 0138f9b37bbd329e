import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Db } from '#lib/db.ts';
import { nameKeyOf, normaliseContactName } from '#lib/domain/contact-name.ts';
import { lockContactName } from '../lock-contacts.ts';

const alias = z.object({ contactId: z.uuid(), name: z.string() });

/** What one change did to an alias: made, taken away, or given to another contact. */
export const changedAlias = z.object({ id: z.uuid(), before: alias.nullable(), after: alias.nullable() });
export type ChangedAlias = z.infer<typeof changedAlias>;

/** What is to become of aliases; one without an id is to be made. Each name is one that nobody has, or loses with it. */
export type WantedAlias = { id: string | null; before: ChangedAlias['before']; after: ChangedAlias['after'] };

/** Names that are locked one by one. */
const MAX_LOCKS = 500;

/** Those that go make room for those that come. */
export async function writeAliases(
  transaction: Db,
  businessId: string,
  wanted: readonly WantedAlias[],
): Promise<ChangedAlias[]> {
  const names = wanted.flatMap(({ after }) => (after ? normaliseContactName(after.name) : []));
  const sorted = [...new Set(names)].sort();
  // In one order, so that two files never wait for each other. The database holds no more locks; an index keeps names apart.
  for (const name of sorted.slice(0, MAX_LOCKS)) await lockContactName(transaction, businessId, name);
  const gone = wanted.flatMap(({ id, after }) => (id !== null && after === null ? id : []));
  await transaction.contactAlias.deleteMany({ where: { businessId, id: { in: gone } } });
  const changed: ChangedAlias[] = [];
  const made = [];
  for (const { id, before, after } of wanted) {
    if (id !== null && before && after) {
      await transaction.contactAlias.updateMany({ where: { id, businessId }, data: { contactId: after.contactId } });
    }
    const entry = { id: id ?? randomUUID(), before, after };
    if (!before && after) {
      const { contactId, name } = after;
      const keys = { normalisedName: normaliseContactName(name), nameKey: nameKeyOf(name) };
      made.push({ id: entry.id, businessId, contactId, name, ...keys });
    }
    changed.push(entry);
  }
  await transaction.contactAlias.createMany({ data: made });
  return changed;
}

/** Takes such a change back, as far as nobody has given the names otherwise since. */
export async function takeBackAliases(
  transaction: Db,
  businessId: string,
  changed: readonly ChangedAlias[],
): Promise<number> {
  const stored = await transaction.contactAlias.findMany({
    where: { businessId, id: { in: changed.map(({ id }) => id) } },
    select: { id: true, contactId: true },
  });
  const holder = new Map(stored.map(({ id, contactId }) => [id, contactId]));
  const still = changed.filter(({ id, after }) => (holder.get(id) ?? null) === (after?.contactId ?? null));
  const lost = still.flatMap(({ before, after }) => (before && !after ? nameKeyOf(before.name) : []));
  const taken = await transaction.contactAlias.findMany({
    where: { businessId, nameKey: { in: lost }, id: { notIn: still.map(({ id }) => id) } },
    select: { nameKey: true },
  });
  const isTaken = new Set(taken.map(({ nameKey }) => nameKey));
  const back = still.filter(({ before, after }) => after || !before || !isTaken.has(nameKeyOf(before.name)));
  await writeAliases(
    transaction,
    businessId,
    // One that had gone comes back as another row of the same name.
    back.map(({ id, before, after }) => ({ id: after ? id : null, before: after, after: before })),
  );
  return back.length;
}
