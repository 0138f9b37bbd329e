import type { TaxSettings } from '#lib/domain/tax-settings.ts';
import type { Business, Prisma } from '#prisma/generated/client.ts';

/** The columns of a business that hold what it has decided about tax. */
export const taxColumns = {
  taxPolicy: true,
  rateSource: true,
  defaultCostRateId: true,
  defaultSaleRateId: true,
  isTaxRegistered: true,
  checksTaxEvidence: true,
  cisAccountId: true,
  cisMaterialsAccountId: true,
} as const satisfies Prisma.BusinessSelect;

type TaxColumns = Pick<Business, keyof typeof taxColumns>;

export function taxSettingsOf(columns: TaxColumns): TaxSettings {
  return {
    policy: columns.taxPolicy,
    rateSource: columns.rateSource,
    defaultRates: { COSTS: columns.defaultCostRateId, SALES: columns.defaultSaleRateId },
    isRegistered: columns.isTaxRegistered,
    checksEvidence: columns.checksTaxEvidence,
    cis: columns.cisAccountId
      ? { accountId: columns.cisAccountId, materialsAccountId: columns.cisMaterialsAccountId }
      : null,
  };
}

export function taxColumnsOf({
  policy,
  rateSource,
  defaultRates,
  isRegistered,
  cis,
  checksEvidence,
}: TaxSettings): TaxColumns {
  return {
    taxPolicy: policy,
    rateSource,
    defaultCostRateId: defaultRates.COSTS,
    defaultSaleRateId: defaultRates.SALES,
    isTaxRegistered: isRegistered,
    checksTaxEvidence: checksEvidence,
    cisAccountId: cis?.accountId ?? null,
    cisMaterialsAccountId: cis?.materialsAccountId ?? null,
  };
}
