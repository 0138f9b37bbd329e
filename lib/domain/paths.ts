import type { LedgerName } from '#lib/ledger/ledger.ts';

/** The addresses of the connection's pages, which point at each other. */
export function connectionPaths(slug: string) {
  const root = `/${slug}/settings/connections`;
  const flow = (ledger: LedgerName) => `${root}/connect/${ledger}`;
  return {
    root,
    integrations: `${root}/connect`,
    overview: (ledger: LedgerName, connectionId: string | null) =>
      `${flow(ledger)}${connectionId ? `?reconnect=${connectionId}` : ''}`,
    organisation: (ledger: LedgerName, attemptId: string) => `${flow(ledger)}/organisation?attempt=${attemptId}`,
    confirm: (ledger: LedgerName, attemptId: string) => `${flow(ledger)}/confirm?attempt=${attemptId}`,
    problem: (ledger: LedgerName, reason: string) => `${flow(ledger)}/problem?reason=${reason}`,
  };
}
