import { z } from 'zod';
import type { Db } from '#lib/db.ts';
import { announce } from '#lib/events/announce.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { changedOwnAccount, changedOwnTaxRate } from './own-entries.ts';
import { hideableLists } from './visibility.ts';
import { changedAlias } from './write-aliases.ts';
import { changedPaymentMethod } from './write-payment-methods.ts';

/** Undo is offered for a moment after a change; who comes back to it within days has it still. */
const KEEP_DAYS = 7;

/** What one change did: of each entry what it became, and what it was where that does not follow. */
const changedEntries = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('visibility'),
    list: z.enum(hideableLists),
    shown: z.array(z.uuid()),
    hidden: z.array(z.uuid()),
  }),
  z.object({ kind: z.literal('paymentMethods'), methods: z.array(changedPaymentMethod) }),
  z.object({ kind: z.literal('aliases'), entries: z.array(changedAlias) }),
  z.object({ kind: z.literal('ownAccounts'), entries: z.array(changedOwnAccount) }),
  z.object({ kind: z.literal('ownTaxRates'), entries: z.array(changedOwnTaxRate) }),
]);
export type ChangedEntries = z.infer<typeof changedEntries>;

/** Rows outlive the code that wrote them. */
export const storedEntries = z.array(changedEntries);

/**
 * Keeps what a change of local settings did, in the transaction that did it, and tells other open pages. Returns its
 * id, with which it is undone.
 */
export async function storeListChange(
  transaction: Db,
  { businessId, actor, origin }: BusinessScope,
  entries: ChangedEntries[],
): Promise<string> {
  await transaction.listChange.deleteMany({
    where: { businessId, at: { lt: new Date(Date.now() - KEEP_DAYS * 24 * 60 * 60_000) } },
  });
  const { id } = await transaction.listChange.create({
    data: { businessId, changedByName: actor.name, entries },
    select: { id: true },
  });
  await announce(transaction, { businessId, topic: 'sync', id: null, origin });
  return id;
}
