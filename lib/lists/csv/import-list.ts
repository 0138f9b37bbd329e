import { createHash } from 'node:crypto';
import { type Db, db } from '#lib/db.ts';
import type { CsvProblem } from '#lib/domain/csv.ts';
import type { ImportList, ImportOutcome, ImportPreview } from '#lib/domain/list-files.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { comparable } from '#lib/domain/text.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { listSource } from '../browse/list-source.ts';
import { storeListChange } from '../changes/list-change.ts';
import { writeOwnAccounts, writeOwnTaxRates } from '../changes/own-entries.ts';
import { type HideableList, named, writeVisibility } from '../changes/visibility.ts';
import { writeAliases } from '../changes/write-aliases.ts';
import { holdPaymentMethods, readPaymentMethods, writePaymentMethods } from '../changes/write-payment-methods.ts';
import { holdOwnLists, ownBooks } from '../own-books.ts';
import { requestReview, wakeReview } from '../request-review.ts';
import { readCsvTable } from './csv-table.ts';
import { headingsOf } from './export-list.ts';
import type { ImportPlan } from './plan.ts';
import { type AliasesWrite, aliasTitles, planAliases } from './plan-aliases.ts';
import {
  type OwnAccountsWrite,
  type OwnTaxRatesWrite,
  ownAccountTitles,
  ownTaxRateTitles,
  planOwnAccounts,
  planOwnTaxRates,
} from './plan-own-entries.ts';
import { type PaymentMethodsWrite, paymentMethodTitles, planPaymentMethods } from './plan-payment-methods.ts';
import { planVisibility, type VisibilityWrite, visibilityTitles } from './plan-visibility.ts';

/** Of changes and of problems as many as anybody reads. */
const MAX_SHOWN = 200;

const roleOf = { suppliers: 'isSupplier', customers: 'isCustomer' } as const;

const hideable: Record<'categories' | 'tax-rates', HideableList> = {
  categories: 'ACCOUNTS',
  'tax-rates': 'TAX_RATES',
};

type Planned = ImportPlan<
  VisibilityWrite | PaymentMethodsWrite | AliasesWrite | OwnAccountsWrite | OwnTaxRatesWrite
> & {
  unused: string[];
};

/** What a file would change of the local settings of a list. Nothing is changed by asking. */
export async function previewImport(
  scope: BusinessScope,
  list: ImportList,
  bytes: Uint8Array,
): Promise<Result<ImportPreview>> {
  const plan = await planOf(db, scope, list, bytes);
  if (!plan.ok) return plan;
  const { changes, problems, unchanged, unused, write } = plan.value;
  return ok({
    changes: changes.slice(0, MAX_SHOWN),
    changeCount: changes.length,
    problems: problems.slice(0, MAX_SHOWN),
    problemCount: problems.length,
    unchanged,
    unused,
    fingerprint: fingerprintOf(write),
  });
}

/**
 * Changes what the preview of this fingerprint said, all of it or nothing: not when a line has a problem, nor when the
 * list has changed since so that it would now be something else.
 */
export async function importList(
  scope: BusinessScope,
  list: ImportList,
  bytes: Uint8Array,
  fingerprint: string,
): Promise<Result<ImportOutcome>> {
  let isOwn = false;
  const done = await db.$transaction(
    async (transaction): Promise<Result<ImportOutcome>> => {
      const plan = await planOf(transaction, scope, list, bytes, { holds: true });
      if (!plan.ok) return plan;
      const { changes, problems, write } = plan.value;
      if (problems.length > 0 || fingerprintOf(write) !== fingerprint) {
        return failure(
          'changedMeanwhile',
          'The list has changed since this preview. Nothing was imported: look at the new preview.',
        );
      }
      if (changes.length === 0) return ok({ changeId: null, changed: 0 });
      isOwn = write.kind === 'ownAccounts' || write.kind === 'ownTaxRates';
      const changeId = await storeListChange(transaction, scope, [await written(transaction, scope, write)]);
      return ok({ changeId, changed: changes.length });
    },
    // A file of all that is allowed, on a busy machine.
    { timeout: 60_000 },
  );
  // Codings are checked against them.
  if (isOwn && done.ok) await wakeReview(scope.businessId);
  return done;
}

