import { type ApiCall, type ApiRoute, endpoints, envelope } from '../api/context.ts';
import { boolean, decimal, type Properties, text } from '../where/properties.ts';
import { select } from '../where/select.ts';
import type { TaxRate } from './record.ts';

const PROPERTIES: Properties<TaxRate> = {
  Name: text((rate) => rate.name),
  TaxType: text((rate) => rate.id),
  Status: text((rate) => rate.status),
  ReportTaxType: text((rate) => rate.reportTaxType),
  DisplayTaxRate: decimal((rate) => rate.displayRate),
  EffectiveRate: decimal((rate) => rate.effectiveRate),
  CanApplyToAssets: boolean((rate) => rate.canApplyTo.ASSET),
  CanApplyToEquity: boolean((rate) => rate.canApplyTo.EQUITY),
  CanApplyToExpenses: boolean((rate) => rate.canApplyTo.EXPENSE),
  CanApplyToLiabilities: boolean((rate) => rate.canApplyTo.LIABILITY),
  CanApplyToRevenue: boolean((rate) => rate.canApplyTo.REVENUE),
};

export const taxRateRoutes: ApiRoute[] = endpoints(['accounting.settings'], {
  'GET /TaxRates': list,
  'GET /TaxRates/:taxType': (call) => {
    const rate = call.books.taxRates.get(call.params.taxType);
    return envelope(call, { TaxRates: rate ? [taxRateJson(rate)] : [] });
  },
});

/** Retired rates stay listed, with the status DELETED. */
function list(call: ApiCall) {
  const rates = select(call, call.books.taxRates, 'TaxRate', PROPERTIES, () => true);
  return envelope(call, { TaxRates: rates.map(taxRateJson) });
}

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
