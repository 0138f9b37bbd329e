import type { AccountClass } from '../accounting/accounts/record.ts';
import type { TaxComponent, TaxRate } from '../accounting/tax-rates/record.ts';

const SIDES: Record<string, AccountClass[]> = {
  expense: ['ASSET', 'EQUITY', 'EXPENSE', 'LIABILITY'],
  income: ['ASSET', 'EQUITY', 'LIABILITY', 'REVENUE'],
  all: ['ASSET', 'EQUITY', 'EXPENSE', 'LIABILITY', 'REVENUE'],
  liability: ['LIABILITY'],
  asset: ['ASSET'],
  'liability+income': ['LIABILITY', 'REVENUE'],
};

/**
 * Reads tax rates written as lines of `tax type | name | side | rate | report type | marks`. The rate is one number,
 * or components such as `GST 5 + PST 7`. Marks: `charged:0` for a reverse charge (shown, not charged), `deleted`,
 * `non-recoverable:PST`.
 */
export function readRates(text: string, now: number): TaxRate[] {
  return text
    .trim()
    .split('\n')
    .map((row) => readRow(row, now));
}

function readRow(row: string, now: number): TaxRate {
  const [taxType = '', name = '', side = '', rate = '', reportTaxType = '', marks = ''] = row
    .split('|')
    .map((cell) => cell.trim());
  const classes = SIDES[side];
  if (!classes) throw new Error(`Unknown side in the tax rates: ${row}`);
  const words = marks.split(/\s+/).filter(Boolean);
  const marked = (prefix: string) => words.find((word) => word.startsWith(prefix))?.slice(prefix.length);
  const components = readComponents(rate, marked('non-recoverable:'));
  const displayRate = components.reduce((sum, component) => sum + component.Rate * 10_000, 0) / 10_000;
  const can = (one: AccountClass) => classes.includes(one);
  return {
    id: taxType,
    name,
    status: words.includes('deleted') ? 'DELETED' : 'ACTIVE',
    reportTaxType,
    components,
    displayRate,
    effectiveRate: marked('charged:') === undefined ? displayRate : Number(marked('charged:')),
    canApplyTo: {
      ASSET: can('ASSET'),
      EQUITY: can('EQUITY'),
      EXPENSE: can('EXPENSE'),
      LIABILITY: can('LIABILITY'),
      REVENUE: can('REVENUE'),
    },
    isSystem: true,
    updatedAt: now,
  };
}

function readComponents(text: string, nonRecoverable: string | undefined): TaxComponent[] {
  return text.split('+').map((part) => {
    const [first = '', second] = part.trim().split(/\s+/);
    const Name = second === undefined ? 'Tax' : first;
    return { Name, Rate: Number(second ?? first), IsCompound: false, IsNonRecoverable: Name === nonRecoverable };
  });
}
