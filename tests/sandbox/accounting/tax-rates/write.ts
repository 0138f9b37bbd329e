import type { Answer } from '../../server/answer.ts';
import type { AccountClass } from '../accounts/record.ts';
import { type ApiCall, envelope } from '../api/context.ts';
import { validationFailed } from '../api/failures.ts';
import { type Fields, onlyElementOf } from '../api/reading.ts';
import type { Country } from '../organisations/record.ts';
import { taxRateJson } from './json.ts';
import type { TaxComponent, TaxRate } from './record.ts';
import { REPORT_TAX_TYPES } from './report-tax-types.ts';

/** Where a rate must say which box of the tax return it belongs to. */
const REPORT_TYPE_NEEDED: readonly Country[] = ['AU', 'NZ', 'GB'];

/** PUT /TaxRates: one new rate, with a tax type that the ledger makes up. */
export function createTaxRate(call: ApiCall): Answer {
  return save(call, (fields) => newRate(call, fields));
}

/** POST /TaxRates: changes the rate with that tax type, or that name; creates where there is none. */
export function saveTaxRate(call: ApiCall): Answer {
  return save(call, (fields) => {
    const { taxRates } = call.books;
    const name = fields.text('Name')?.toLowerCase();
    const existing =
      taxRates.get(fields.text('TaxType')) ??
      taxRates.all().find((rate) => rate.name.toLowerCase() === name && rate.status === 'ACTIVE');
    return existing ? changedRate(call, existing, fields) : newRate(call, fields);
  });
}

interface Read {
  rate: TaxRate;
  problems: string[];
}

function save(call: ApiCall, read: (fields: Fields) => Read): Answer {
  const fields = onlyElementOf(call.request.body, 'TaxRates');
  const { rate, problems } = read(fields);
  const isTaken = call.books.taxRates
    .all()
    .some(
      (other) =>
        other.id !== rate.id && other.status === 'ACTIVE' && other.name.toLowerCase() === rate.name.toLowerCase(),
    );
  const all = [
    ...problems,
    ...(rate.name ? [] : ['Tax rate name is required']),
    ...(isTaken && rate.status === 'ACTIVE' ? ['Please enter a unique Name.'] : []),
    ...(rate.components.some(({ Rate }) => Rate < 0 || Rate > 100) ? ['A rate is between 0 and 100 per cent.'] : []),
    ...(rate.components.length === 0 ? ['At least one tax component must be specified'] : []),
  ];
  if (all.length > 0) {
    throw validationFailed([{ ...fields.raw, ValidationErrors: all.map((Message) => ({ Message })) }]);
  }
  return envelope(call, { TaxRates: [taxRateJson(call.books.taxRates.put(rate))] });
}

function newRate(call: ApiCall, fields: Fields): Read {
  const reportTaxType = fields.oneOf('ReportTaxType', 'ReportTaxType', REPORT_TAX_TYPES);
  const needsReportType = REPORT_TYPE_NEEDED.includes(call.organisation.country);
  const problems = needsReportType && !reportTaxType ? ['The ReportTaxType field is mandatory'] : [];
  return {
    rate: withComponents(
      {
        id: nextTaxType(call),
        name: fields.text('Name')?.trim() ?? '',
        status: 'ACTIVE',
        reportTaxType: reportTaxType ?? 'NONE',
        components: [],
        displayRate: 0,
        effectiveRate: 0,
        canApplyTo: flagsFor(reportTaxType),
        isSystem: false,
        updatedAt: call.now,
      },
      readComponents(fields) ?? [],
    ),
    problems,
  };
}

function changedRate(call: ApiCall, rate: TaxRate, fields: Fields): Read {
  if (rate.isSystem) return { rate, problems: ['System tax rates cannot be updated'] };
  const components = readComponents(fields) ?? rate.components;
  const names = components.map((component) => component.Name);
  const isLosing = rate.components.some((component) => !names.includes(component.Name));
  const status = fields.oneOf('Status', 'TaxRateStatus', ['ACTIVE', 'DELETED', 'ARCHIVED'] as const) ?? rate.status;
  const changed = { ...rate, name: fields.text('Name')?.trim() ?? rate.name, status, updatedAt: call.now };
  return {
    rate: withComponents(changed, components),
    problems: isLosing ? ['Tax components cannot be removed or renamed'] : [],
  };
}

function readComponents(fields: Fields): TaxComponent[] | undefined {
  return fields.list('TaxComponents')?.map((component) => ({
    Name: component.text('Name') ?? '',
    Rate: component.decimal('Rate') ?? 0,
    IsCompound: component.boolean('IsCompound') ?? false,
    IsNonRecoverable: component.boolean('IsNonRecoverable') ?? false,
  }));
}

/** A compound part is charged on the amount with the other parts already added. */
export function withComponents(rate: TaxRate, components: TaxComponent[]): TaxRate {
  const plain = sum(components.filter((component) => !component.IsCompound));
  const compound = sum(components.filter((component) => component.IsCompound));
  const effectiveRate = Number((plain + compound * (1 + plain / 100)).toFixed(4));
  return { ...rate, components, displayRate: Number((plain + compound).toFixed(4)), effectiveRate };
}

function sum(components: TaxComponent[]): number {
  return components.reduce((total, component) => total + component.Rate, 0);
}

function flagsFor(reportTaxType: string | undefined): Record<AccountClass, boolean> {
  const isInput = reportTaxType?.endsWith('INPUT') ?? false;
  const isOutput = reportTaxType?.endsWith('OUTPUT') ?? false;
  return { ASSET: true, EQUITY: true, LIABILITY: true, EXPENSE: !isOutput, REVENUE: !isInput };
}

function nextTaxType({ books }: ApiCall): string {
  let count = 1;
  while (books.taxRates.get(codeOf(count))) count += 1;
  return codeOf(count);
}

function codeOf(count: number): string {
  return `TAX${String(count).padStart(3, '0')}`;
}
