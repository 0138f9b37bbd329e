import { isAbn, isAcn, isBusinessNumber, isGs1, isGstin, isIrd, vatChecks } from './tax-number-checks.ts';

/** The numbers by which tax offices know a business, and what is well known of how each is written. */

export const taxNumberKinds = {
  VAT: 'VAT number',
  GST: 'GST number',
  EIN: 'EIN',
  ABN: 'ABN',
  ACN: 'ACN',
  NZBN: 'NZBN',
  IRD: 'IRD number',
  BN: 'Business number',
  UTR: 'UTR',
  COMPANY: 'Company number',
  OTHER: 'Other',
} as const;

export type TaxNumberKind = keyof typeof taxNumberKinds;
export type TaxNumber = { kind: TaxNumberKind; number: string };

/** The kinds that businesses of a country mostly have, which are offered first. */
export function usualKinds(country: string): TaxNumberKind[] {
  const own = kindsOf[country] ?? ['VAT', 'COMPANY'];
  return [...own, ...(Object.keys(taxNumberKinds) as TaxNumberKind[]).filter((kind) => !own.includes(kind))];
}

const kindsOf: Record<string, TaxNumberKind[]> = {
  AU: ['ABN', 'ACN'],
  CA: ['BN', 'GST'],
  GB: ['VAT', 'UTR', 'COMPANY'],
  IN: ['GST'],
  NZ: ['GST', 'IRD', 'NZBN'],
  SG: ['GST', 'COMPANY'],
  US: ['EIN'],
};

type Shape = { pattern: RegExp; example: string };

/** VAT numbers with the letters of the country before them, by the European Commission's list, and the United Kingdom's. */
const vat: Record<string, Shape> = {
  AT: { pattern: /^ATU\d{8}$/, example: 'ATU12345678' },
  BE: { pattern: /^BE[01]\d{9}$/, example: 'BE0123456789' },
  CH: { pattern: /^CHE\d{9}(MWST|TVA|IVA)?$/, example: 'CHE-123.456.789 MWST' },
  DE: { pattern: /^DE\d{9}$/, example: 'DE123456789' },
  DK: { pattern: /^DK\d{8}$/, example: 'DK12345678' },
  ES: { pattern: /^ES[A-Z\d]\d{7}[A-Z\d]$/, example: 'ESX1234567X' },
  FI: { pattern: /^FI\d{8}$/, example: 'FI12345678' },
  FR: { pattern: /^FR[A-HJ-NP-Z\d]{2}\d{9}$/, example: 'FR12345678901' },
  GB: { pattern: /^GB(\d{9}|\d{12}|(GD|HA)\d{3})$/, example: 'GB123456789' },
  IE: { pattern: /^IE(\d{7}[A-W][A-IW]?|\d[A-Z+*]\d{5}[A-W])$/, example: 'IE1234567X' },
  IT: { pattern: /^IT\d{11}$/, example: 'IT12345678901' },
  LU: { pattern: /^LU\d{8}$/, example: 'LU12345678' },
  NL: { pattern: /^NL\d{9}B\d{2}$/, example: 'NL123456789B01' },
  NO: { pattern: /^NO\d{9}(MVA)?$/, example: 'NO 123456789 MVA' },
  PL: { pattern: /^PL\d{10}$/, example: 'PL1234567890' },
  PT: { pattern: /^PT\d{9}$/, example: 'PT123456789' },
  SE: { pattern: /^SE\d{10}01$/, example: 'SE123456789001' },
  ZA: { pattern: /^ZA4\d{9}$/, example: '4123456789' },
};

const gst: Record<string, Shape> = {
  AU: { pattern: /^\d{11}$/, example: '51 824 753 556' },
  CA: { pattern: /^\d{9}RT\d{4}$/, example: '123456789 RT0001' },
  IN: { pattern: /^\d{2}[A-Z]{5}\d{4}[A-Z][A-Z\d]Z[A-Z\d]$/, example: '27AAPFU0939F1ZV' },
  NZ: { pattern: /^\d{8,9}$/, example: '49-091-850' },
};

