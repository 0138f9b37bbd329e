import { z } from 'zod';
import { type Db, db } from '#lib/db.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { MAX_OWN_ENTRIES, type OwnAccount, type OwnTaxRate, ownAccountTypes, readRate } from '#lib/domain/own-lists.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { comparable, textSchema } from '#lib/domain/text.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { listSource } from './browse/list-source.ts';
import { type ChangedEntries, storeListChange } from './changes/list-change.ts';
import {
  readOwnAccounts,
  readOwnTaxRates,
  type Wanted,
  writeOwnAccounts,
  writeOwnTaxRates,
} from './changes/own-entries.ts';
import { holdOwnLists, ownBooks } from './own-books.ts';
import { requestReview, wakeReview } from './request-review.ts';

/** `changeId` undoes it; null when nothing was to be changed. */
export type SavedOwnEntry = { changeId: string | null };

const id = z.uuid().nullable();
const name = textSchema(z, { longest: 150, missing: 'Enter a name.' });
const code = textSchema(z, { longest: 30 });

export const ownCategoryInput = z.object({
  ...{ id, name, code },
  type: z.enum(ownAccountTypes.map(({ type }) => type)),
  /** The code of its default tax rate. */
  taxType: z.string().max(200).nullable(),
});
export const ownTaxRateInput = z.object({
  ...{ id, name, code },
  rate: z.string().transform((text, context) => {
    const rate = readRate(text);
    if (rate !== null) return rate;
    context.addIssue('Enter a percentage such as 20 or 8.375.');
    return z.NEVER;
  }),
});

/** A category of the business's own: a new one, or another's details. */
export function saveOwnCategory(
  scope: BusinessScope,
  { id, code, ...values }: z.output<typeof ownCategoryInput>,
): Promise<Result<SavedOwnEntry>> {
  return kept(scope, id, async (transaction, owner) => {
    const stored = await readOwnAccounts(transaction, owner.businessId, owner.connectionId);
    const made = { isVisible: true, isArchived: false };
    const wanted = wantedOf<OwnAccount>(stored, id, (before) => ({
      ...made,
      ...before,
      ...values,
      code: code || null,
    }));
    if (!wanted.ok) return wanted;
    const taken = code && stored.find((other) => other.id !== id && comparable(other.code ?? '') === comparable(code));
    if (taken) return codeTaken(code, taken.name);
    return ok({ kind: 'ownAccounts', entries: await writeOwnAccounts(transaction, owner, [wanted.value]) });
  });
}

/** The same of a tax rate. */
export function saveOwnTaxRate(
  scope: BusinessScope,
  { id, name, code, rate }: z.output<typeof ownTaxRateInput>,
): Promise<Result<SavedOwnEntry>> {
  return kept(scope, id, async (transaction, owner) => {
    const stored = await readOwnTaxRates(transaction, owner.businessId, owner.connectionId);
    const made = { isVisible: true, isArchived: false };
    const wanted = wantedOf<OwnTaxRate>(stored, id, (before) => ({
      ...{ ...made, ...before, name, effectiveRate: rate },
      taxType: code || before?.taxType || name,
    }));
    if (!wanted.ok) return wanted;
    const { taxType } = wanted.value.after;
    const taken = stored.find((other) => other.id !== id && comparable(other.taxType) === comparable(taxType));
    if (taken) return codeTaken(taxType, taken.name);
    return ok({ kind: 'ownTaxRates', entries: await writeOwnTaxRates(transaction, owner, [wanted.value]) });
  });
}

export const archiveOwnEntryInput = z.object({
  list: z.enum(['categories', 'tax-rates']),
  id: z.uuid(),
  isArchived: z.boolean(),
});

/** Offers an entry of the business's own no more, or again. What is coded with it keeps it. */
export function archiveOwnEntry(
  scope: BusinessScope,
  { list, id, isArchived }: z.output<typeof archiveOwnEntryInput>,
): Promise<Result<SavedOwnEntry>> {
  return kept(scope, id, async (transaction, owner) => {
    const { businessId, connectionId } = owner;
    if (list === 'categories') {
      const stored = await readOwnAccounts(transaction, businessId, connectionId);
      const wanted = wantedOf<OwnAccount>(stored, id, (before) => before && { ...before, isArchived });
      return wanted.ok
        ? ok({ kind: 'ownAccounts', entries: await writeOwnAccounts(transaction, owner, [wanted.value]) })
        : wanted;
    }
    const stored = await readOwnTaxRates(transaction, businessId, connectionId);
    const wanted = wantedOf<OwnTaxRate>(stored, id, (before) => before && { ...before, isArchived });
    return wanted.ok
      ? ok({ kind: 'ownTaxRates', entries: await writeOwnTaxRates(transaction, owner, [wanted.value]) })
      : wanted;
  });
}

const gone = failure('entryMissing', 'This entry is no longer there. Nothing was changed: reload the page.');

const codeTaken = (code: string, name: string) =>
  failure('codeTaken', 'Nothing was saved.', {
    fields: { code: `${isolated(name)} has the code ${isolated(code)} already.` },
  });

function wantedOf<Values extends object>(
  stored: readonly (Values & { id: string })[],
  id: string | null,
  change: (before: Values | null) => Values | null,
): Result<Wanted<Values>> {
  const { id: _, ...found } = stored.find((entry) => entry.id === id) ?? { id: null };
  const before = Object.keys(found).length > 0 ? (found as unknown as Values) : null;
  if (id !== null && !before) return gone;
  if (id === null && stored.length >= MAX_OWN_ENTRIES)
    return failure('tooMany', `A business keeps at most ${MAX_OWN_ENTRIES} of its own. Nothing was saved.`);
  const after = change(before);
  return after ? ok({ id, before, after }) : gone;
}

type Owner = { businessId: string; connectionId: string };

/** Only while nothing was connected: the lists of real books are kept there. */
async function kept(
  scope: BusinessScope,
  id: string | null,
  write: (transaction: Db, owner: Owner) => Promise<Result<ChangedEntries>>,
): Promise<Result<SavedOwnEntry>> {
  const { businessId } = scope;
  const source = await listSource(scope);
  if (source && !source.isOwn) {
    return failure(
      'connected',
      `This list comes from ${isolated(source.organisationName)}. Nothing was saved: change it there, and reload the list.`,
    );
  }
  if (!source && id !== null) return gone;
  const saved = await db.$transaction(async (transaction): Promise<Result<SavedOwnEntry>> => {
    await holdOwnLists(transaction, businessId);
    const written = await write(transaction, { businessId, ...(await ownBooks(transaction, scope)) });
    if (!written.ok) return written;
    await requestReview(transaction, businessId);
    return ok({ changeId: await storeListChange(transaction, scope, [written.value]) });
  });
  if (saved.ok) await wakeReview(businessId);
  return saved;
}

/** The tax rates that the categories of such a list may have as their own. */
export async function ownTaxRateChoices({ businessId }: BusinessScope): Promise<{ taxType: string; name: string }[]> {
  return db.taxRate.findMany({
    where: { businessId, connection: { isOwn: true } },
    select: { taxType: true, name: true },
    orderBy: { name: 'asc' },
  });
}
