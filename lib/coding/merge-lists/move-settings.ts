import { z } from 'zod';
import type { Db } from '#lib/db.ts';
import { takeBackPaymentMethods } from '#lib/lists/changes/undo-list-change.ts';
import { named, writeVisibility } from '#lib/lists/changes/visibility.ts';
import {
  changedPaymentMethod,
  holdPaymentMethods,
  writePaymentMethods,
} from '#lib/lists/changes/write-payment-methods.ts';
import { moveContactSettings, movedContactSettings, takeBackContactSettings } from '../contact-settings.ts';

const claimRateColumns = ['accountId', 'taxRateId'] as const;

/** What the tax settings of a business name of its lists. */
const taxColumns = ['defaultCostRateId', 'defaultSaleRateId', 'cisAccountId', 'cisMaterialsAccountId'] as const;

/** What moved of our settings with a merge of lists, so that it can go back. */
const movedSettings = z.object({
  methods: z.array(changedPaymentMethod).default([]),
  aliases: z.array(z.object({ id: z.uuid(), from: z.uuid(), to: z.uuid() })).default([]),
  hiddenAccounts: z.array(z.uuid()).default([]),
  hiddenTaxRates: z.array(z.uuid()).default([]),
  /** Contacts that became suppliers or customers with it, as they were before. */
  roles: z.array(z.object({ id: z.uuid(), isSupplier: z.boolean(), isCustomer: z.boolean() })).default([]),
  /** Rates and accounts that the business's tax settings name. */
  tax: z.array(z.object({ column: z.enum(taxColumns), from: z.uuid(), to: z.uuid() })).default([]),
  /** What rates of expense claims are coded with. */
  claimRates: z
    .array(z.object({ id: z.uuid(), column: z.enum(claimRateColumns), from: z.uuid(), to: z.uuid() }))
    .default([]),
  ...movedContactSettings.shape,
});
export type MovedSettings = z.infer<typeof movedSettings>;

/** Rows outlive the code that wrote them. */
export const readMovedSettings = (stored: unknown): MovedSettings =>
  movedSettings.catch(movedSettings.parse({})).parse(stored);

/**
 * Lets our settings of entries follow to those that take their place: payment methods go through the new account, aliases
 * mean the new contact, tax settings and rates of claims name the new rates and accounts, what was hidden is hidden, who was
 * a supplier or a customer is one, and what documents are known by and claims are paid to is the new contact. The pairs are
 * those of the stored merge.
 */
