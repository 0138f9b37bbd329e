/** What a country adds to the international chart of accounts and its rates. */
interface CountryRates {
  purchase: string;
  sale: string;
  none: string;
}

/** The international chart, with a country's own default tax rates. */
function internationalChart({ purchase, sale, none }: CountryRates, taxAccount: string): string {
  return `
090 | Checking Account | BANK | ${none} | number:132435465
091 | Savings Account | BANK | ${none} | number:132435466
092 | Business Credit Card | BANK | ${none} | number:5105 kind:CREDITCARD
200 | Sales | REVENUE | ${sale} |
260 | Other Revenue | REVENUE | ${sale} |
270 | Interest Income | OTHERINCOME | ${none} |
310 | Cost of Goods Sold | DIRECTCOSTS | ${purchase} |
320 | Subcontractors | DIRECTCOSTS | ${purchase} |
400 | Advertising | EXPENSE | ${purchase} | expenses
404 | Bank Fees | EXPENSE | ${none} |
408 | Cleaning | EXPENSE | ${purchase} | expenses
412 | Consulting & Accounting | EXPENSE | ${purchase} |
416 | Depreciation | DEPRECIATN | ${none} |
420 | Entertainment | EXPENSE | ${none} | expenses
425 | Freight & Courier | EXPENSE | ${purchase} | expenses
429 | General Expenses | EXPENSE | ${purchase} | expenses
433 | Insurance | EXPENSE | ${none} |
437 | Interest Expense | EXPENSE | ${none} |
441 | Legal Expenses | EXPENSE | ${purchase} |
445 | Utilities | EXPENSE | ${purchase} |
449 | Automobile Expenses | EXPENSE | ${purchase} | expenses
453 | Office Expenses | EXPENSE | ${purchase} | expenses
461 | Printing & Stationery | EXPENSE | ${purchase} | expenses
463 | Software | EXPENSE | ${purchase} | expenses
469 | Rent | EXPENSE | ${purchase} |
473 | Repairs and Maintenance | EXPENSE | ${purchase} | expenses
477 | Wages and Salaries | EXPENSE | ${none} |
478 | Employee Benefits | EXPENSE | ${none} |
480 | Staff Training | EXPENSE | ${purchase} | expenses
485 | Subscriptions | EXPENSE | ${purchase} | expenses
489 | Telephone & Internet | EXPENSE | ${purchase} | expenses
493 | Travel - National | EXPENSE | ${purchase} | expenses
494 | Travel - International | EXPENSE | ${none} | expenses
497 | Bank Revaluations | EXPENSE | ${none} | system:BANKCURRENCYGAIN
498 | Unrealised Currency Gains | EXPENSE | ${none} | system:UNREALISEDCURRENCYGAIN
499 | Realised Currency Gains | EXPENSE | ${none} | system:REALISEDCURRENCYGAIN
505 | Income Tax Expense | EXPENSE | ${none} |
610 | Accounts Receivable | CURRENT | ${none} | system:DEBTORS
620 | Prepayments | CURRENT | ${none} |
630 | Inventory | INVENTORY | ${none} |
710 | Office Equipment | FIXED | ${purchase} |
711 | Less Accumulated Depreciation on Office Equipment | FIXED | ${none} |
720 | Computer Equipment | FIXED | ${purchase} |
800 | Accounts Payable | CURRLIAB | ${none} | system:CREDITORS
801 | Unpaid Expense Claims | CURRLIAB | ${none} | system:UNPAIDEXPCLM
820 | ${taxAccount} | CURRLIAB | ${none} | system:GST
825 | Employee Tax Payable | CURRLIAB | ${none} |
830 | Income Tax Payable | CURRLIAB | ${none} |
840 | Historical Adjustment | CURRLIAB | ${none} | system:HISTORICAL
850 | Suspense | CURRLIAB | ${none} |
855 | Clearing Account | CURRLIAB | ${none} | payments
860 | Rounding | CURRLIAB | ${none} | system:ROUNDING
877 | Tracking Transfers | CURRLIAB | ${none} | system:TRACKINGTRANSFERS
880 | Owner A Drawings | CURRLIAB | ${none} | payments
881 | Owner A Funds Introduced | CURRLIAB | ${none} | payments
900 | Loan | NONCURRENT | ${none} |
960 | Retained Earnings | EQUITY | ${none} | system:RETAINEDEARNINGS
970 | Common Stock | EQUITY | ${none} | payments
`;
}

/** The United States: sales tax set by hand, no tax on purchases. */
export const UNITED_STATES_CHART = internationalChart({ purchase: 'INPUT', sale: 'OUTPUT', none: 'NONE' }, 'Sales Tax');
export const UNITED_STATES_RATES = `
INPUT | Tax on Purchases | all | Tax 0 | INPUT
OUTPUT | Tax on Sales | all | Tax 8.25 | OUTPUT
NONE | Tax Exempt | all | Tax 0 | NONE
GSTONIMPORTS | Sales Tax on Imports | liability | Tax 0 | GSTONIMPORTS
`;

/** Ireland: VAT at 23%, 13.5% and 9%, with rates that an organisation there makes itself. */
export const IRELAND_CHART = internationalChart({ purchase: 'INPUT', sale: 'OUTPUT', none: 'NONE' }, 'VAT');
export const IRELAND_RATES = `
INPUT | VAT on Purchases 23% | all | VAT 23 | INPUT
OUTPUT | VAT on Sales 23% | all | VAT 23 | OUTPUT
TAX001 | VAT on Purchases 13.5% | expense | VAT 13.5 | INPUT
TAX002 | VAT on Sales 13.5% | income | VAT 13.5 | OUTPUT
TAX003 | VAT on Purchases 9% | expense | VAT 9 | INPUT
TAX004 | VAT on Sales 9% | income | VAT 9 | OUTPUT
TAX005 | Zero Rated Purchases | expense | VAT 0 | INPUT
TAX006 | Zero Rated Sales | income | VAT 0 | OUTPUT
NONE | Tax Exempt | all | VAT 0 | NONE
GSTONIMPORTS | VAT on Imports | liability | VAT 0 | GSTONIMPORTS
`;

/** Singapore: GST at 9%, the rates of earlier years retired. */
export const SINGAPORE_CHART = internationalChart({ purchase: 'INPUTY24', sale: 'OUTPUTY24', none: 'NONE' }, 'GST');
export const SINGAPORE_RATES = `
INPUTY24 | Standard-Rated Purchases | expense | GST 9 | INPUT
OUTPUTY24 | Standard-Rated Supplies | income | GST 9 | OUTPUT
ZERORATEDINPUT | Zero-Rated Purchases | expense | GST 0 | ZERORATEDINPUT
ZERORATEDOUTPUT | Zero-Rated Supplies | income | GST 0 | ZERORATEDOUTPUT
EPINPUT | Exempt Purchases | expense | GST 0 | EPINPUT
ES33OUTPUT | Regulation 33 Exempt Supplies | income | GST 0 | ES33OUTPUT
BLINPUT3Y24 | Disallowed Expenses | expense | GST 9 | BLINPUT3
IMINPUT2Y24 | Imports | expense | GST 9 | IMINPUT2
OPINPUT | Out Of Scope Purchases | expense | GST 0 | OPINPUT
OSOUTPUT | Out Of Scope Supplies | income | GST 0 | OSOUTPUT
NONE | No Tax | all | GST 0 | NONE
INPUTY23 | Standard-Rated Purchases (8%) | expense | GST 8 | INPUT | deleted
OUTPUTY23 | Standard-Rated Supplies (8%) | income | GST 8 | OUTPUT | deleted
`;
