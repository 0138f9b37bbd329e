import { db } from '#lib/db.ts';
import { isCodable } from '#lib/domain/account.ts';
import { isolated } from '#lib/domain/isolated.ts';
import type { Lists } from '#lib/domain/lists.ts';
import { workspaces } from '#lib/domain/paths.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { fitsWorkspace } from '#lib/domain/tax.ts';
import { isSameTaxSettings, rateSourceNames, type TaxSettings, taxPolicyNames } from '#lib/domain/tax-settings.ts';
import { type RequestOrigin, recordAudit } from '#lib/events/record-audit.ts';
import { loadLists } from '#lib/lists/load-lists.ts';
import { requestReview, wakeReview } from '#lib/lists/request-review.ts';
import { taxColumns, taxColumnsOf, taxSettingsOf } from '#lib/lists/tax-columns.ts';
import type { PersonScope } from '#lib/scope.ts';
import { type AppliedTaxSettings, applyTaxSettings, endTaxChanges } from './apply-tax-settings.ts';

/**
 * Saves what a business decides about tax. What is published from then on goes by it; the open items are coded anew only
 * where `appliesToOpen`, and what is on its way stays as it was asked for. A default rate that the books do not have, or
 * that is of the other side, is refused with `rateUnknown`.
 */
export async function saveTaxSettings(
  scope: PersonScope,
  { settings, appliesToOpen }: { settings: TaxSettings; appliesToOpen: boolean },
  from: RequestOrigin,
): Promise<Result<AppliedTaxSettings>> {
  const { businessId, actor } = scope;
  const saved = await db.$transaction(async (transaction) => {
    await transaction.$queryRaw`SELECT 1 FROM "Business" WHERE "id" = ${businessId}::uuid FOR UPDATE`;
    const former = taxSettingsOf(
      await transaction.business.findUniqueOrThrow({ where: { id: businessId }, select: taxColumns }),
    );
    const accountIds = cisAccountsOf(settings);
    const { taxRates, accounts } = await loadLists(transaction, businessId, { contactIds: [], accountIds });
    const formerAccounts = cisAccountsOf(former);
    if (accountIds.some((id) => !formerAccounts.includes(id) && !isCodableIn(accounts, id))) return accountUnknown;
    const isUnknown = workspaces.some((workspace) => {
      const id = settings.defaultRates[workspace];
      // One of former books stays until another is chosen.
      if (id === null || id === former.defaultRates[workspace]) return false;
      const rate = taxRates.get(id);
      return !rate || rate.isArchived || !fitsWorkspace(rate, workspace);
    });
    if (isUnknown) return rateUnknown;
    if (!isSameTaxSettings(former, settings)) {
      await transaction.business.update({ where: { id: businessId }, data: taxColumnsOf(settings) });
      await endTaxChanges(transaction, businessId);
      await requestReview(transaction, businessId);
      await recordAudit(transaction, {
        businessId,
        userId: null,
        by: actor,
        action: 'taxSettingsChanged',
        detail: { choices: told(settings, (id) => taxRates.get(id)?.name ?? 'a rate of other books') },
        from,
      });
    }
    return ok(former);
  });
  if (!saved.ok) return saved;
  await wakeReview(businessId);
  return ok(appliesToOpen ? await applyTaxSettings(scope, saved.value) : nothingApplied);
}

const cisAccountsOf = ({ cis }: TaxSettings): string[] =>
  cis ? [cis.accountId, ...(cis.materialsAccountId ? [cis.materialsAccountId] : [])] : [];

function isCodableIn(accounts: Lists['accounts'], id: string): boolean {
  const account = accounts.get(id);
  return account !== undefined && isCodable(account);
}

const accountUnknown = failure(
  'accountUnknown',
  'A category for CIS is no longer there. Nothing was saved: reload the page and choose again.',
);

const nothingApplied: AppliedTaxSettings = { changeId: null, changed: 0, left: 0 };

const rateUnknown = failure(
  'rateUnknown',
  'A default tax rate is no longer there, or is of the other side. Nothing was saved: reload the page and choose again.',
);

function told(
  { policy, rateSource, defaultRates, isRegistered, cis, checksEvidence }: TaxSettings,
  nameOf: (id: string) => string,
): string {
  const deducts = [...(cis ? ['CIS deductions'] : []), ...(checksEvidence ? ['evidence of tax asked about'] : [])];
  if (!isRegistered) return ['not registered for tax', ...deducts].join('; ');
  const defaults = workspaces.flatMap((workspace) => {
    const id = defaultRates[workspace];
    return id === null ? [] : [`${isolated(nameOf(id))} for ${workspace.toLowerCase()}`];
  });
  const books = 'the books';
  return [taxPolicyNames[policy](books), rateSourceNames[rateSource](books), ...defaults, ...deducts].join('; ');
}
