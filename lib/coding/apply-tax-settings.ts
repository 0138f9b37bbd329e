import { z } from 'zod';
import { type Db, db } from '#lib/db.ts';
import { intray } from '#lib/domain/actor.ts';
import type { Coding, CodingField } from '#lib/domain/coding/coding.ts';
import { codingChangesSchema } from '#lib/domain/coding/coding-schema.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import type { TaxSettings } from '#lib/domain/tax-settings.ts';
import { changesByTaxSettings } from '#lib/domain/tax-settings-changes.ts';
import type { BusinessScope, PersonScope } from '#lib/scope.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { changeCoding } from './change-coding.ts';
import { openCodings } from './open-codings.ts';

/** Items that are coded anew at once. */
const MAX_APPLIED = 500;
/** Undo is offered for a moment; who comes back to it within days has it still. */
const KEEP_DAYS = 7;

export type AppliedTaxSettings = {
  /** With which it is undone; null when nothing was changed. */
  changeId: string | null;
  changed: number;
  /** More than can be changed at once: these are as they were. */
  left: number;
};

const changedItem = z.object({
  itemId: z.uuid(),
  revision: z.int(),
  before: codingChangesSchema,
  after: codingChangesSchema,
});
type ChangedItem = z.output<typeof changedItem>;

/**
 * Codes the open items anew that new settings have something to say about, each as the product itself would: what a person
 * decided stays, and nothing is locked. `former` are the settings by which they were coded.
 */
export async function applyTaxSettings(
  scope: PersonScope,
  { former, settings }: { former: TaxSettings; settings: TaxSettings },
): Promise<AppliedTaxSettings> {
  const { items, context } = await openCodings(db, scope.businessId);
  const lists = { ...context.lists, tax: former };
  const wanted = items.flatMap((item) => {
    const changes = changesByTaxSettings(item, lists, settings);
    return changes ? [{ itemId: item.id, revision: item.revision, changes }] : [];
  });
  const because = `The tax settings, by ${isolated(scope.actor.name)}`;
  await forget(scope);
  let changeId: string | null = null;
  let changed = 0;
  for (const { itemId, revision, changes } of wanted.slice(0, MAX_APPLIED)) {
    const sources = Object.fromEntries(Object.keys(changes).map((field) => [field, { because }]));
    const kept: string | null = await db.$transaction(async (transaction) => {
      const done = await changeCoding(transaction, byIntray(scope), { itemId, revision, changes, sources });
      // What somebody changed meanwhile, or published, is theirs.
      if (!done.ok || Object.keys(done.value.after).length === 0) return null;
      const { before, after } = done.value;
      return keep(transaction, scope, changeId, { itemId, revision: done.value.revision, before, after });
    });
    if (kept === null) continue;
    changeId = kept;
    changed += 1;
  }
  return { changeId, changed, left: Math.max(0, wanted.length - MAX_APPLIED) };
}

/** What settings last made of open items, as long as it can be taken back. */
export type LastTaxChange = {
  id: string;
  /** ISO instant. */
  at: string;
  by: string;
  items: number;
};

/** The newest that nobody has taken back; null once it is too long ago. */
export async function lastTaxChange({ businessId }: BusinessScope): Promise<LastTaxChange | null> {
  const [last] = await db.$queryRaw<{ id: string; at: Date; by: string; items: number }[]>`
    SELECT "id", "at", "byName" AS "by", jsonb_array_length("items") AS "items" FROM "TaxChange"
     WHERE "businessId" = ${businessId}::uuid AND "undoneAt" IS NULL AND "at" > ${keptSince()}
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

/** How an item was, beside those before it, in the transaction that changes it: whatever ends the run, each can be undone. */
async function keep(
  transaction: Db,
  { businessId, actor }: PersonScope,
  changeId: string | null,
  item: ChangedItem,
): Promise<string> {
  const items = [item];
  const count =
    changeId &&
    (await transaction.$executeRaw`
      UPDATE "TaxChange" SET "items" = "items" || ${JSON.stringify(items)}::jsonb
       WHERE "id" = ${changeId}::uuid AND "businessId" = ${businessId}::uuid AND "undoneAt" IS NULL`);
  if (changeId && count) return changeId;
  // The first, or what came before was taken back meanwhile.
  const { id } = await transaction.taxChange.create({
    data: { businessId, byName: actor.name, items: items as unknown as Prisma.InputJsonArray },
    select: { id: true },
  });
  return id;
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
