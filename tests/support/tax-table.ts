import type { AccountClass } from '#lib/domain/lists.ts';

/**
 * Which classes of accounts each tax rate may stand on, kept by hand from what Xero documents of each country; never from
 * the sandbox's own seeds. A rate that Xero itself has retired may stand on none.
 */

const letters: Record<string, AccountClass> = {
  A: 'ASSET',
  Q: 'EQUITY',
  X: 'EXPENSE',
  L: 'LIABILITY',
  R: 'REVENUE',
};

/** What is spent, what is earned, both, and what only stands on one or two classes. */
const spent = 'AQXL';
const earned = 'AQLR';
const all = 'AQXLR';
const imports = 'L';
const retired = '';

const table: Record<string, Record<string, string>> = {
  AU: {
    ...{ INPUT: spent, EXEMPTEXPENSES: spent, EXEMPTCAPITAL: spent, CAPEXINPUT: spent },
    ...{ OUTPUT: earned, EXEMPTOUTPUT: earned, EXEMPTEXPORT: earned },
    ...{ INPUTTAXED: all, BASEXCLUDED: all, GSTONIMPORTS: imports, GSTONCAPIMPORTS: imports },
  },
  NZ: {
    ...{ INPUT2: spent, OUTPUT2: earned, ZERORATED: 'LR', NONE: all, GSTONIMPORTS: imports },
    ...{ INPUT: retired, OUTPUT: retired },
  },
  GB: {
    ...{ INPUT2: spent, RRINPUT: spent, ZERORATEDINPUT: spent, EXEMPTINPUT: spent },
    ...{ OUTPUT2: earned, RROUTPUT: earned, ZERORATEDOUTPUT: earned, EXEMPTOUTPUT: earned },
    ...{ NONE: all, CAPEXINPUT2: 'A', CAPEXOUTPUT2: 'A', CAPEXINPUT: retired, GSTONIMPORTS: imports },
    ...{ ECACQUISITIONS: spent, ECZRACQUISITIONS: spent, REVERSECHARGES: spent },
    ...{ ECZROUTPUT: earned, ECZROUTPUTSERVICES: earned },
    ...{ DRCHARGESUPPLY20: spent, DRCHARGESUPPLY5: spent, DRCHARGE20: earned, DRCHARGE5: earned },
  },
  CA: {
    ...numbered(spent, 1, 2, 4, 5, 7, 8, 10, 11, 12, 13, 27, 29, 31),
    ...numbered(earned, 14, 15, 17, 18, 20, 21, 22, 23, 24, 25, 26, 28, 30, 32),
    ...numbered(retired, 3, 6),
    ...{ INPUT: spent, OUTPUT: earned, NONE: all, GSTONIMPORTS: imports },
  },
  US: { INPUT: all, OUTPUT: all, NONE: all, GSTONIMPORTS: imports },
  // The international edition, with rates of the organisation's own.
  IE: {
    ...{ INPUT: all, OUTPUT: all, NONE: all, GSTONIMPORTS: imports },
    ...{ TAX001: spent, TAX003: spent, TAX005: spent, TAX002: earned, TAX004: earned, TAX006: earned },
  },
  SG: {
    ...{ INPUTY24: spent, ZERORATEDINPUT: spent, EPINPUT: spent, BLINPUT3Y24: spent, IMINPUT2Y24: spent },
    ...{ OUTPUTY24: earned, ZERORATEDOUTPUT: earned, ES33OUTPUT: earned, OPINPUT: spent, OSOUTPUT: earned },
    ...{ NONE: all, INPUTY23: retired, OUTPUTY23: retired },
  },
};

function numbered(classes: string, ...provinces: number[]): Record<string, string> {
  return Object.fromEntries(provinces.map((number) => [`CAN${String(number).padStart(3, '0')}`, classes]));
}

export const taxCountries = Object.keys(table);

/** The tax types that the table knows in a country. */
export const taxTypesOf = (country: string) => Object.keys(table[country] ?? {}).sort();

/** Those that may stand on an account of a class. */
export function taxTypesFor(country: string, accountClass: AccountClass): string[] {
  return taxTypesOf(country).filter((taxType) =>
    [...(table[country]?.[taxType] ?? '')].some((letter) => letters[letter] === accountClass),
  );
}
