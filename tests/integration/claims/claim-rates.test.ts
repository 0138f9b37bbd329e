import { beforeAll, expect, test } from 'vitest';
import { getClaim } from '#lib/claims/get-claim.ts';
import { addAllowance } from '#lib/claims/rates/add-allowance.ts';
import { claimRates, saveClaimRate } from '#lib/claims/rates/claim-rates.ts';
import { db } from '#lib/db.ts';
import { calendarDate } from '#lib/domain/calendar-date.ts';
import type { PersonScope } from '#lib/scope.ts';
import { type Books, someBooks } from '#tests/support/books.ts';
import { aClaim, claimNow } from '#tests/support/claims.ts';
import { aBusiness } from '#tests/support/connect.ts';
import { from } from '#tests/support/team.ts';

let scope: PersonScope;
let books: Books;
beforeAll(async () => {
  scope = await aBusiness();
  books = await someBooks(scope);
});

test('miles are paid back at the rate of their day, as a line of so many units, and above the limit it is said', async () => {
  const car = {
    ...({ rateId: null, name: 'Own car', unit: 'MILE', amount: '0.40', most: '150' } as const),
    ...{ fromOn: calendarDate('2026-01-01'), accountId: books.power, taxRateId: books.vat20 },
  };
  await saveClaimRate(scope, car, from);
  const rateId = (await claimRates(scope))[0]?.id ?? '';
  await saveClaimRate(scope, { ...car, rateId, amount: '0.455', fromOn: calendarDate('2026-11-03') }, from);
  // A new name alone leaves the amounts as they are, and nothing is taken from another business.
  await saveClaimRate(scope, { ...car, rateId, amount: '0.455', fromOn: calendarDate('2026-11-20') }, from);
  const stranger = await someBooks(await aBusiness());
  for (const theirs of [{ accountId: stranger.power }, { taxRateId: stranger.vat20 }]) {
    expect(await saveClaimRate(scope, { ...car, rateId, ...theirs }, from)).toMatchObject({
      error: { code: 'entryMissing' },
    });
  }
  expect((await claimRates(scope))[0]?.versions).toEqual([
    { fromOn: '2026-11-03', amount: '0.455' },
    { fromOn: '2026-01-01', amount: '0.4' },
  ]);
  const { claimId, number } = await aClaim(scope, []);
  const add = (on: string, quantity: string) =>
    addAllowance(scope, { claimId, rateId, on: calendarDate(on), quantity, description: 'To Leeds' });
  expect(await add('2025-12-31', '1')).toMatchObject({ ok: false, error: { code: 'rateMissing' } });
  expect(await add('2026-11-02', '100')).toMatchObject({ ok: true });
  expect((await getClaim(scope, number))?.warnings).toEqual([]);
  expect(await add('2026-11-03', '60.5')).toMatchObject({ ok: true });

  const claim = await claimNow(scope, claimId);
  expect(claim.status).toBe('READY');
  const lines = await db.lineItem.findMany({ where: { item: { billOfId: claimId } }, orderBy: { position: 'asc' } });
  expect(
    lines.map(({ quantity, unitAmount, total, accountId }) => [quantity, unitAmount, total, accountId].map(String)),
  ).toEqual([
    ['100', '0.4', '40', books.power],
    ['60.5', '0.455', '27.53', books.power],
  ]);
  expect(lines[0]?.description).toBe('2 Nov 2026, Own car, 100 miles, To Leeds');
  const view = await getClaim(scope, number);
  expect(view?.warnings).toEqual([
    'Own car: 160.5 miles are more than the 150 miles that a claim may hold. Look at them before you publish it.',
  ]);
});

test('days are paid back at their rate, and say so on the bill and on the claim', async () => {
  const meals = {
    ...({ rateId: null, name: 'Meals away', unit: 'DAY', amount: '26.00', most: '2' } as const),
    ...{ fromOn: calendarDate('2026-01-01'), accountId: books.power, taxRateId: null },
  };
  await saveClaimRate(scope, meals, from);
  const rateId = (await claimRates(scope)).find(({ name }) => name === 'Meals away')?.id ?? '';
  const { claimId, number } = await aClaim(scope, [], { name: 'Fair' });
  const days = { claimId, rateId, on: calendarDate('2026-11-09'), quantity: '2.5', description: 'Trade fair' };
  expect(await addAllowance(scope, days)).toMatchObject({ ok: true });
  const view = await getClaim(scope, number);
  expect(view?.items).toMatchObject([{ total: '65.00' }]);
  expect(view?.warnings).toEqual([
    'Meals away: 2.5 days are more than the 2 days that a claim may hold. Look at them before you publish it.',
  ]);
  const [line] = await db.lineItem.findMany({ where: { item: { claimId } } });
  expect(line).toMatchObject({ description: 'Meals away, 2.5 days, Trade fair', taxRateId: null });
});
