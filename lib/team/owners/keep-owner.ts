import { z } from 'zod';
import { handOver } from '#lib/coding/hand-over.ts';
import { type Db, db } from '#lib/db.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { fail, failure, ok, type Result } from '#lib/domain/result.ts';
import { comparable, textSchema } from '#lib/domain/text.ts';
import { announce } from '#lib/events/announce.ts';
import { type AuditRecord, type RequestOrigin, recordAudit } from '#lib/events/record-audit.ts';
import type { BusinessScope, PersonScope } from '#lib/scope.ts';

/** Owners that a business can have; nobody has as many. */
export const MAX_OWNERS = 1_000;

/** Somebody who never signs in: a name, and an e-mail by which they are known should they join. */
export const ownerInput = z.object({
  name: textSchema(z, { longest: 120, missing: 'Enter a name.' }).transform((name) => name.replace(/\s+/g, ' ')),
  email: z
    .string()
    .trim()
    .toLowerCase()
    .max(254, 'Use at most 254 characters.')
    .refine((email) => email === '' || z.email().safeParse(email).success, 'Enter an e-mail address or leave it empty.')
    .transform((email) => email || null)
    .nullable()
    .default(null),
});

type OwnerInput = z.output<typeof ownerInput>;
export type SavedOwner = { id: string; name: string };

/** A new owner without an account. Another of the same name, or of the same e-mail, is refused at its field. */
export function createOwner(scope: PersonScope, input: OwnerInput, from: RequestOrigin): Promise<Result<SavedOwner>> {
  return oneByOne(scope, async (transaction) => {
    const { businessId } = scope;
    if ((await transaction.owner.count({ where: { businessId } })) >= MAX_OWNERS) {
      return failure('tooMany', `A business has at most ${MAX_OWNERS} owners. Use one that is archived.`);
    }
    const taken = await takenBy(transaction, businessId, input, null);
    if (taken) return taken;
    const made = await transaction.owner.create({
      data: { businessId, ...input },
      select: { id: true, name: true },
    });
    await record(transaction, scope, from, { action: 'ownerMade', detail: { name: made.name } });
    return ok(made);
  });
}

/** Another name or e-mail for an owner without an account. */
export function changeOwner(
  scope: PersonScope,
  { ownerId, ...input }: OwnerInput & { ownerId: string },
  from: RequestOrigin,
): Promise<Result<SavedOwner>> {
  return oneByOne(scope, async (transaction) => {
    const { businessId } = scope;
    const owner = await withoutAccount(transaction, businessId, ownerId);
    if (!owner) return notTheirs;
    const taken = await takenBy(transaction, businessId, input, ownerId);
    if (taken) return taken;
    const saved = await transaction.owner.update({
      where: { id: ownerId },
      data: input,
      select: { id: true, name: true },
    });
    const isOtherEmail = owner.email !== input.email;
    if (owner.name !== saved.name || isOtherEmail) {
      await record(transaction, scope, from, {
        action: 'ownerChanged',
        detail: { from: owner.name, to: saved.name, ...(isOtherEmail && { email: input.email ?? 'none' }) },
      });
    }
    await announce(transaction, { businessId, topic: 'items', id: null });
    return ok(saved);
  });
}

/**
 * Takes an owner without an account out of use; items and history keep the name. `handTo` gets what is open of theirs,
 * null for nobody; without it they keep that too. Returns how many were handed over.
 */
export function archiveOwner(
  scope: PersonScope,
  { ownerId, handTo }: { ownerId: string; handTo?: string | null | undefined },
  from: RequestOrigin,
): Promise<Result<number>> {
  return oneByOne(scope, async (transaction) => {
    const { businessId } = scope;
    const owner = await withoutAccount(transaction, businessId, ownerId);
    if (!owner) return notTheirs;
    if (handTo === ownerId) return failure('inputInvalid', 'Nothing was changed: choose another owner.');
    const moved = handTo === undefined ? ok(0) : await handOver(transaction, scope, { from: ownerId, to: handTo });
    if (!moved.ok) return moved;
    await transaction.owner.update({ where: { id: ownerId }, data: { archivedAt: new Date() } });
    if (!owner.archivedAt) {
      const handedOver = moved.value > 0 && { handedOver: String(moved.value) };
      await record(transaction, scope, from, { action: 'ownerArchived', detail: { name: owner.name, ...handedOver } });
    }
    return moved;
  });
}

/** Brings an owner without an account back into use, unless another has the name by now. */
export function restoreOwner(
  scope: PersonScope,
  { ownerId }: { ownerId: string },
  from: RequestOrigin,
): Promise<Result<SavedOwner>> {
  return oneByOne(scope, async (transaction) => {
    const { businessId } = scope;
    const owner = await withoutAccount(transaction, businessId, ownerId);
    if (!owner) return notTheirs;
    if (await takenBy(transaction, businessId, { name: owner.name, email: null }, ownerId)) {
      return failure(
        'ownerTaken',
        `Nothing was changed: another owner is called ${isolated(owner.name)} by now. Rename that one.`,
      );
    }
    const restored = await transaction.owner.update({
      where: { id: ownerId },
      data: { archivedAt: null },
      select: { id: true, name: true },
    });
    if (owner.archivedAt) {
      await record(transaction, scope, from, { action: 'ownerRestored', detail: { name: owner.name } });
    }
    return ok(restored);
  });
}

/** Two who name the same owner at once get one. */
function oneByOne<T>({ businessId }: BusinessScope, run: (transaction: Db) => Promise<Result<T>>): Promise<Result<T>> {
  return db.$transaction(async (transaction) => {
    await transaction.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`owners ${businessId}`}, 0))::text`;
    return run(transaction);
  });
}

const record = (
  transaction: Db,
  { businessId, actor }: PersonScope,
  from: RequestOrigin,
  change: Pick<AuditRecord, 'action' | 'detail'>,
) => recordAudit(transaction, { ...change, businessId, userId: null, by: actor, from });

const withoutAccount = (transaction: Db, businessId: string, ownerId: string) =>
  transaction.owner.findFirst({ where: { id: ownerId, businessId, userId: null } });

const notTheirs = failure(
  'missing',
  'This owner has an account by now, or is no longer there. Nothing was changed: reload the page.',
);

async function takenBy(
  transaction: Db,
  businessId: string,
  { name, email }: OwnerInput,
  exceptId: string | null,
): Promise<Result<never> | null> {
  const owners = await transaction.owner.findMany({
    where: { businessId, ...(exceptId && { id: { not: exceptId } }) },
    include: { user: { select: { email: true } } },
    take: MAX_OWNERS,
  });
  const fields: Record<string, string> = {};
  const sameName = owners.find((owner) => owner.archivedAt === null && comparable(owner.name) === comparable(name));
  if (sameName) fields.name = `There is an owner called ${isolated(sameName.name)} already. Tell them apart by name.`;
  const sameEmail = email && owners.find((owner) => (owner.user?.email ?? owner.email) === email);
  if (sameEmail) {
    fields.email = `${isolated(sameEmail.name)} has this e-mail${sameEmail.archivedAt ? ' and is archived: restore them instead' : ''}.`;
  }
  if (Object.keys(fields).length === 0) return null;
  return fail({ code: 'ownerTaken', message: 'Nothing was saved: look at the marked fields.', fields });
}
