/** The United Kingdom: standard codes of a limited company, VAT rates with the domestic reverse charge. */
export const UNITED_KINGDOM_CHART = `
090 | Business Bank Account | BANK | NONE | number:20-45-45-33556698
091 | Business Savings Account | BANK | NONE | number:20-45-45-33556699
092 | Euro Account | BANK | NONE | number:20-45-45-71005521 currency:EUR
095 | Company Credit Card | BANK | NONE | number:4929 kind:CREDITCARD
200 | Sales | REVENUE | OUTPUT2 |
210 | Wholesale Sales | REVENUE | OUTPUT2 |
260 | Other Revenue | REVENUE | OUTPUT2 |
270 | Interest Income | OTHERINCOME | NONE |
310 | Cost of Goods Sold | DIRECTCOSTS | INPUT2 |
320 | Direct Wages | DIRECTCOSTS | NONE |
325 | Direct Expenses | DIRECTCOSTS | INPUT2 | expenses
400 | Advertising & Marketing | OVERHEADS | INPUT2 | expenses
401 | Audit & Accountancy fees | OVERHEADS | INPUT2 |
404 | Bank Fees | OVERHEADS | NONE |
408 | Cleaning | OVERHEADS | INPUT2 | expenses
412 | Consulting | OVERHEADS | INPUT2 |
416 | Depreciation Expense | DEPRECIATN | NONE |
418 | Charitable and Political Donations | OVERHEADS | EXEMPTINPUT |
420 | Entertainment - 100% business | OVERHEADS | INPUT2 | expenses
424 | Entertainment - 0% | OVERHEADS | NONE | expenses
425 | Postage, Freight & Courier | OVERHEADS | INPUT2 | expenses
429 | General Expenses | OVERHEADS | INPUT2 | expenses
433 | Insurance | OVERHEADS | EXEMPTINPUT |
437 | Interest Paid | OVERHEADS | NONE |
441 | Legal Expenses | OVERHEADS | INPUT2 |
445 | Light, Power, Heating | OVERHEADS | RRINPUT |
449 | Motor Vehicle Expenses | OVERHEADS | INPUT2 | expenses
457 | Operating Lease Payments | OVERHEADS | INPUT2 |
461 | Printing & Stationery | OVERHEADS | INPUT2 | expenses
463 | IT Software and Consumables | OVERHEADS | INPUT2 | expenses
465 | Rates | OVERHEADS | NONE |
469 | Rent | OVERHEADS | EXEMPTINPUT |
473 | Repairs & Maintenance | OVERHEADS | INPUT2 | expenses
477 | Salaries | OVERHEADS | NONE |
478 | Directors' Remuneration | OVERHEADS | NONE |
479 | Employers National Insurance | OVERHEADS | NONE |
480 | Staff Training | OVERHEADS | INPUT2 | expenses
482 | Pensions Costs | OVERHEADS | NONE |
485 | Subscriptions | OVERHEADS | INPUT2 | expenses
489 | Telephone & Internet | OVERHEADS | INPUT2 | expenses
493 | Travel - National | OVERHEADS | INPUT2 | expenses
494 | Travel - International | OVERHEADS | ZERORATEDINPUT | expenses
497 | Bank Revaluations | EXPENSE | NONE | system:BANKCURRENCYGAIN
498 | Unrealised Currency Gains | EXPENSE | NONE | system:UNREALISEDCURRENCYGAIN
499 | Realised Currency Gains | EXPENSE | NONE | system:REALISEDCURRENCYGAIN
500 | Corporation Tax | OVERHEADS | NONE |
610 | Accounts Receivable | CURRENT | NONE | system:DEBTORS
620 | Prepayments | CURRENT | NONE |
630 | Stock | INVENTORY | NONE |
710 | Office Equipment | FIXED | INPUT2 |
711 | Less Accumulated Depreciation on Office Equipment | FIXED | NONE |
720 | Computer Equipment | FIXED | INPUT2 |
764 | Plant and Machinery | FIXED | INPUT2 |
800 | Accounts Payable | CURRLIAB | NONE | system:CREDITORS
801 | Unpaid Expense Claims | CURRLIAB | NONE | system:UNPAIDEXPCLM
805 | Accruals | CURRLIAB | NONE |
820 | VAT | CURRLIAB | NONE | system:GST
825 | PAYE Payable | CURRLIAB | NONE |
826 | NIC Payable | CURRLIAB | NONE |
835 | Directors' Loan Account | CURRLIAB | NONE | payments
840 | Historical Adjustment | CURRLIAB | NONE | system:HISTORICAL
850 | Suspense | CURRLIAB | NONE |
855 | Clearing Account | CURRLIAB | NONE | payments
860 | Rounding | CURRLIAB | NONE | system:ROUNDING
877 | Tracking Transfers | CURRLIAB | NONE | system:TRACKINGTRANSFERS
900 | Loan | TERMLIAB | NONE |
950 | Capital - Ordinary Shares | EQUITY | NONE |
960 | Retained Earnings | EQUITY | NONE | system:RETAINEDEARNINGS
970 | Owner A Funds Introduced | EQUITY | NONE | payments
980 | Owner A Drawings | EQUITY | NONE |
`;

