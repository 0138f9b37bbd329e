/** Known to every app, and asked for by clients that run payroll too: nothing here needs them. */
const PAYROLL = ['employees', 'payruns', 'payslip', 'timesheets', 'settings'].map((scope) => `payroll.${scope}`);

const READ_AND_WRITE = [
  'accounting.invoices',
  'accounting.payments',
  'accounting.banktransactions',
  'accounting.manualjournals',
  'accounting.settings',
  'accounting.contacts',
  'accounting.attachments',
  'accounting.classicexpenses',
  'files',
  'assets',
  'projects',
  ...PAYROLL,
];

/** The granular scopes that apps made since 2 March 2026 may ask for; the broad ones are unknown to them. */
export const KNOWN_SCOPES: readonly string[] = [
  'openid',
  'profile',
  'email',
  'offline_access',
  ...READ_AND_WRITE.flatMap((scope) => [scope, `${scope}.read`]),
  'accounting.journals.read',
  'accounting.budgets.read',
  'accounting.reports.aged.read',
  'accounting.reports.balancesheet.read',
  'accounting.reports.banksummary.read',
  'accounting.reports.budgetsummary.read',
  'accounting.reports.executivesummary.read',
  'accounting.reports.profitandloss.read',
  'accounting.reports.taxreports.read',
  'accounting.reports.trialbalance.read',
];

/** What an app may read of its own subscriptions, in its own name. No person can allow it. */
export const BILLING_SCOPE = 'marketplace.billing';

/** What the consent page says about each scope. Those without words of their own are shown by name. */
export const SCOPE_WORDS: Record<string, string> = {
  openid: 'Know who you are',
  profile: 'See your name',
  email: 'See your e-mail address',
  offline_access: 'Keep its access while you are away',
  'accounting.invoices': 'View and manage bills, invoices and credit notes',
  'accounting.invoices.read': 'View bills, invoices and credit notes',
  'accounting.payments': 'View and manage payments',
  'accounting.payments.read': 'View payments',
  'accounting.banktransactions': 'View and manage bank transactions',
  'accounting.banktransactions.read': 'View bank transactions',
  'accounting.manualjournals': 'View and manage manual journals',
  'accounting.manualjournals.read': 'View manual journals',
  'accounting.settings': 'View and manage the chart of accounts, tax rates, tracking and settings',
  'accounting.settings.read': 'View the chart of accounts, tax rates, tracking and settings',
  'accounting.contacts': 'View and manage contacts',
  'accounting.contacts.read': 'View contacts',
  'accounting.attachments': 'View and manage attached files',
  'accounting.attachments.read': 'View attached files',
};

/** The scopes of a space separated list. */
export function parseScopes(text: string): string[] {
  return [...new Set(text.split(/\s+/).filter(Boolean))];
}

/** Whether what was granted allows an operation that needs any one of `families` (write includes read). */
export function allows(granted: readonly string[], families: readonly string[], operation: 'read' | 'write'): boolean {
  return families.some(
    (family) => granted.includes(family) || (operation === 'read' && granted.includes(`${family}.read`)),
  );
}
