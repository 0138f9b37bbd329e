import type { Country } from './record.ts';

interface CountryFacts {
  /** Xero's edition. */
  version: string;
  timeZone: string;
  /** The same zone's IANA name, for "today". */
  ianaTimeZone: string;
  salesTaxBasis: string;
  salesTaxPeriod: string;
}

export const COUNTRIES: Record<Country, CountryFacts> = {
  GB: {
    version: 'UK',
    timeZone: 'GMTSTANDARDTIME',
    ianaTimeZone: 'Europe/London',
    salesTaxBasis: 'ACCRUAL',
    salesTaxPeriod: 'QUARTERLY1',
  },
  NZ: {
    version: 'NZ',
    timeZone: 'NEWZEALANDSTANDARDTIME',
    ianaTimeZone: 'Pacific/Auckland',
    salesTaxBasis: 'PAYMENTS',
    salesTaxPeriod: 'TWOMONTHS',
  },
  AU: {
    version: 'AU',
    timeZone: 'AUSEASTERNSTANDARDTIME',
    ianaTimeZone: 'Australia/Sydney',
    salesTaxBasis: 'CASH',
    salesTaxPeriod: 'QUARTERLY1',
  },
  CA: {
    version: 'GLOBAL',
    timeZone: 'EASTERNSTANDARDTIME',
    ianaTimeZone: 'America/Toronto',
    salesTaxBasis: 'ACCRUALS',
    salesTaxPeriod: 'QUARTERLY',
  },
  US: {
    version: 'US',
    timeZone: 'PACIFICSTANDARDTIME',
    ianaTimeZone: 'America/Los_Angeles',
    salesTaxBasis: 'ACCRUALS',
    salesTaxPeriod: 'QUARTERLY',
  },
  IE: {
    version: 'GLOBAL',
    timeZone: 'GMTSTANDARDTIME',
    ianaTimeZone: 'Europe/Dublin',
    salesTaxBasis: 'ACCRUALS',
    salesTaxPeriod: 'TWOMONTHS',
  },
  SG: {
    version: 'GLOBAL',
    timeZone: 'SINGAPORESTANDARDTIME',
    ianaTimeZone: 'Asia/Singapore',
    salesTaxBasis: 'ACCRUALS',
    salesTaxPeriod: 'QUARTERLY',
  },
};
