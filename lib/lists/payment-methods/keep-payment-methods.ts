import { type Db, db } from '#lib/db.ts';
import { isBankAccount } from '#lib/domain/account.ts';
import { MAX_PAYMENT_METHODS, nameKey, type PaymentMethodValues, sameValues } from '#lib/domain/payment-method.ts';
import { type Failure, failure, ok, type Result } from '#lib/domain/result.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { listSource } from '../browse/list-source.ts';
import { storeListChange } from '../changes/list-change.ts';
import { nameTwice, type WantedPaymentMethod } from '../changes/name-twice.ts';
import { holdPaymentMethods, type StoredPaymentMethod, writePaymentMethods } from '../changes/write-payment-methods.ts';
import { paymentAccounts } from './payment-accounts.ts';

type Entered = Omit<PaymentMethodValues, 'isArchived'>;

/** `changeId` undoes it; null when nothing was to be changed. */
export type SavedPaymentMethods = { changeId: string | null; changed: number };

/** A new payment method, or other details of one. A name that another in use has is refused at its field. */
export function savePaymentMethod(
  scope: BusinessScope,
  id: string | null,
  entered: Entered,
): Promise<Result<SavedPaymentMethods>> {
  return changing(scope, async (transaction, stored) => {
    const before = stored.find((method) => method.id === id);
    if (id !== null && !before) return missing;
    if (!before && stored.length >= MAX_PAYMENT_METHODS) return tooMany;
    const problem = await problemOf(transaction, scope, entered, before?.values ?? null);
    if (problem) return problem;
    return ok([{ id, values: { ...entered, isArchived: before?.values.isArchived ?? false } }]);
  });
}

/** No longer offered, or offered again. What was paid with it stays. */
export function archivePaymentMethod(
  scope: BusinessScope,
  id: string,
  isArchived: boolean,
): Promise<Result<SavedPaymentMethods>> {
  return changing(scope, async (_, stored) => {
    const before = stored.find((method) => method.id === id);
    return before ? ok([{ id, values: { ...before.values, isArchived } }]) : missing;
  });
}

/** One for each bank account of the books that has none in use, named as the account. */
export function addForBankAccounts(scope: BusinessScope): Promise<Result<SavedPaymentMethods>> {
  return changing(scope, async (transaction, stored) => {
    const source = await listSource(scope);
    const accounts = source ? await paymentAccounts(transaction, scope.businessId, source.connectionId) : [];
    const inUse = stored.filter(({ values }) => !values.isArchived);
    const names = new Set(inUse.map(({ values }) => nameKey(values.name)));
    const linked = new Set(inUse.map(({ values }) => values.accountId));
    const wanted = accounts
      .filter((account) => isBankAccount(account) && !linked.has(account.id) && !names.has(nameKey(account.name)))
      .map(({ id, name }) => ({
        id: null,
        values: { name, cardLast4: null, accountId: id, ownerId: null, isArchived: false },
      }));
    if (stored.length + wanted.length > MAX_PAYMENT_METHODS) return tooMany;
    return ok(wanted);
  });
}

/**
 * Makes what `decide` wants of the payment methods as they are, all or nothing, and keeps how they were. Two in use of
 * one name are refused whoever wants them.
 */
export function changing(
  scope: BusinessScope,
  decide: (transaction: Db, stored: readonly StoredPaymentMethod[]) => Promise<Result<WantedPaymentMethod[]>>,
): Promise<Result<SavedPaymentMethods>> {
  return db.$transaction(async (transaction) => {
    const stored = await holdPaymentMethods(transaction, scope.businessId);
    const wanted = await decide(transaction, stored);
    if (!wanted.ok) return wanted;
    const others = wanted.value.filter(({ id, values }) => {
      const before = stored.find((method) => method.id === id);
      return !before || !sameValues(before.values, values);
    });
    if (others.length === 0) return ok({ changeId: null, changed: 0 });
    const twice = nameTwice(stored, others);
    if (twice !== null)
      return failure('nameTaken', `There is another payment method called ${twice}. Nothing was changed.`, {
        fields: { name: 'Another payment method has this name.' },
      });
    const methods = await writePaymentMethods(transaction, scope.businessId, stored, others);
    const changeId = await storeListChange(transaction, scope, [{ kind: 'paymentMethods', methods }]);
    return ok({ changeId, changed: methods.length });
  });
}

/** What was chosen before may stay although it can no longer be chosen. */
async function problemOf(
  transaction: Db,
  scope: BusinessScope,
  { accountId, ownerId }: Entered,
  before: PaymentMethodValues | null,
): Promise<{ ok: false; error: Failure } | null> {
  if (accountId !== null && accountId !== before?.accountId) {
    const source = await listSource(scope);
    const accounts = source ? await paymentAccounts(transaction, scope.businessId, source.connectionId) : [];
    if (!accounts.some(({ id }) => id === accountId)) {
      return failure('accountMissing', 'Nothing was saved: look at the marked field.', {
        fields: { accountId: 'This account can no longer be paid from. Choose another.' },
      });
    }
  }
  if (ownerId !== null && ownerId !== before?.ownerId) {
    const owner = await transaction.owner.findFirst({
      where: { id: ownerId, businessId: scope.businessId, archivedAt: null },
      select: { id: true },
    });
    if (!owner) {
      return failure('ownerMissing', 'Nothing was saved: look at the marked field.', {
        fields: { ownerId: 'Nobody of this business any more. Choose another, or nobody.' },
      });
    }
  }
  return null;
}

const missing = failure('methodMissing', 'This payment method no longer exists. Nothing was changed: reload the page.');
const tooMany = failure(
  'tooMany',
  `A business has at most ${MAX_PAYMENT_METHODS} payment methods. Nothing was added: use one that is archived.`,
);