async function planOf(
  db: Db,
  scope: BusinessScope,
  list: ImportList,
  bytes: Uint8Array,
  { holds = false } = {},
): Promise<Result<Planned>> {
  const { businessId } = scope;
  const source = await listSource(scope);
  const own = new Set(headingsOf(list).map(comparable));
  const isUnused = (heading: string) => !own.has(comparable(heading));
  if (list === 'payment-methods') {
    if (!source) return failure('disconnected', 'This business is not connected to an accounting software yet.');
    const table = readCsvTable(bytes, paymentMethodTitles, ['Name']);
    if (!table.ok) return unreadable(table.error);
    const stored = await (holds ? holdPaymentMethods : readPaymentMethods)(db, businessId);
    const plan = await planPaymentMethods(db, businessId, source, stored, table.value);
    return ok({ ...plan, unused: table.value.unused.filter(isUnused) });
  }
  if (list === 'suppliers' || list === 'customers') {
    const table = readCsvTable(bytes, aliasTitles, ['Aliases']);
    if (!table.ok) return unreadable(table.error);
    const plan = await planAliases(db, businessId, source, roleOf[list], table.value);
    return ok({ ...plan, unused: table.value.unused.filter(isUnused) });
  }
  if (!source || source.isOwn) {
    if (holds) await holdOwnLists(db, businessId);
    const connectionId = source?.connectionId ?? null;
    if (list === 'categories') {
      const table = readCsvTable(bytes, ownAccountTitles, ['Name']);
      if (!table.ok) return unreadable(table.error);
      const plan = await planOwnAccounts(db, businessId, connectionId, table.value);
      return ok({ ...plan, unused: table.value.unused.filter(isUnused) });
    }
    const table = readCsvTable(bytes, ownTaxRateTitles, ['Name']);
    if (!table.ok) return unreadable(table.error);
    const plan = await planOwnTaxRates(db, businessId, connectionId, table.value);
    return ok({ ...plan, unused: table.value.unused.filter(isUnused) });
  }
  const table = readCsvTable(bytes, visibilityTitles, ['Visible']);
  if (!table.ok) return unreadable(table.error);
  const plan = await planVisibility(db, businessId, source, hideable[list], table.value);
  return ok({ ...plan, unused: table.value.unused.filter(isUnused) });
}

const unreadable = ({ line, message }: CsvProblem) =>
  failure('fileUnreadable', `${line > 1 ? `Line ${line}: ` : ''}${message} Nothing was imported.`);

async function written(transaction: Db, scope: BusinessScope, write: Planned['write']) {
  const { businessId } = scope;
  if (write.kind === 'ownAccounts' || write.kind === 'ownTaxRates') {
    const owner = { businessId, ...(await ownBooks(transaction, scope)) };
    await requestReview(transaction, businessId);
    return write.kind === 'ownAccounts'
      ? { kind: write.kind, entries: await writeOwnAccounts(transaction, owner, write.wanted) }
      : { kind: write.kind, entries: await writeOwnTaxRates(transaction, owner, write.wanted) };
  }
  if (write.kind === 'paymentMethods') {
    const stored = await readPaymentMethods(transaction, businessId);
    const methods = await writePaymentMethods(transaction, businessId, stored, write.wanted);
    return { kind: 'paymentMethods' as const, methods };
  }
  if (write.kind === 'aliases') {
    return { kind: write.kind, entries: await writeAliases(transaction, businessId, write.wanted) };
  }
  const { list } = write;
  const shown = await writeVisibility(transaction, businessId, list, named(write.shown), true);
  const hidden = await writeVisibility(transaction, businessId, list, named(write.hidden), false);
  return { kind: 'visibility' as const, list, shown, hidden };
}

const fingerprintOf = (write: Planned['write']) => createHash('sha256').update(JSON.stringify(write)).digest('hex');
