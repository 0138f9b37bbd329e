import { changeCoding } from '#lib/coding/change-coding.ts';
import { type FilledRate, fillRates, withoutRate } from '#lib/coding/fill-rates.ts';
import { db } from '#lib/db.ts';
import { intray } from '#lib/domain/actor.ts';
import type { Amount } from '#lib/domain/amount.ts';
import { type CalendarDate, fromColumn } from '#lib/domain/calendar-date.ts';
import {
  type ForeignCurrencyPolicy,
  foreignCurrencyNames,
  type RateOrigin,
  rateOriginNames,
} from '#lib/domain/foreign-currency.ts';
import { padded } from '#lib/domain/money.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { type RequestOrigin, recordAudit } from '#lib/events/record-audit.ts';
import { requestReview, wakeReview } from '#lib/lists/request-review.ts';
import { loadReviewContext } from '#lib/lists/review-context.ts';
import { dailyRate } from '#lib/rates/daily-rate.ts';
import { dailySource } from '#lib/rates/rate-sources.ts';
import type { PersonScope } from '#lib/scope.ts';
import { itemToTell } from './item-to-tell.ts';

export type CurrencyRules = { foreignCurrency: ForeignCurrencyPolicy; exchangeRateSource: RateOrigin };

/** What a business lets become of documents in other currencies, and what there is to tell it by. */
export type CurrencySetting = {
  saved: CurrencyRules;
  baseCurrency: string;
  /** What the books have beside it; null while nothing is connected. */
  inBooks: string[] | null;
  /** The newest item in another currency, or one that there could be. */
  example: {
    /** Null where there is none. */
    number: number | null;
    currency: string;
    total: Amount;
    isInBooks: boolean;
    issuedOn: CalendarDate | null;
    /** Its own, or that of its day. */
    rate: Amount | null;
  };
  /** Open items in another currency, those of them that the books lack, and those without a rate. */
  open: { foreign: number; lacking: number; withoutRate: number };
  /** The source of daily rates; null unless one is set up. */
  daily: { title: string; lastDay: CalendarDate | null } | null;
};

export async function currencySetting(scope: PersonScope): Promise<CurrencySetting> {
  const { businessId } = scope;
  const { lists, organisation, baseCurrency } = await loadReviewContext(db, scope, { contactIds: [], accountIds: [] });
  const isMulti = organisation?.isMultiCurrency ?? false;
  const inBooks = isMulti ? [...lists.currencies].filter((code) => code !== baseCurrency).sort() : [];
  const open = { businessId, place: 'INBOX', status: { not: 'PUBLISHED' }, deletedAt: null } as const;
  const foreign = { ...open, currency: { not: null, notIn: [baseCurrency] } };
  const lacking = { ...open, currency: { not: null, notIn: [baseCurrency, ...inBooks] } };
  const daily = dailySource();
  const [item, foreignCount, lackingCount, withoutRateCount, newest] = await Promise.all([
    itemToTell({ ...foreign, total: { not: null } }, { businessId, currency: foreign.currency, total: { not: null } }),
    db.item.count({ where: foreign }),
    db.item.count({ where: lacking }),
    db.item.count({ where: withoutRate(businessId, baseCurrency) }),
    daily &&
      db.exchangeRate.findFirst({
        where: { source: daily.source.id },
        orderBy: { day: 'desc' },
        select: { day: true },
      }),
  ]);
  const currency = item?.currency ?? (baseCurrency === 'USD' ? 'EUR' : 'USD');
  const issuedOn = item ? fromColumn(item.issuedOn) : null;
  const ofDay = issuedOn && (await dailyRate(db, { currency, baseCurrency, on: issuedOn }));
  return {
    saved: { foreignCurrency: lists.house.foreignCurrency, exchangeRateSource: lists.house.exchangeRateSource },
    baseCurrency,
    inBooks: organisation ? inBooks : null,
    example: {
      number: item?.number ?? null,
      currency,
      total: padded(String(item?.total ?? '100'), lists.rules.amountDigits),
      isInBooks: inBooks.includes(currency),
      issuedOn,
      rate: item?.exchangeRate ? padded(String(item.exchangeRate), 0) : (ofDay?.rate ?? null),
    },
    open: { foreign: foreignCount, lacking: lackingCount, withoutRate: withoutRateCount },
    daily: daily && { title: daily.source.title, lastDay: newest ? fromColumn(newest.day) : null },
  };
}

/**
 * What is in the inbox is judged anew by it; what is on its way stays as it was asked for. With `givesOpen`, open items
 * without a rate get that of their day, and what was given is returned so that it can be taken back.
 */
export async function setCurrencyRules(
  { businessId, actor }: PersonScope,
  { givesOpen, ...rules }: CurrencyRules & { givesOpen: boolean },
  from: RequestOrigin,
): Promise<Result<{ given: FilledRate[] }>> {
  if (rules.exchangeRateSource === 'DAILY' && !dailySource()) {
    return failure(
      'noSource',
      'Nothing was saved: no source of daily rates is set up. Ask whoever runs Intray for it.',
    );
  }
  const isChanged = await db.$transaction(async (transaction) => {
    await transaction.$queryRaw`SELECT 1 FROM "Business" WHERE "id" = ${businessId}::uuid FOR UPDATE`;
    const before = await transaction.business.findUniqueOrThrow({
      where: { id: businessId },
      select: { foreignCurrency: true, exchangeRateSource: true },
    });
    const isSourceNew = before.exchangeRateSource !== rules.exchangeRateSource;
    if (!isSourceNew && before.foreignCurrency === rules.foreignCurrency) return false;
    const exchangeRateSourceSince = rules.exchangeRateSource === 'DAILY' ? new Date() : null;
    await transaction.business.update({
      where: { id: businessId },
      data: { ...rules, ...(isSourceNew && { exchangeRateSourceSince }) },
    });
    await requestReview(transaction, businessId);
    await recordAudit(transaction, {
      ...{ businessId, userId: null, by: actor, action: 'currencyRulesChanged', from },
      detail: {
        changes: [
          ...(before.foreignCurrency === rules.foreignCurrency ? [] : [foreignCurrencyNames[rules.foreignCurrency]]),
          ...(isSourceNew ? [rateOriginNames[rules.exchangeRateSource]] : []),
        ].join('; '),
      },
    });
    return true;
  });
  const given = givesOpen && rules.exchangeRateSource === 'DAILY' ? await fillRates(businessId) : [];
  if (isChanged) await wakeReview(businessId);
  return ok({ given });
}

/** Takes rates back that were given; one that somebody has changed since stays. Gives how many were. */
export async function takeRatesBack(
  { businessId }: PersonScope,
  given: readonly Pick<FilledRate, 'itemId' | 'revision'>[],
): Promise<Result<number>> {
  let taken = 0;
  for (const { itemId, revision } of given) {
    const changed = await db.$transaction((transaction) =>
      changeCoding(
        transaction,
        { businessId, actor: intray },
        { itemId, revision, changes: { exchangeRate: null }, undoes: revision },
      ),
    );
    if (changed.ok && 'exchangeRate' in changed.value.after) taken += 1;
  }
  return ok(taken);
}
