import { type ApiRoute, endpoints } from '../api/context.ts';
import { agedByContact } from './aged-by-contact.ts';
import { balanceSheet } from './balance-sheet.ts';
import { profitAndLoss } from './profit-and-loss.ts';
import { trialBalance } from './trial-balance.ts';

/** Each report has a scope of its own. */
export const reportRoutes: ApiRoute[] = [
  ...endpoints(['accounting.reports.balancesheet'], { 'GET /Reports/BalanceSheet': balanceSheet }),
  ...endpoints(['accounting.reports.profitandloss'], { 'GET /Reports/ProfitAndLoss': profitAndLoss }),
  ...endpoints(['accounting.reports.trialbalance'], { 'GET /Reports/TrialBalance': trialBalance }),
  ...endpoints(['accounting.reports.aged'], {
    'GET /Reports/AgedPayablesByContact': (call) => agedByContact(call, 'ACCPAY'),
    'GET /Reports/AgedReceivablesByContact': (call) => agedByContact(call, 'ACCREC'),
  }),
];
