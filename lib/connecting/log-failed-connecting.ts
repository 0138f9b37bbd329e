import type { LedgerError } from '#lib/ledger/ledger-error.ts';
import { log } from '#lib/log.ts';

type Failed = {
  ledger: string | undefined;
  businessId: string | undefined;
  attemptId: string | null;
  /** A ConnectProblem, or the code of a failure. */
  problem: string;
  /** What is behind it, where the problem alone does not tell. */
  cause?: string | undefined;
  /** The ledger's own answer. */
  error?: LedgerError;
};

/** Somebody could not connect: tells the operator why. Codes, states and tokens have no place here. */
export function logFailedConnecting({ error, ...failed }: Failed): void {
  const told = error && { kind: error.kind, message: error.message };
  log.warn({ ...failed, error: told, err: error?.cause instanceof Error ? error.cause : undefined }, 'not connected');
}
