import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import type { Result } from '#lib/domain/result.ts';
import { listQuery } from '#lib/lists/browse/browse.ts';
import { browsePaymentMethods } from '#lib/lists/browse/browse-payment-methods.ts';
import { listSource } from '#lib/lists/browse/list-source.ts';
import { undoListChange } from '#lib/lists/changes/undo-list-change.ts';
import { accounts } from '#lib/lists/mirror/accounts.ts';
import {
  addForBankAccounts,
  archivePaymentMethod,
  type SavedPaymentMethods,
  savePaymentMethod,
} from '#lib/lists/payment-methods/keep-payment-methods.ts';
import { paymentMethodChoices } from '#lib/lists/payment-methods/payment-method-choices.ts';
import type { PersonScope } from '#lib/scope.ts';
import { aBusiness, aConnection, anAccount } from './arrange.ts';

/** How a business pays: its own rows, which name an account of whichever books are connected. */

async function aPayingBusiness() {
  const scope = await aBusiness();
  const owner = await aConnection(scope);
  const bank = (name: string, currencyCode: string) =>
    anAccount({ name, type: 'BANK', class: 'ASSET', currencyCode, code: null, bankAccountNumber: '20-00-00 12345678' });
  await accounts.save(
    db,
    owner,
    [
      bank('Current', 'GBP'),
      bank('Euro card', 'EUR'),
      anAccount({ name: 'Director', type: 'CURRLIAB', class: 'LIABILITY', enablesPayments: true }),
      anAccount({ name: 'Rent' }),
    ],
    0,
  );
  return { scope, owner, account: (name: string) => accountOf(scope, name) };
}

const accountOf = async ({ businessId }: PersonScope, name: string) =>
  (await db.account.findFirstOrThrow({ where: { businessId, name } })).id;

const methodOf = async ({ businessId }: PersonScope, name: string) =>
  (await db.paymentMethod.findFirstOrThrow({ where: { businessId, name } })).id;

async function methods(scope: PersonScope, showArchived = false) {
  const query = listQuery.parse({ sort: 'name', showArchived });
  return (await browsePaymentMethods(scope, await listSource(scope), query)).rows;
}
const names = async (scope: PersonScope) => (await methods(scope)).map(({ name }) => name);

async function done(saving: Promise<Result<SavedPaymentMethods>>) {
  const saved = await saving;
  if (!saved.ok) throw new Error(saved.error.message);
  return { ...saved.value, changeId: saved.value.changeId ?? '' };
}
const entered = (name: string, accountId: string) => ({ name, cardLast4: null, accountId, ownerId: null });

test('each bank account gets a payment method once, under its own name, and undo takes them away', async () => {
  const { scope } = await aPayingBusiness();
  expect((await paymentMethodChoices(scope, await listSource(scope))).unlinked).toBe(2);
  const added = await done(addForBankAccounts(scope));
  expect(await methods(scope)).toMatchObject([
    { name: 'Current', account: 'Current', currencyCode: 'GBP', numberEnd: '5678', trouble: null },
    { name: 'Euro card', currencyCode: 'EUR' },
  ]);
  expect(await addForBankAccounts(scope)).toEqual({ ok: true, value: { changeId: null, changed: 0 } });
  expect(await undoListChange(scope, added.changeId)).toEqual({ ok: true, value: 2 });
  expect(await names(scope)).toEqual([]);
});

test('it is added, changed and archived, each with a way back that keeps what was changed since', async () => {
  const { scope, account } = await aPayingBusiness();
  const director = await account('Director');
  const ownerId = (await db.owner.findFirstOrThrow({ where: { businessId: scope.businessId } })).id;
  await done(savePaymentMethod(scope, null, { name: 'Robin', cardLast4: '4242', accountId: director, ownerId }));
  const id = await methodOf(scope, 'Robin');
  expect(await methods(scope)).toMatchObject([{ cardLast4: '4242', owner: 'Bea Keeper', account: '429 Director' }]);

  const renamed = await done(savePaymentMethod(scope, id, entered('Robin R', director)));
  const archived = await done(archivePaymentMethod(scope, id, true));
  expect(await names(scope)).toEqual([]);
  expect(await undoListChange(scope, renamed.changeId)).toEqual({ ok: true, value: 0 });
  expect(await undoListChange(scope, archived.changeId)).toEqual({ ok: true, value: 1 });
  expect(await methods(scope)).toMatchObject([{ name: 'Robin R', cardLast4: null }]);
});

test('two in use never share a name, whatever its case, and not by undo either', async () => {
  const { scope, account } = await aPayingBusiness();
  const current = await account('Current');
  await done(savePaymentMethod(scope, null, entered('Card', current)));
  const taken = { ok: false, error: { code: 'nameTaken', fields: { name: expect.any(String) } } };
  expect(await savePaymentMethod(scope, null, entered('CARD', current))).toMatchObject(taken);

  const first = await methodOf(scope, 'Card');
  const archived = await done(archivePaymentMethod(scope, first, true));
  await done(savePaymentMethod(scope, null, entered('card', current)));
  expect(await archivePaymentMethod(scope, first, false)).toMatchObject(taken);
  expect(await undoListChange(scope, archived.changeId)).toEqual({ ok: true, value: 0 });
  expect(await names(scope)).toEqual(['card']);

  const both = await Promise.all([1, 2].map(() => savePaymentMethod(scope, null, entered('Till', current))));
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
});

test('only accounts of the connected books that pay can be chosen, and only people of the business', async () => {
  const { scope, account } = await aPayingBusiness();
  const other = await aPayingBusiness();
  for (const accountId of [await account('Rent'), await other.account('Current'), randomUUID()]) {
    const refused = await savePaymentMethod(scope, null, entered('Card', accountId));
    expect(refused).toMatchObject({ ok: false, error: { fields: { accountId: expect.any(String) } } });
  }
  const ownerId = (await db.owner.findFirstOrThrow({ where: { businessId: other.scope.businessId } })).id;
  const current = await account('Current');
  expect(await savePaymentMethod(scope, null, { ...entered('Card', current), ownerId })).toMatchObject({
    ok: false,
    error: { fields: { ownerId: expect.any(String) } },
  });
  await done(savePaymentMethod(other.scope, null, entered('Theirs', await other.account('Current'))));
  expect(await archivePaymentMethod(scope, await methodOf(other.scope, 'Theirs'), true)).toMatchObject({ ok: false });
  expect(await names(scope)).toEqual([]);
});

test('it survives refreshes and other books, and says why nothing can be paid with it then', async () => {
  const { scope, owner } = await aPayingBusiness();
  await done(addForBankAccounts(scope));
  await db.account.updateMany({ where: { ...owner, name: 'Current' }, data: { isArchived: true } });
  expect(await methods(scope)).toMatchObject([{ trouble: 'archivedAccount' }, { trouble: null }]);

  await db.connection.update({ where: { id: owner.connectionId }, data: { status: 'DISCONNECTED' } });
  await aConnection(scope);
  expect(await methods(scope)).toMatchObject([{ trouble: 'otherBooks' }, { trouble: 'otherBooks' }]);
  // What was chosen before may stay while other details are changed.
  const id = await methodOf(scope, 'Current');
  await done(savePaymentMethod(scope, id, entered('Old account', await accountOf(scope, 'Current'))));
  expect(await names(scope)).toEqual(['Euro card', 'Old account']);
});
