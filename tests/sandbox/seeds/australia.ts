/** Australia: standard codes, GST at 10%, BAS excluded and input taxed rates. */
export const AUSTRALIA_CHART = `
090 | Business Bank Account | BANK | BASEXCLUDED | number:06212310101010
091 | Business Savings Account | BANK | BASEXCLUDED | number:06212310101011
092 | Corporate Card | BANK | BASEXCLUDED | number:4557 kind:CREDITCARD
200 | Sales | REVENUE | OUTPUT |
260 | Other Revenue | REVENUE | OUTPUT |
270 | Interest Income | OTHERINCOME | INPUTTAXED |
310 | Cost of Goods Sold | DIRECTCOSTS | INPUT |
320 | Subcontractors | DIRECTCOSTS | INPUT |
400 | Advertising | EXPENSE | INPUT | expenses
404 | Bank Fees | EXPENSE | EXEMPTEXPENSES |
408 | Cleaning | EXPENSE | INPUT | expenses
412 | Consulting & Accounting | EXPENSE | INPUT |
416 | Depreciation | DEPRECIATN | BASEXCLUDED |
420 | Entertainment | EXPENSE | INPUT | expenses
425 | Freight & Courier | EXPENSE | INPUT | expenses
429 | General Expenses | EXPENSE | INPUT | expenses
433 | Insurance | EXPENSE | INPUT |
437 | Interest Expense | EXPENSE | INPUTTAXED |
441 | Legal expenses | EXPENSE | INPUT |
445 | Light, Power, Heating | EXPENSE | INPUT |
449 | Motor Vehicle Expenses | EXPENSE | INPUT | expenses
453 | Office Expenses | EXPENSE | INPUT | expenses
457 | Staff Amenities | EXPENSE | EXEMPTEXPENSES | expenses
461 | Printing & Stationery | EXPENSE | INPUT | expenses
465 | Council Rates | EXPENSE | EXEMPTEXPENSES |
469 | Rent | EXPENSE | INPUT |
473 | Repairs and Maintenance | EXPENSE | INPUT | expenses
477 | Wages and Salaries | EXPENSE | BASEXCLUDED |
478 | Superannuation | EXPENSE | BASEXCLUDED |
480 | Staff Training | EXPENSE | INPUT | expenses
485 | Subscriptions | EXPENSE | INPUT | expenses
489 | Telephone & Internet | EXPENSE | INPUT | expenses
493 | Travel - National | EXPENSE | INPUT | expenses
494 | Travel - International | EXPENSE | EXEMPTEXPENSES | expenses
497 | Bank Revaluations | EXPENSE | BASEXCLUDED | system:BANKCURRENCYGAIN
498 | Unrealised Currency Gains | EXPENSE | BASEXCLUDED | system:UNREALISEDCURRENCYGAIN
499 | Realised Currency Gains | EXPENSE | BASEXCLUDED | system:REALISEDCURRENCYGAIN
505 | Income Tax Expense | EXPENSE | BASEXCLUDED |
610 | Accounts Receivable | CURRENT | BASEXCLUDED | system:DEBTORS
620 | Prepayments | CURRENT | EXEMPTEXPENSES |
630 | Inventory | INVENTORY | BASEXCLUDED |
710 | Office Equipment | FIXED | INPUT |
711 | Less Accumulated Depreciation on Office Equipment | FIXED | BASEXCLUDED |
720 | Computer Equipment | FIXED | CAPEXINPUT |
730 | Motor Vehicles | FIXED | CAPEXINPUT |
800 | Accounts Payable | CURRLIAB | BASEXCLUDED | system:CREDITORS
801 | Unpaid Expense Claims | CURRLIAB | BASEXCLUDED | system:UNPAIDEXPCLM
820 | GST | CURRLIAB | BASEXCLUDED | system:GST
825 | PAYG Withholdings Payable | CURRLIAB | BASEXCLUDED |
826 | Superannuation Payable | CURRLIAB | BASEXCLUDED |
830 | Income Tax Payable | CURRLIAB | BASEXCLUDED |
840 | Historical Adjustment | CURRLIAB | BASEXCLUDED | system:HISTORICAL
850 | Suspense | CURRLIAB | BASEXCLUDED |
855 | Clearing Account | CURRLIAB | BASEXCLUDED | payments
860 | Rounding | CURRLIAB | BASEXCLUDED | system:ROUNDING
877 | Tracking Transfers | CURRLIAB | BASEXCLUDED | system:TRACKINGTRANSFERS
880 | Owner A Drawings | CURRLIAB | BASEXCLUDED | payments
881 | Owner A Funds Introduced | CURRLIAB | BASEXCLUDED | payments
900 | Loan | NONCURRENT | BASEXCLUDED |
960 | Retained Earnings | EQUITY | BASEXCLUDED | system:RETAINEDEARNINGS
970 | Owner A Share Capital | EQUITY | BASEXCLUDED | payments
`;

export const AUSTRALIA_RATES = `
OUTPUT | GST on Income | income | GST 10 | OUTPUT
INPUT | GST on Expenses | expense | GST 10 | INPUT
EXEMPTOUTPUT | GST Free Income | income | GST 0 | EXEMPTOUTPUT
EXEMPTEXPENSES | GST Free Expenses | expense | GST 0 | EXEMPTEXPENSES
EXEMPTEXPORT | GST Free Exports | income | GST 0 | EXEMPTEXPORT
EXEMPTCAPITAL | GST Free Capital | expense | GST 0 | EXEMPTCAPITAL
CAPEXINPUT | GST on Capital | expense | GST 10 | CAPEXINPUT
INPUTTAXED | Input Taxed | all | GST 0 | INPUTTAXED
BASEXCLUDED | BAS Excluded | all | GST 0 | BASEXCLUDED
GSTONIMPORTS | GST on Imports | liability | GST 0 | GSTONIMPORTS
GSTONCAPIMPORTS | GST on Capital Imports | liability | GST 0 | GSTONCAPIMPORTS
`;