export async function moveSettings(transaction: Db, businessId: string, mergeId: string): Promise<MovedSettings> {
  const pairs = await transaction.listMergePair.findMany({
    where: { mergeId },
    select: { list: true, fromId: true, toId: true },
  });
  const toOf = new Map(pairs.map(({ fromId, toId }) => [fromId, toId]));
  const methods = await holdPaymentMethods(transaction, businessId);
  const wanted = methods.flatMap(({ id, values }) => {
    const accountId = values.accountId && toOf.get(values.accountId);
    return accountId ? [{ id, values: { ...values, accountId } }] : [];
  });
  const aliases = await transaction.$queryRaw<MovedSettings['aliases']>`
    UPDATE "ContactAlias" AS a SET "contactId" = p."toId" FROM "ListMergePair" AS p
     WHERE p."mergeId" = ${mergeId}::uuid AND p."list" = 'contacts' AND a."contactId" = p."fromId"
       AND a."businessId" = ${businessId}::uuid
    RETURNING a."id", p."fromId" AS "from", p."toId" AS "to"`;
  const hiddenIn = async (list: 'ACCOUNTS' | 'TAX_RATES', ids: string[]) =>
    writeVisibility(transaction, businessId, list, named(ids.flatMap((id) => toOf.get(id) ?? [])), false);
  const old = { businessId, isVisible: false, id: { in: [...toOf.keys()] } };
  const [accounts, taxRates] = [
    await transaction.account.findMany({ where: old, select: { id: true } }),
    await transaction.taxRate.findMany({ where: old, select: { id: true } }),
  ];
  const roles = await transaction.$queryRaw<MovedSettings['roles']>`
    WITH due AS MATERIALIZED (
      SELECT t."id", t."isSupplier", t."isCustomer", bool_or(f."isSupplier") AS "supplies", bool_or(f."isCustomer") AS "buys"
        FROM "ListMergePair" AS p JOIN "Contact" AS f ON f."id" = p."fromId" JOIN "Contact" AS t ON t."id" = p."toId"
       WHERE p."mergeId" = ${mergeId}::uuid AND p."list" = 'contacts' GROUP BY t."id"
      HAVING (bool_or(f."isSupplier") AND NOT t."isSupplier") OR (bool_or(f."isCustomer") AND NOT t."isCustomer")
    ), changed AS (
      UPDATE "Contact" AS t SET "isSupplier" = t."isSupplier" OR due."supplies", "isCustomer" = t."isCustomer" OR due."buys"
        FROM due WHERE t."id" = due."id"
    )
    SELECT "id", "isSupplier", "isCustomer" FROM due`;
  const business = await transaction.business.findUniqueOrThrow({
    where: { id: businessId },
    select: { defaultCostRateId: true, defaultSaleRateId: true, cisAccountId: true, cisMaterialsAccountId: true },
  });
  const tax = taxColumns.flatMap((column) => {
    const from = business[column];
    const to = from && toOf.get(from);
    return to ? [{ column, from, to }] : [];
  });
  const moved = Object.fromEntries(tax.map(({ column, to }) => [column, to]));
  if (tax.length > 0) await transaction.business.update({ where: { id: businessId }, data: moved });
  const contacts = pairs.flatMap(({ list, fromId, toId }) => (list === 'contacts' ? [{ from: fromId, to: toId }] : []));
  return {
    tax,
    claimRates: await moveClaimRates(transaction, businessId, toOf),
    ...(await moveContactSettings(transaction, businessId, contacts)),
    methods: await writePaymentMethods(transaction, businessId, methods, wanted),
    aliases,
    hiddenAccounts: await hiddenIn(
      'ACCOUNTS',
      accounts.map(({ id }) => id),
    ),
    hiddenTaxRates: await hiddenIn(
      'TAX_RATES',
      taxRates.map(({ id }) => id),
    ),
    roles,
  };
}

async function moveClaimRates(
  transaction: Db,
  businessId: string,
  toOf: ReadonlyMap<string, string>,
): Promise<MovedSettings['claimRates']> {
  const rates = await transaction.claimRate.findMany({ where: { businessId } });
  const moved = rates.flatMap((rate) =>
    claimRateColumns.flatMap((column) => {
      const from = rate[column];
      const to = from && toOf.get(from);
      return to ? [{ id: rate.id, column, from, to }] : [];
    }),
  );
  for (const { id, column, to } of moved) {
    await transaction.claimRate.updateMany({ where: { id, businessId }, data: { [column]: to } });
  }
  return moved;
}

/** Takes back what moved, as far as nobody has set it otherwise since. */
export async function takeBackSettings(transaction: Db, businessId: string, moved: MovedSettings): Promise<void> {
  await takeBackPaymentMethods(transaction, businessId, moved.methods);
  for (const { column, from, to } of moved.tax) {
    await transaction.business.updateMany({ where: { id: businessId, [column]: to }, data: { [column]: from } });
  }
  for (const { id, column, from, to } of moved.claimRates) {
    await transaction.claimRate.updateMany({ where: { id, businessId, [column]: to }, data: { [column]: from } });
  }
  await takeBackContactSettings(transaction, businessId, moved);
  for (const { id, from, to } of moved.aliases) {
    await transaction.contactAlias.updateMany({ where: { id, businessId, contactId: to }, data: { contactId: from } });
  }
  await writeVisibility(transaction, businessId, 'ACCOUNTS', named(moved.hiddenAccounts), true);
  await writeVisibility(transaction, businessId, 'TAX_RATES', named(moved.hiddenTaxRates), true);
  for (const { id, isSupplier, isCustomer } of moved.roles) {
    await transaction.contact.updateMany({ where: { id, businessId }, data: { isSupplier, isCustomer } });
  }
}
