import { z } from 'zod';
import { type Db, db } from '#lib/db.ts';
import type { Amount } from '#lib/domain/amount.ts';
import { fromColumn, toColumn } from '#lib/domain/calendar-date.ts';
import { type ClaimUnit, claimUnits, type RateVersion } from '#lib/domain/claims/claim-rate.ts';
import { dateSchema } from '#lib/domain/coding/field-kinds.ts';
import { decimal } from '#lib/domain/money.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { textSchema } from '#lib/domain/text.ts';
import { type RequestOrigin, recordAudit } from '#lib/events/record-audit.ts';
import type { BusinessScope, PersonScope } from '#lib/scope.ts';

export type ClaimRateRow = {
  id: string;
  name: string;
  unit: ClaimUnit;
  accountId: string | null;
  taxRateId: string | null;
  /** Units that one claim may hold; null for any number. */
  most: Amount | null;
  isArchived: boolean;
  /** The newest first. */
  versions: RateVersion[];
};

/** Rates that a business may have, and versions of one. */
const MAX_RATES = 50;
const MAX_VERSIONS = 100;

const amount = z.string().regex(/^(?=.*[1-9])\d{1,9}(\.\d{1,4})?$/, 'Enter an amount of more than zero.');

export const rateInput = z.object({
  rateId: z.uuid().nullable(),
  name: textSchema(z, { longest: 60, missing: 'Enter a name.' }),
  unit: z.enum(claimUnits),
  amount,
  fromOn: dateSchema(z),
  accountId: z.uuid().nullable(),
  taxRateId: z.uuid().nullable(),
  most: amount.nullable(),
});

/** What is paid back for distances and days; archived ones last. */
export async function claimRates({ businessId }: Pick<BusinessScope, 'businessId'>): Promise<ClaimRateRow[]> {
  const rates = await db.claimRate.findMany({
    where: { businessId },
    orderBy: [{ archivedAt: { sort: 'asc', nulls: 'first' } }, { createdAt: 'asc' }],
    take: MAX_RATES,
    include: { versions: { orderBy: { fromOn: 'desc' }, take: MAX_VERSIONS } },
  });
  return rates.map(({ id, name, unit, accountId, taxRateId, most, archivedAt, versions }) => ({
    ...{ id, name, unit, accountId, taxRateId, isArchived: archivedAt !== null },
    most: most === null ? null : decimal(String(most)).toFixed(),
    versions: versions.map((each) => ({
      fromOn: fromColumn(each.fromOn),
      amount: decimal(String(each.amount)).toFixed(),
    })),
  }));
}

/**
 * Makes a rate, or changes one; another amount holds from its day on, and what was claimed before stays as it was. The
 * amount that holds on that day anyway is written no second time.
 */
export function saveClaimRate(
  scope: PersonScope,
  { rateId, amount, fromOn, ...values }: z.output<typeof rateInput>,
  from: RequestOrigin,
): Promise<Result<null>> {
  const { businessId } = scope;
  return db.$transaction(async (transaction) => {
    await transaction.$queryRaw`SELECT 1 FROM "Business" WHERE "id" = ${businessId}::uuid FOR UPDATE`;
    if (rateId === null && (await transaction.claimRate.count({ where: { businessId } })) >= MAX_RATES) return tooMany;
    if (!(await hasEntries(transaction, businessId, values))) return entryMissing;
    if (rateId !== null) {
      const { count } = await transaction.claimRate.updateMany({ where: { id: rateId, businessId }, data: values });
      if (count === 0) return missing;
    }
    const id = rateId ?? (await transaction.claimRate.create({ data: { businessId, ...values } })).id;
    const day = toColumn(fromOn);
    const inForce = await transaction.claimRateVersion.findFirst({
      where: { rateId: id, fromOn: { lte: day } },
      orderBy: { fromOn: 'desc' },
    });
    if (!inForce || !decimal(String(inForce.amount)).equals(amount)) {
      await transaction.claimRateVersion.upsert({
        where: { rateId_fromOn: { rateId: id, fromOn: day } },
        create: { rateId: id, fromOn: day, amount },
        update: { amount },
      });
    }
    await audit(transaction, scope, from, { name: values.name, change: `${amount} from ${fromOn}` });
    return ok(null);
  });
}

/** Whether the category and the tax rate are of this business. */
async function hasEntries(
  transaction: Db,
  businessId: string,
  { accountId, taxRateId }: Pick<ClaimRateRow, 'accountId' | 'taxRateId'>,
): Promise<boolean> {
  const accounts = accountId ? await transaction.account.count({ where: { id: accountId, businessId } }) : 1;
  const taxRates = taxRateId ? await transaction.taxRate.count({ where: { id: taxRateId, businessId } }) : 1;
  return accounts === 1 && taxRates === 1;
}

/** Offers a rate no more, or again. Items that were made by it stay. */
export function archiveClaimRate(
  scope: PersonScope,
  { rateId, isArchived }: { rateId: string; isArchived: boolean },
  from: RequestOrigin,
): Promise<Result<null>> {
  return db.$transaction(async (transaction) => {
    const rate = await transaction.claimRate.findFirst({ where: { id: rateId, businessId: scope.businessId } });
    if (!rate) return missing;
    await transaction.claimRate.update({
      where: { id: rateId },
      data: { archivedAt: isArchived ? new Date() : null },
    });
    await audit(transaction, scope, from, { name: rate.name, change: isArchived ? 'archived' : 'in use again' });
    return ok(null);
  });
}

function audit(
  transaction: Db,
  { businessId, actor }: PersonScope,
  from: RequestOrigin,
  detail: { name: string; change: string },
): Promise<void> {
  const by = { userId: actor.userId, name: actor.name };
  return recordAudit(transaction, { businessId, userId: null, by, from, action: 'claimRateChanged', detail });
}

const missing = failure('missing', 'This rate is no longer there. Nothing was saved: reload the page.');
const entryMissing = failure(
  'entryMissing',
  'The category or the tax rate is no longer there. Nothing was saved: choose another.',
);
const tooMany = failure('tooMany', `A business has at most ${MAX_RATES} rates. Nothing was saved.`);
