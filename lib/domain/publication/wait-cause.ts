/**
 * Why publishing waits as a whole: a limit of the ledger's on calls, the ledger is away, or its subscription does not let
 * anything be written.
 */
export const waitCauses = [
  'minute',
  'appMinute',
  'day',
  'reserve',
  'concurrent',
  'unavailable',
  'subscription',
] as const;
export type WaitCause = (typeof waitCauses)[number];

/** A cause as it was stored; one of another version is told as the ledger being away. */
export function waitCauseOf(stored: string | null): WaitCause {
  return waitCauses.find((cause) => cause === stored) ?? 'unavailable';
}

/** One that people are told of; the others are over before they have read it. */
export function isLongWait(cause: WaitCause): boolean {
  return cause === 'day' || cause === 'reserve' || cause === 'unavailable' || cause === 'subscription';
}
