import { env } from '#lib/env.ts';

/** What each part of the consent lets Intray do, as the person who gives it would say it. Its name where it has no words. */
const words: Record<string, string> = {
  openid: 'See your name and e-mail address',
  profile: 'See your name and e-mail address',
  email: 'See your name and e-mail address',
  offline_access: 'Stay connected while you are away',
  'accounting.invoices': 'Read, create and change bills, invoices and credit notes',
  'accounting.payments': 'Read, create and remove payments',
  'accounting.banktransactions': 'Read, create and change bank transactions',
  'accounting.contacts': 'Read, create and change suppliers and customers',
  'accounting.settings': 'Read and change the chart of accounts, tax rates, tracking and products',
  'accounting.settings.read': 'Read the chart of accounts, tax rates, tracking and products',
  'accounting.attachments': 'Attach documents to them, and read those attached',
};

/** Everything that the consent asks for, each once: the books first, the person last. */
export function accessAsked(scopes: readonly string[] = env().XERO_SCOPES): string[] {
  const books = scopes.filter((scope) => scope.includes('.'));
  const person = scopes.filter((scope) => !scope.includes('.'));
  return [...new Set([...books, ...person].map((scope) => words[scope] ?? scope))];
}
