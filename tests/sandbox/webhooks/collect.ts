import { type BankTransaction, bankCreditOf } from '../accounting/bank-transactions/record.ts';
import type { Books } from '../accounting/books.ts';
import type { Contact } from '../accounting/contacts/record.ts';
import type { CreditNote } from '../accounting/credit-notes/record.ts';
import type { Invoice } from '../accounting/invoices/record.ts';
import { idFrom } from '../app-store/endpoint.ts';
import type { AppSubscription } from '../app-store/record.ts';
import type { Sandbox } from '../sandbox.ts';
import type { Change } from '../storage/table.ts';
import type { WebhookCategory } from './record.ts';

type Watched = Contact | Invoice | CreditNote | BankTransaction | AppSubscription;

/** A table of whose changes apps are told: whose it is, and what they call an entity of it, if they hear of it at all. */
export interface WatchedTable {
  /** Subscriptions are of no organisation's books. */
  organisationId?: string;
  categoryOf: (entity: Watched) => WebhookCategory | undefined;
}

/** The tables of an organisation's books of whose changes apps are told. */
export function watchedTables(organisationId: string, books: Books): [object, WatchedTable][] {
  const always = (category: WebhookCategory) => ({ organisationId, categoryOf: () => category });
  return [
    [books.contacts, always('CONTACT')],
    [books.invoices, always('INVOICE')],
    [books.creditNotes, always('CREDITNOTE')],
    [books.bankTransactions, { organisationId, categoryOf: (entity) => creditCategory(entity as BankTransaction) }],
  ];
}

function creditCategory(transaction: BankTransaction): WebhookCategory | undefined {
  if (bankCreditOf(transaction, 'Prepayment')) return 'PREPAYMENT';
  return bankCreditOf(transaction, 'Overpayment') && 'OVERPAYMENT';
}

/**
 * Notes, in the transaction that makes the changes, what each subscribed app is to be told. Apps hear of organisations
 * that are connected to them. A change that leaves the entity's own instant alone is none, as at Xero.
 */
export function collectEvents(sandbox: Sandbox, changes: readonly Change[]): void {
  const subscriptions = sandbox.webhooks.all().filter((subscription) => subscription.status === 'OK');
  if (subscriptions.length === 0) return;
  for (const { table, id, before } of firstOfEach(changes)) {
    const source = sandbox.watchedTables.get(table);
    const after = table.get(id) as Watched | undefined;
    if (!source || !after || (before as Watched | undefined)?.updatedAt === after.updatedAt) continue;
    const category = source.categoryOf(after);
    if (!category) continue;
    for (const subscription of subscriptions) {
      const tenantId = tenantFor(sandbox, subscription.id, source, after);
      if (!tenantId || !subscription.categories.includes(category)) continue;
      const current = sandbox.webhooks.require(subscription.id);
      sandbox.webhooks.put({ ...current, nextSequence: current.nextSequence + 1 });
      sandbox.webhookEvents.put({
        id: crypto.randomUUID(),
        appId: subscription.id,
        sequence: current.nextSequence,
        category,
        type: before ? 'UPDATE' : 'CREATE',
        tenantId,
        resourceId: id,
        data: dataOf(category, after),
        at: sandbox.clock.now(),
        attempts: 0,
        nextAttemptAt: sandbox.clock.now(),
      });
    }
  }
}

/** Whose change an app is told of; `undefined` when it is none of its business. */
function tenantFor(sandbox: Sandbox, appId: string, source: WatchedTable, entity: Watched): string | undefined {
  const { organisationId } = source;
  if (!organisationId) return (entity as AppSubscription).appId === appId ? applicationIdOf(appId) : undefined;
  const isConnected = sandbox.connections
    .find('organisation', organisationId)
    .some((connection) => connection.appId === appId);
  return isConnected ? organisationId : undefined;
}

/** The id under which Xero knows an app, which is not its client id. */
function applicationIdOf(appId: string): string {
  return idFrom(`application ${appId}`);
}

function dataOf(category: WebhookCategory, entity: Watched) {
  if (category !== 'CREDITNOTE') return undefined;
  const { type, status } = entity as CreditNote;
  return { Type: type, Status: status };
}

/** One change for each entity, with what it was before the transaction. */
function firstOfEach(changes: readonly Change[]): Change[] {
  const seen = new Map<string, Change>();
  for (const change of changes) {
    const key = `${change.table.list} ${change.id}`;
    if (!seen.has(key)) seen.set(key, change);
  }
  return [...seen.values()];
}
