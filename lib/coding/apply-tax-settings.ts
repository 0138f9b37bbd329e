import { z } from 'zod';
import { type Db, db } from '#lib/db.ts';
import { intray } from '#lib/domain/actor.ts';
import type { Coding, CodingField } from '#lib/domain/coding/coding.ts';
import { codingChangesSchema } from '#lib/domain/coding/coding-schema.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import type { TaxSettings } from '#lib/domain/tax-settings.ts';
import { changesByTaxSettings } from '#lib/domain/tax-settings-changes.ts';
import { taxSettingsSchema } from '#lib/domain/tax-settings-schema.ts';
import { enqueue } from '#lib/queue/enqueue.ts';
import type { BusinessScope, PersonScope } from '#lib/scope.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { changeCoding } from './change-coding.ts';
import { openCodings } from './open-codings.ts';

/** Items that are coded anew while one waits; the others follow in a worker. */
const MAX_AT_ONCE = 500;
/** An item takes far less: whoever coded them has died, or its wake-up was lost. */
const SILENT_MS = 20_000;
/** Undo is offered for a moment; who comes back to it within days has it still. */
const KEEP_DAYS = 7;

export type AppliedTaxSettings = {
  /** With which it is undone; null when nothing is changed. */
  changeId: string | null;
  changed: number;
  /** That are still to be coded, which a worker does. */
  left: number;
};

const changedItem = z.object({
  itemId: z.uuid(),
  revision: z.int(),
  before: codingChangesSchema,
  after: codingChangesSchema,
});
type ChangedItem = z.output<typeof changedItem>;

type Run = { id: string; businessId: string; byName: string; former: TaxSettings; origin?: BusinessScope['origin'] };

/**
 * Codes the open items anew that the settings, which have just been saved, have something to say about, each as the
 * product itself would: what a person decided stays, and nothing is locked. `former` are the settings by which they were
 * coded. What is too much to wait for, and what is left when it ends before its time, a worker goes on with.
 */
export async function applyTaxSettings(scope: PersonScope, former: TaxSettings): Promise<AppliedTaxSettings> {
  const { businessId, actor, origin } = scope;
  await forget(scope);
  const { id } = await db.taxChange.create({
    data: { businessId, byName: actor.name, former, items: [] },
    select: { id: true },
  });
  const run = { id, businessId, byName: actor.name, former, ...(origin && { origin }) };
  const { changed, left } = await codeAnew(run, { most: MAX_AT_ONCE });
  if (left > 0) await enqueue('code-tax-anew', { taxChangeId: id });
  return { changeId: changed + left > 0 ? id : null, changed, left };
}

/** Goes on where it ended. False when it was told to stop. */
export async function continueTaxChange(taxChangeId: string, signal: AbortSignal): Promise<boolean> {
  const change = await db.taxChange.findUnique({ where: { id: taxChangeId } });
  if (!change || change.former === null || change.undoneAt) return true;
  await codeAnew(
    { ...change, former: taxSettingsSchema.parse(change.former) },
    { most: Number.POSITIVE_INFINITY, signal },
  );
  return !signal.aborted;
}

/** For the sweep: wakes a worker for those that nobody goes on with. Returns how many. */
export async function wakeTaxChanges(): Promise<number> {
  const left = await db.taxChange.findMany({
    where: {
      former: { not: Prisma.DbNull },
      undoneAt: null,
      movedAt: { lt: new Date(Date.now() - SILENT_MS) },
      at: { gt: keptSince() },
    },
    select: { id: true },
    take: 100,
  });
  for (const { id } of left) await enqueue('code-tax-anew', { taxChangeId: id });
  return left.length;
}

/** Ends those that are under way: what is open is coded by other settings from now on. */
export async function endTaxChanges(transaction: Db, businessId: string): Promise<void> {
  await transaction.taxChange.updateMany({
    where: { businessId, former: { not: Prisma.DbNull } },
    data: { former: Prisma.DbNull },
  });
}

