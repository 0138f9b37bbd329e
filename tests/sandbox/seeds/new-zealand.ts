/** New Zealand: standard codes, GST at 15%, the old 12.5% rates retired. */
export const NEW_ZEALAND_CHART = `
090 | Business Bank Account | BANK | NONE | number:0100020000555500
091 | Business Savings Account | BANK | NONE | number:0100020000555501
092 | Visa Card | BANK | NONE | number:4564 kind:CREDITCARD
200 | Sales | REVENUE | OUTPUT2 |
260 | Other Revenue | REVENUE | OUTPUT2 |
270 | Interest Income | OTHERINCOME | NONE |
300 | Purchases | DIRECTCOSTS | INPUT2 |
310 | Cost of Goods Sold | DIRECTCOSTS | INPUT2 |
400 | Advertising | EXPENSE | INPUT2 | expenses
404 | Bank Fees | EXPENSE | NONE |
408 | Cleaning | EXPENSE | INPUT2 | expenses
412 | Consulting & Accounting | EXPENSE | INPUT2 |
416 | Depreciation | DEPRECIATN | NONE |
420 | Entertainment | EXPENSE | INPUT2 | expenses
424 | Entertainment - Non deductible | EXPENSE | NONE | expenses
425 | Freight & Courier | EXPENSE | INPUT2 | expenses
429 | General Expenses | EXPENSE | INPUT2 | expenses
433 | Insurance | EXPENSE | INPUT2 |
437 | Interest Expense | EXPENSE | NONE |
441 | Legal expenses | EXPENSE | INPUT2 |
445 | Light, Power, Heating | EXPENSE | INPUT2 |
449 | Motor Vehicle Expenses | EXPENSE | INPUT2 | expenses
453 | Office Expenses | EXPENSE | INPUT2 | expenses
457 | Kitchen Supplies | EXPENSE | INPUT2 | expenses
461 | Printing & Stationery | EXPENSE | INPUT2 | expenses
465 | Rates | EXPENSE | INPUT2 |
469 | Rent | EXPENSE | INPUT2 |
473 | Repairs and Maintenance | EXPENSE | INPUT2 | expenses
477 | Wages and Salaries | EXPENSE | NONE |
478 | KiwiSaver Employer Contributions | EXPENSE | NONE |
479 | ACC Levies | EXPENSE | INPUT2 |
480 | Staff Training | EXPENSE | INPUT2 | expenses
485 | Subscriptions | EXPENSE | INPUT2 | expenses
489 | Telephone & Internet | EXPENSE | INPUT2 | expenses
493 | Travel - National | EXPENSE | INPUT2 | expenses
494 | Travel - International | EXPENSE | NONE | expenses
497 | Bank Revaluations | EXPENSE | NONE | system:BANKCURRENCYGAIN
498 | Unrealised Currency Gains | EXPENSE | NONE | system:UNREALISEDCURRENCYGAIN
499 | Realised Currency Gains | EXPENSE | NONE | system:REALISEDCURRENCYGAIN
505 | Income Tax Expense | EXPENSE | NONE |
610 | Accounts Receivable | CURRENT | NONE | system:DEBTORS
620 | Prepayments | CURRENT | NONE |
630 | Inventory | INVENTORY | NONE |
710 | Office Equipment | FIXED | INPUT2 |
711 | Less Accumulated Depreciation on Office Equipment | FIXED | NONE |
720 | Computer Equipment | FIXED | INPUT2 |
721 | Less Accumulated Depreciation on Computer Equipment | FIXED | NONE |
800 | Accounts Payable | CURRLIAB | NONE | system:CREDITORS
801 | Unpaid Expense Claims | CURRLIAB | NONE | system:UNPAIDEXPCLM
820 | GST | CURRLIAB | NONE | system:GST
825 | PAYE Payable | CURRLIAB | NONE |
830 | Income Tax Payable | CURRLIAB | NONE |
840 | Historical Adjustment | CURRLIAB | NONE | system:HISTORICAL
850 | Suspense | CURRLIAB | NONE |
855 | Clearing Account | CURRLIAB | NONE | payments
860 | Rounding | CURRLIAB | NONE | system:ROUNDING
877 | Tracking Transfers | CURRLIAB | NONE | system:TRACKINGTRANSFERS
880 | Owner A Drawings | CURRLIAB | NONE | payments
881 | Owner A Funds Introduced | CURRLIAB | NONE | payments
900 | Loan | NONCURRENT | NONE |
960 | Retained Earnings | EQUITY | NONE | system:RETAINEDEARNINGS
970 | Owner A Share Capital | EQUITY | NONE | payments
`;

export const NEW_ZEALAND_RATES = `
INPUT2 | 15% GST on Expenses | expense | GST 15 | INPUT
OUTPUT2 | 15% GST on Income | income | GST 15 | OUTPUT
ZERORATED | Zero Rated | liability+income | GST 0 | ZERORATEDOUTPUT
NONE | No GST | all | GST 0 | NONE
GSTONIMPORTS | GST on Imports | liability | GST 0 | GSTONIMPORTS
INPUT | 12.5% GST on Expenses | expense | GST 12.5 | INPUT | deleted
OUTPUT | 12.5% GST on Income | income | GST 12.5 | OUTPUT | deleted
`;