const ofOneCountry: Partial<Record<TaxNumberKind, Shape>> = {
  ABN: { pattern: /^\d{11}$/, example: '51 824 753 556' },
  ACN: { pattern: /^\d{9}$/, example: '004 085 616' },
  BN: { pattern: /^\d{9}([A-Z]{2}\d{4})?$/, example: '123456789' },
  EIN: { pattern: /^\d{9}$/, example: '12-3456789' },
  IRD: { pattern: /^\d{8,9}$/, example: '49-091-850' },
  NZBN: { pattern: /^94\d{11}$/, example: '9429041234567' },
  UTR: { pattern: /^\d{10}$/, example: '12345 67890' },
};

/** As numbers are compared: without spaces and punctuation, in capitals. */
const bareNumber = (number: string) => number.toUpperCase().replace(/[^A-Z\d+*]/g, '');

/**
 * What looks like a slip in a number, in words; null where nothing does, or nothing is known. Never a reason to refuse:
 * tax offices change their forms without telling us.
 */
export function taxNumberWarning({ kind, number }: TaxNumber, country: string): string | null {
  const bare = bareNumber(number);
  const shape = shapeOf(kind, bare, country);
  if (!shape) return null;
  const isRight = shape.pattern.test(bare) || (kind === 'VAT' && shape.pattern.test(`${country}${bare}`));
  if (!isRight)
    return `This does not look like the usual form, such as ${shape.example}. Check it; it is kept as it is.`;
  if (!addsUp(kind, bare, country))
    return `These digits do not add up for ${article(taxNumberKinds[kind])}. Check them; they are kept as they are.`;
  return null;
}

/** By the arithmetic of whoever gave the number, where there is any. */
function addsUp(kind: TaxNumberKind, bare: string, country: string): boolean {
  if (kind === 'VAT') {
    const named = /^[A-Z]{2}/.test(bare) && vat[bare.slice(0, 2)] ? bare : `${country}${bare}`;
    return vatChecks[named.slice(0, 2)]?.(named.slice(2)) ?? true;
  }
  return (kind === 'GST' ? gstChecks[country] : checks[kind])?.(bare) ?? true;
}

const gstChecks: Record<string, (bare: string) => boolean> = {
  AU: isAbn,
  CA: isBusinessNumber,
  IN: isGstin,
  NZ: isIrd,
};

const checks: Partial<Record<TaxNumberKind, (bare: string) => boolean>> = {
  ABN: isAbn,
  ACN: isAcn,
  BN: isBusinessNumber,
  IRD: isIrd,
  NZBN: isGs1,
};

const article = (name: string) => (/^([AEIO]|NZBN)/.test(name) ? `an ${name}` : `a ${name}`);

/** The kind of number that contacts of a country mostly have in the books. */
const kindOfContacts: Record<string, TaxNumberKind> = { AU: 'ABN', CA: 'GST', IN: 'GST', NZ: 'GST', US: 'EIN' };

/**
 * The same of a contact's number, of which the books do not tell what it is: that of their country or, with the letters of
 * one before it, of a country with VAT.
 */
export function contactNumberWarning(number: string, country: string): string | null {
  const bare = bareNumber(number);
  const isForeign = vat[bare.slice(0, 2)] !== undefined && !bare.startsWith(country);
  const kind = isForeign ? 'VAT' : (kindOfContacts[country] ?? 'VAT');
  // A business number is written without the account for GST too.
  if (country === 'CA' && !isForeign && /^\d{9}$/.test(bare)) return taxNumberWarning({ kind: 'BN', number }, country);
  return taxNumberWarning({ kind, number }, country);
}

/** A VAT number may be of another country than the business: then it begins with that one's letters. */
function shapeOf(kind: TaxNumberKind, bare: string, country: string): Shape | undefined {
  if (kind === 'VAT') return vat[bare.slice(0, 2)] ?? (/^[A-Z]{2}/.test(bare) ? undefined : vat[country]);
  return kind === 'GST' ? gst[country] : ofOneCountry[kind];
}