async function codeAnew(
  { id, businessId, byName, former, origin }: Run,
  { most, signal }: { most: number; signal?: AbortSignal },
): Promise<{ changed: number; left: number }> {
  const { items, context } = await openCodings(db, businessId);
  const lists = { ...context.lists, tax: former };
  const wanted = items.flatMap((item) => {
    const changes = changesByTaxSettings(item, lists, context.lists.tax);
    return changes ? [{ itemId: item.id, revision: item.revision, changes }] : [];
  });
  const because = `The tax settings, by ${isolated(byName)}`;
  const byIntray = { businessId, actor: intray, ...(origin && { origin }) };
  let changed = 0;
  for (const { itemId, revision, changes } of wanted.slice(0, most)) {
    if (signal?.aborted) return { changed, left: 0 };
    const sources = Object.fromEntries(Object.keys(changes).map((field) => [field, { because }]));
    const outcome = await db.$transaction(async (transaction) => {
      if (!(await isUnderWay(transaction, id))) return 'ended';
      const done = await changeCoding(transaction, byIntray, { itemId, revision, changes, sources });
      // What somebody changed meanwhile, or published, is theirs.
      if (!done.ok || Object.keys(done.value.after).length === 0) return 'kept';
      const { before, after } = done.value;
      await keep(transaction, id, { itemId, revision: done.value.revision, before, after });
      return 'changed';
    });
    if (outcome === 'ended') return { changed, left: 0 };
    if (outcome === 'changed') changed += 1;
  }
  const left = Math.max(0, wanted.length - most);
  if (left === 0) await db.taxChange.updateMany({ where: { id }, data: { former: Prisma.DbNull } });
  return { changed, left };
}

/** Neither taken back nor overtaken by other settings; and it is not until the transaction ends. */
async function isUnderWay(transaction: Db, id: string): Promise<boolean> {
  const rows = await transaction.$queryRaw<unknown[]>`
    SELECT 1 FROM "TaxChange" WHERE "id" = ${id}::uuid AND "undoneAt" IS NULL AND "former" IS NOT NULL FOR UPDATE`;
  return rows.length > 0;
}

/** How an item was, beside those before it, in the transaction that changes it: whatever ends the run, each can be undone. */
async function keep(transaction: Db, id: string, item: ChangedItem): Promise<void> {
  await transaction.$executeRaw`
    UPDATE "TaxChange" SET "items" = "items" || ${JSON.stringify([item])}::jsonb, "movedAt" = now()
     WHERE "id" = ${id}::uuid`;
}

/** What settings last made of open items, as long as it can be taken back. */
export type LastTaxChange = {
  id: string;
  /** ISO instant. */
  at: string;
  by: string;
  items: number;
  /** More are still being coded. */
  isUnderWay: boolean;
};

/** The newest that nobody has taken back; null once it is too long ago. */
export async function lastTaxChange({ businessId }: BusinessScope): Promise<LastTaxChange | null> {
  const [last] = await db.$queryRaw<(Omit<LastTaxChange, 'at'> & { at: Date })[]>`
    SELECT "id", "at", "byName" AS "by", jsonb_array_length("items") AS "items", "former" IS NOT NULL AS "isUnderWay"
      FROM "TaxChange"
     WHERE "businessId" = ${businessId}::uuid AND "undoneAt" IS NULL AND "at" > ${keptSince()}
       AND ("former" IS NOT NULL OR "items" <> '[]'::jsonb)
     ORDER BY "at" DESC LIMIT 1`;
  return last ? { ...last, at: last.at.toISOString() } : null;
}

/** Takes it back, once, item by item; one that somebody has changed since keeps that. Returns how many are as before. */
export async function undoTaxChange(scope: PersonScope, changeId: string): Promise<Result<number>> {
  const { businessId } = scope;
  const { count } = await db.taxChange.updateMany({
    where: { id: changeId, businessId, undoneAt: null },
    data: { undoneAt: new Date() },
  });
  if (count === 0) {
    return failure('changeMissing', 'This was undone already, or is too long ago. Nothing was changed now.');
  }
  const { items } = await db.taxChange.findUniqueOrThrow({ where: { id: changeId } });
  let undone = 0;
  for (const { itemId, revision, before, after } of z.array(changedItem).parse(items)) {
    const done = await db.$transaction((transaction) =>
      changeCoding(transaction, byIntray(scope), {
        ...{ itemId, revision, was: after, undoes: revision },
        changes: pick(before, Object.keys(after) as CodingField[]),
      }),
    );
    if (done.ok && Object.keys(done.value.after).length > 0) undone += 1;
  }
  return ok(undone);
}

const keptSince = () => new Date(Date.now() - KEEP_DAYS * 24 * 60 * 60_000);

async function forget({ businessId }: BusinessScope): Promise<void> {
  await db.taxChange.deleteMany({ where: { businessId, at: { lt: keptSince() } } });
}

/** A setting decides nothing of an item for good: whoever codes it may choose another. */
const byIntray = ({ businessId, origin }: PersonScope): BusinessScope => ({
  businessId,
  actor: intray,
  ...(origin && { origin }),
});

const pick = (coding: Partial<Coding>, fields: readonly CodingField[]): Partial<Coding> =>
  Object.fromEntries(fields.map((field) => [field, coding[field]]));
