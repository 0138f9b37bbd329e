import { db } from '#lib/db.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { type AutoCategorise, autoCategoriseNames } from '#lib/domain/suggestions/auto-categorise.ts';
import { type RequestOrigin, recordAudit } from '#lib/events/record-audit.ts';
import type { BusinessScope, PersonScope } from '#lib/scope.ts';

export async function autoCategoriseSetting({ businessId }: BusinessScope): Promise<AutoCategorise> {
  const { autoCategorise } = await db.business.findUniqueOrThrow({
    where: { id: businessId },
    select: { autoCategorise: true },
  });
  return autoCategorise;
}

/** For what arrives or changes from now on. What was filled in stays. */
export async function setAutoCategorise(
  { businessId, actor }: PersonScope,
  { autoCategorise }: { autoCategorise: AutoCategorise },
  from: RequestOrigin,
): Promise<Result<null>> {
  await db.$transaction(async (transaction) => {
    const { count } = await transaction.business.updateMany({
      where: { id: businessId, NOT: { autoCategorise } },
      data: { autoCategorise },
    });
    if (count === 0) return;
    await recordAudit(transaction, {
      ...{ businessId, userId: null, by: actor, action: 'autoCategoriseChanged', from },
      detail: { choice: autoCategoriseNames[autoCategorise].toLowerCase() },
    });
  });
  return ok(null);
}
