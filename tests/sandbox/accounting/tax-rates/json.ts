import type { TaxRate } from './record.ts';

export function taxRateJson(rate: TaxRate) {
  return {
    Name: rate.name,
    TaxType: rate.id,
    ReportTaxType: rate.reportTaxType,
    CanApplyToAssets: rate.canApplyTo.ASSET,
    CanApplyToEquity: rate.canApplyTo.EQUITY,
    CanApplyToExpenses: rate.canApplyTo.EXPENSE,
    CanApplyToLiabilities: rate.canApplyTo.LIABILITY,
    CanApplyToRevenue: rate.canApplyTo.REVENUE,
    DisplayTaxRate: rate.displayRate,
    EffectiveRate: rate.effectiveRate,
    Status: rate.status,
    TaxComponents: rate.components,
  };
}
