/** Why publishing waits as a whole: a limit of the ledger's on calls, or the ledger is away. */
export const waitCauses = ['minute', 'appMinute', 'day', 'reserve', 'concurrent', 'unavailable'] as const;
export type WaitCause = (typeof waitCauses)[number];

/** A cause as it was stored; one of another version is told as the ledger being away. */
export function waitCauseOf(stored: string | null): WaitCause {
  return waitCauses.find((cause) => cause === stored) ?? 'unavailable';
}
