/** Canada: standard codes, one purchase and one sales rate for each province. */
export const CANADA_CHART = `
1060 | Chequing Account | BANK | NONE | number:00012-003-1002003
1061 | Savings Account | BANK | NONE | number:00012-003-1002004
1065 | US Dollar Account | BANK | NONE | number:00012-003-4002003 currency:USD
1070 | Corporate Visa | BANK | NONE | number:4519 kind:CREDITCARD
1200 | Accounts Receivable | CURRENT | NONE | system:DEBTORS
1320 | Prepaid Expenses | CURRENT | NONE |
1400 | Inventory | INVENTORY | NONE |
1800 | Office Furniture & Equipment | FIXED | CAN007 |
1810 | Accumulated Depreciation on Office Equipment | FIXED | NONE |
1820 | Computer Hardware | FIXED | CAN007 |
1840 | Vehicles | FIXED | CAN007 |
2100 | Accounts Payable | CURRLIAB | NONE | system:CREDITORS
2110 | Unpaid Expense Claims | CURRLIAB | NONE | system:UNPAIDEXPCLM
2150 | Accrued Liabilities | CURRLIAB | NONE |
2180 | EI Payable | CURRLIAB | NONE |
2185 | CPP Payable | CURRLIAB | NONE |
2190 | Federal Income Tax Payable | CURRLIAB | NONE |
2310 | Sales Tax | CURRLIAB | NONE | system:GST
2400 | Clearing Account | CURRLIAB | NONE | payments
2410 | Suspense | CURRLIAB | NONE |
2420 | Rounding | CURRLIAB | NONE | system:ROUNDING
2430 | Historical Adjustment | CURRLIAB | NONE | system:HISTORICAL
2440 | Tracking Transfers | CURRLIAB | NONE | system:TRACKINGTRANSFERS
2450 | Shareholder Loan | CURRLIAB | NONE | payments
2620 | Bank Loans | TERMLIAB | NONE |
3010 | Share Capital | EQUITY | NONE |
3020 | Owner's Contribution | EQUITY | NONE | payments
3030 | Owner's Drawings | EQUITY | NONE | payments
3590 | Retained Earnings | EQUITY | NONE | system:RETAINEDEARNINGS
4000 | Sales | REVENUE | CAN020 |
4010 | Service Revenue | REVENUE | CAN020 |
4400 | Shipping Revenue | REVENUE | CAN020 |
4440 | Interest Income | OTHERINCOME | NONE |
4460 | Other Revenue | OTHERINCOME | CAN020 |
5010 | Cost of Goods Sold | DIRECTCOSTS | CAN007 |
5020 | Purchases | DIRECTCOSTS | CAN007 |
5100 | Freight In | DIRECTCOSTS | CAN007 |
5410 | Wages & Salaries | EXPENSE | NONE |
5420 | EI Expense | EXPENSE | NONE |
5430 | CPP Expense | EXPENSE | NONE |
5610 | Accounting & Legal | EXPENSE | CAN007 |
5615 | Advertising & Promotions | EXPENSE | CAN007 | expenses
5640 | Courier & Postage | EXPENSE | CAN007 | expenses
5660 | Depreciation | DEPRECIATN | NONE |
5680 | Income Taxes | EXPENSE | NONE |
5685 | Insurance | EXPENSE | NONE |
5690 | Interest & Bank Charges | EXPENSE | NONE |
5700 | Office Supplies | EXPENSE | CAN007 | expenses
5705 | Software & Subscriptions | EXPENSE | CAN007 | expenses
5720 | Property Taxes | EXPENSE | NONE |
5730 | Motor Vehicle Expenses | EXPENSE | CAN007 | expenses
5740 | Miscellaneous Expenses | EXPENSE | CAN007 | expenses
5760 | Rent | EXPENSE | CAN007 |
5765 | Repair & Maintenance | EXPENSE | CAN007 | expenses
5770 | Staff Training | EXPENSE | CAN007 | expenses
5780 | Telephone & Internet | EXPENSE | CAN007 | expenses
5784 | Travel & Lodging | EXPENSE | CAN007 | expenses
5785 | Meals & Entertainment | EXPENSE | CAN007 | expenses
5790 | Utilities | EXPENSE | CAN007 |
5800 | Bank Revaluations | EXPENSE | NONE | system:BANKCURRENCYGAIN
5810 | Unrealised Currency Gains | EXPENSE | NONE | system:UNREALISEDCURRENCYGAIN
5820 | Realised Currency Gains | EXPENSE | NONE | system:REALISEDCURRENCYGAIN
`;

export const CANADA_RATES = `
CAN001 | AB - GST on Purchases 5% | expense | GST 5 | INPUT
CAN002 | BC - GST/PST on Purchases 12% | expense | GST 5 + PST 7 | INPUT | non-recoverable:PST
CAN004 | NB - HST on Purchases 15% | expense | HST 15 | INPUT
CAN005 | NL - HST on Purchases 15% | expense | HST 15 | INPUT
CAN007 | ON - HST on Purchases 13% | expense | HST 13 | INPUT
CAN008 | PE - HST on Purchases 15% | expense | HST 15 | INPUT
CAN010 | SK - GST/PST on Purchases 11% | expense | GST 5 + PST 6 | INPUT | non-recoverable:PST
CAN011 | NT - GST on Purchases 5% | expense | GST 5 | INPUT
CAN012 | YT - GST on Purchases 5% | expense | GST 5 | INPUT
CAN013 | NU - GST on Purchases 5% | expense | GST 5 | INPUT
CAN027 | QC - GST/QST on Purchases 14.975% | expense | GST 5 + QST 9.975 | INPUT
CAN029 | MB - GST/PST on Purchases 12% | expense | GST 5 + PST 7 | INPUT | non-recoverable:PST
CAN031 | NS - HST on Purchases 14% | expense | HST 14 | INPUT
CAN003 | MB - GST/PST on Purchases 13% | expense | GST 5 + PST 8 | INPUT | deleted
CAN006 | NS - HST on Purchases 15% | expense | HST 15 | INPUT | deleted
CAN014 | AB - GST on Sales 5% | income | GST 5 | OUTPUT
CAN015 | BC - GST/PST on Sales 12% | income | GST 5 + PST 7 | OUTPUT
CAN017 | NB - HST on Sales 15% | income | HST 15 | OUTPUT
CAN018 | NL - HST on Sales 15% | income | HST 15 | OUTPUT
CAN020 | ON - HST on Sales 13% | income | HST 13 | OUTPUT
CAN021 | PE - HST on Sales 15% | income | HST 15 | OUTPUT
CAN022 | QC - GST/QST on Sales 14.975% | income | GST 5 + QST 9.975 | OUTPUT
CAN023 | SK - GST/PST on Sales 11% | income | GST 5 + PST 6 | OUTPUT
CAN024 | NT - GST on Sales 5% | income | GST 5 | OUTPUT
CAN025 | YT - GST on Sales 5% | income | GST 5 | OUTPUT
CAN026 | NU - GST on Sales 5% | income | GST 5 | OUTPUT
CAN028 | MB - GST/PST on Sales 12% | income | GST 5 + PST 7 | OUTPUT
CAN030 | Exempt | income | GST 0 | EXEMPTOUTPUT
CAN032 | NS - HST on Sales 14% | income | HST 14 | OUTPUT
INPUT | Tax on Purchases | expense | Tax 0 | INPUT
OUTPUT | Tax on Sales | income | Tax 0 | OUTPUT
NONE | Tax Exempt | all | Tax 0 | NONE
GSTONIMPORTS | Sales Tax on Imports | liability | Tax 0 | GSTONIMPORTS
`;
