import { type ApiCall, type ApiRoute, endpoints, envelope } from '../api/context.ts';
import { boolean, decimal, type Properties, text } from '../where/properties.ts';
import { select } from '../where/select.ts';
import { taxRateJson } from './json.ts';
import type { TaxRate } from './record.ts';
import { createTaxRate, saveTaxRate } from './write.ts';

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
  'PUT /TaxRates': createTaxRate,
  'POST /TaxRates': saveTaxRate,
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
