import { z } from 'zod';
import { type Db, db } from '#lib/db.ts';
import { flagColour, flagColours, type ItemFlag, MAX_FLAGS } from '#lib/domain/flag.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { fail, failure, ok, type Result } from '#lib/domain/result.ts';
import { comparable, textSchema } from '#lib/domain/text.ts';
import { announce } from '#lib/events/announce.ts';
import type { BusinessScope } from '#lib/scope.ts';

/** What a flag is called, and its colour. */
export const flagInput = z.object({
  name: textSchema(z, { longest: 40, missing: 'Enter a name.' }).transform((name) => name.replace(/\s+/g, ' ')),
  colour: z.enum(flagColours),
});
type FlagInput = z.output<typeof flagInput>;

/** Archived ones are kept, and so many are listed. */
const MAX_LISTED = 200;

const shown = { id: true, name: true, colour: true } as const;

/** The flags that items can be given, in the order in which they were made. */
export async function flagChoices({ businessId }: BusinessScope): Promise<ItemFlag[]> {
  const flags = await db.flag.findMany({
    where: { businessId, archivedAt: null },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: MAX_FLAGS,
    select: shown,
  });
  return flags.map((flag) => ({ ...flag, colour: flagColour(flag.colour) }));
}

export type FlagRow = ItemFlag & { isArchived: boolean; itemCount: number };

/** All flags, with how many items have each; those that are archived last. */
export async function listFlags({ businessId }: BusinessScope): Promise<FlagRow[]> {
  const flags = await db.flag.findMany({
    where: { businessId },
    orderBy: [{ archivedAt: { sort: 'asc', nulls: 'first' } }, { createdAt: 'asc' }, { id: 'asc' }],
    take: MAX_LISTED,
    select: { ...shown, archivedAt: true, _count: { select: { items: { where: { deletedAt: null } } } } },
  });
  return flags.map(({ archivedAt, _count, ...flag }) => ({
    ...flag,
    colour: flagColour(flag.colour),
    isArchived: archivedAt !== null,
    itemCount: _count.items,
  }));
}

/** Makes a flag, or changes one by its id. Another of the name is refused at the field, and so is one too many. */
export function saveFlag(
  scope: BusinessScope,
  { flagId, ...input }: FlagInput & { flagId: string | null },
): Promise<Result<null>> {
  return oneByOne(scope, async (transaction) => {
    const refusal = await refusalOf(transaction, scope, { flagId, name: input.name, adds: flagId === null });
    if (refusal) return refusal;
    const { businessId } = scope;
    if (flagId === null) await transaction.flag.create({ data: { businessId, ...input } });
    else {
      const { count } = await transaction.flag.updateMany({ where: { id: flagId, businessId }, data: input });
      if (count === 0) return flagMissing;
    }
    return ok(null);
  });
}

/** Offers a flag no longer, or again; items keep it, and their history its name. */
export function archiveFlag(
  scope: BusinessScope,
  { flagId, isArchived }: { flagId: string; isArchived: boolean },
): Promise<Result<null>> {
  return oneByOne(scope, async (transaction) => {
    const { businessId } = scope;
    const flag = await transaction.flag.findFirst({ where: { id: flagId, businessId } });
    if (!flag) return flagMissing;
    const refusal = isArchived ? null : await refusalOf(transaction, scope, { flagId, name: flag.name, adds: true });
    if (refusal) return refusal;
    await transaction.flag.update({ where: { id: flagId }, data: { archivedAt: isArchived ? new Date() : null } });
    return ok(null);
  });
}

const flagMissing = failure('missing', 'This flag is no longer there. Nothing was changed: reload the page.');

async function refusalOf(
  transaction: Db,
  { businessId }: BusinessScope,
  { flagId, name, adds }: { flagId: string | null; name: string; adds: boolean },
): Promise<Result<never> | null> {
  const others = await transaction.flag.findMany({
    where: { businessId, archivedAt: null, ...(flagId && { id: { not: flagId } }) },
    select: { name: true },
  });
  if (adds && others.length >= MAX_FLAGS) {
    return failure('tooMany', `There are at most ${MAX_FLAGS} flags in use. Archive one first.`);
  }
  const same = others.find((flag) => comparable(flag.name) === comparable(name));
  if (!same) return null;
  return fail({
    code: 'flagTaken',
    message: 'Nothing was saved: look at the marked fields.',
    fields: { name: `There is a flag called ${isolated(same.name)} already.` },
  });
}

/** Two who name the same flag at once get one; open pages show what came of it. */
function oneByOne<T>(scope: BusinessScope, run: (transaction: Db) => Promise<Result<T>>): Promise<Result<T>> {
  const { businessId, origin } = scope;
  return db.$transaction(async (transaction) => {
    await transaction.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`flags ${businessId}`}, 0))::text`;
    const result = await run(transaction);
    if (result.ok) await announce(transaction, { businessId, topic: 'items', id: null, origin });
    return result;
  });
}
