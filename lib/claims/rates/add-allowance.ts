import { randomUUID } from 'node:crypto';
import { changeCoding } from '#lib/coding/change-coding.ts';
import { baseCurrencyOf, outdateBills } from '#lib/coding/claimed-items.ts';
import { byActor } from '#lib/coding/item-events.ts';
import { newItem } from '#lib/coding/new-item.ts';
import { storeStatus } from '#lib/coding/store-status.ts';
import { db } from '#lib/db.ts';
import { userIdOf } from '#lib/domain/actor.ts';
import type { Amount } from '#lib/domain/amount.ts';
import { type CalendarDate, formatDate } from '#lib/domain/calendar-date.ts';
import { MAX_CLAIMED } from '#lib/domain/claims/claim-bill.ts';
import { itemsText } from '#lib/domain/claims/claim-event.ts';
import { paidBack, quantityText, versionOn } from '#lib/domain/claims/claim-rate.ts';
import { emptyLine } from '#lib/domain/coding/line-items.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { ledgerTax } from '#lib/domain/tax.ts';
import { announce } from '#lib/events/announce.ts';
import { loadReviewContext } from '#lib/lists/review-context.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { openedClaim } from '../gather-items.ts';
import { recordClaimEvent } from '../record-claim-event.ts';
import { claimRates } from './claim-rates.ts';

/**
 * Adds a distance or days to a claim, at the rate of their day: an item of its own without a document, with one line of so
 * many units, coded as the rate says.
 */
export async function addAllowance(
  scope: BusinessScope,
  asked: { claimId: string; rateId: string; on: CalendarDate; quantity: Amount; description: string },
): Promise<Result<{ number: number }>> {
  const { businessId, actor, origin } = scope;
  const { claimId, on, quantity, description } = asked;
  const rate = (await claimRates(scope)).find(({ id, isArchived }) => id === asked.rateId && !isArchived);
  if (!rate) return failure('missing', 'This rate is no longer offered. Nothing was added: choose another.');
  const version = versionOn(rate.versions, on);
  if (!version) {
    return failure('rateMissing', `${isolated(rate.name)} has no rate yet on ${formatDate(on)}. Nothing was added.`, {
      fields: { on: 'There is no rate for this day yet.' },
    });
  }
  const { accountId, taxRateId } = rate;
  return db.$transaction(async (transaction): Promise<Result<{ number: number }>> => {
    const claim = await openedClaim(transaction, scope, claimId);
    if (!claim.ok) return claim;
    if ((await transaction.item.count({ where: { claimId } })) >= MAX_CLAIMED) return tooMany;
    const { claimantId } = await transaction.claim.findUniqueOrThrow({ where: { id: claimId } });
    const context = await loadReviewContext(transaction, scope, {
      contactIds: [],
      accountIds: accountId ? [accountId] : [],
    });
    const { lists } = context;
    const digits = lists.rules.amountDigits;
    const total = paidBack(quantity, version, digits);
    const isTaxed = lists.tax.isRegistered;
    const taxRate = isTaxed ? lists.taxRates.get(taxRateId ?? '') : undefined;
    const taxAmount = taxRate ? ledgerTax(total, taxRate, digits) : null;
    const text = [rate.name, quantityText(quantity, rate.unit, 'commaPoint'), description].filter(Boolean).join(', ');
    const { lastItemNumber: number } = await transaction.business.update({
      where: { id: businessId },
      data: { lastItemNumber: { increment: 1 } },
      select: { lastItemNumber: true },
    });
    const now = new Date();
    const currency = await baseCurrencyOf(transaction, businessId);
    const item = await transaction.item.create({
      data: {
        ...{ businessId, number, workspace: 'COSTS', place: 'ARCHIVE', archivedAt: now, claimId, claimedAt: now },
        ...{ claimRateId: rate.id, submittedByUserId: userIdOf(actor), submittedByName: actor.name },
        ...newItem({
          ...{ ownerId: claimantId, type: 'EXPENSE', issuedOn: on, currency, description: text },
          ...(!isTaxed && { taxMode: 'NONE' }),
        }),
      },
      select: { id: true, revision: true },
    });
    await transaction.itemEvent.create({ data: { ...byActor(scope, item.id, 'added'), revision: 1 } });
    const line = {
      ...{ ...emptyLine(randomUUID()), description: text, quantity, unitAmount: version.amount },
      ...{ accountId: known(accountId, lists.accounts), taxRateId: taxRate ? taxRateId : null, taxAmount, total },
    };
    const because = `${isolated(rate.name)}, the rate from ${formatDate(version.fromOn)}`;
    const changed = await changeCoding(
      transaction,
      scope,
      {
        ...{ itemId: item.id, revision: item.revision, changes: { total, lines: [line] } },
        sources: { total: { because }, lines: { because } },
      },
      context,
    );
    if (!changed.ok) throw new Error(`A new item of a claim could not be coded: ${changed.error.code}`);
    await storeStatus(transaction, businessId, [item.id]);
    await outdateBills(transaction, businessId, claimId);
    await recordClaimEvent(transaction, scope, claimId, 'added', { items: `${itemsText([number])}, ${text}` });
    await announce(transaction, { businessId, topic: 'items', id: item.id, origin });
    return ok({ number });
  });
}

/** An account that the books do not have any more is for somebody to choose. */
const known = (id: string | null, accounts: ReadonlyMap<string, unknown>) => (id && accounts.has(id) ? id : null);

const tooMany = failure('tooMany', `A claim has at most ${MAX_CLAIMED} items. Nothing was added.`);
