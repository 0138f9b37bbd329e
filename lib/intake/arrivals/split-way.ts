import { db } from '#lib/db.ts';
import { type SplitWay, splitWays } from '#lib/domain/intake/split-groups.ts';
import type { PersonScope } from '#lib/scope.ts';

/** How a person last had files become items. */
export async function splitWayOf({ actor }: PersonScope): Promise<SplitWay> {
  const { splitWay } = await db.user.findUniqueOrThrow({ where: { id: actor.userId }, select: { splitWay: true } });
  return splitWays.find((way) => way === splitWay) ?? 'file';
}

export async function rememberSplitWay({ actor }: PersonScope, splitWay: SplitWay): Promise<void> {
  await db.user.update({ where: { id: actor.userId }, data: { splitWay } });
}
