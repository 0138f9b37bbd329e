import type { Db } from '#lib/db.ts';
import type { LedgerName } from '#lib/ledger/ledgers.ts';
import { organisationKey } from './call-budget.ts';

export type CallsLeft = { left: number; limit: number; blockedUntil: Date | null };

/** Calls left today for an organisation; null before its first call. */
export async function callsLeftToday(
  client: Db,
  ledger: LedgerName,
  organisationId: string,
): Promise<CallsLeft | null> {
  const budget = await client.callBudget.findUnique({ where: { key: organisationKey(ledger, organisationId) } });
  if (!budget?.dayLimit) return null;
  const now = Date.now();
  const dayIsOver = budget.dayStartedAt.getTime() + 24 * 3_600_000 <= now;
  const used = dayIsOver ? 0 : Math.min(budget.dayUsed, budget.dayLimit);
  return {
    left: budget.dayLimit - used,
    limit: budget.dayLimit,
    blockedUntil: budget.blockedUntil && budget.blockedUntil.getTime() > now ? budget.blockedUntil : null,
  };
}