export const UNITED_KINGDOM_RATES = `
INPUT2 | 20% (VAT on Expenses) | expense | VAT 20 | INPUT
OUTPUT2 | 20% (VAT on Income) | income | VAT 20 | OUTPUT
RRINPUT | 5% (VAT on Expenses) | expense | VAT 5 | INPUT
RROUTPUT | 5% (VAT on Income) | income | VAT 5 | OUTPUT
ZERORATEDINPUT | Zero Rated Expenses | expense | VAT 0 | INPUT
ZERORATEDOUTPUT | Zero Rated Income | income | VAT 0 | OUTPUT
EXEMPTINPUT | Exempt Expenses | expense | VAT 0 | EXEMPTINPUT
EXEMPTOUTPUT | Exempt Income | income | VAT 0 | EXEMPTOUTPUT
NONE | No VAT | all | VAT 0 | NONE
CAPEXINPUT2 | 20% (VAT on Capital Purchases) | asset | VAT 20 | CAPEXINPUT
CAPEXOUTPUT2 | 20% (VAT on Capital Sales) | asset | VAT 20 | CAPEXOUTPUT
ECACQUISITIONS | EC Acquisitions (20%) | expense | VAT 20 | ECACQUISITIONS | charged:0
ECZRACQUISITIONS | EC Acquisitions (Zero Rated) | expense | VAT 0 | ECINPUT
ECZROUTPUT | Zero Rated EC Goods Income | income | VAT 0 | ECOUTPUT
ECZROUTPUTSERVICES | Zero Rated EC Services | income | VAT 0 | ECOUTPUTSERVICES
REVERSECHARGES | Reverse Charge Expenses (20%) | expense | VAT 20 | REVERSECHARGES | charged:0
GSTONIMPORTS | VAT on Imports | liability | VAT 0 | GSTONIMPORTS
DRCHARGESUPPLY20 | Domestic Reverse Charge @ 20% (VAT on Expenses) | expense | VAT 20 | DRCHARGESUPPLY | charged:0
DRCHARGE20 | Domestic Reverse Charge @ 20% (VAT on Income) | income | VAT 20 | DRCHARGE | charged:0
DRCHARGESUPPLY5 | Domestic Reverse Charge @ 5% (VAT on Expenses) | expense | VAT 5 | DRCHARGESUPPLY | charged:0
DRCHARGE5 | Domestic Reverse Charge @ 5% (VAT on Income) | income | VAT 5 | DRCHARGE | charged:0
CAPEXINPUT | 17.5% (VAT on Capital Purchases) | asset | VAT 17.5 | CAPEXINPUT | deleted
`;
