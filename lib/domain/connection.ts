/** Why a connection is not CONNECTED. */
export type ConnectionReason =
  | 'authorisationLost'
  | 'keysLost'
  | 'disconnectedAtLedger'
  | 'permissionMissing'
  | 'disconnectedHere'
  | 'movedAway';

/** What happened, for a bookkeeper. `ledger` is the accounting software's name. */
export const connectionReasonTexts: Record<ConnectionReason, (ledger: string) => string> = {
  authorisationLost: (ledger) =>
    `${ledger} no longer accepts the authorisation: it was withdrawn, or not used for too long.`,
  keysLost: (ledger) =>
    `Intray can no longer read the authorisation: the keys of this installation were lost or changed. Nothing is lost in ${ledger}; reconnect, or have the operator put the keys back.`,
  disconnectedAtLedger: (ledger) => `The connection was removed inside ${ledger}, or the organisation is gone there.`,
  permissionMissing: (ledger) =>
    `${ledger} says that the person who connected may not do what Intray needs. Reconnect with someone who may edit bills and contacts there.`,
  disconnectedHere: (ledger) => `It was disconnected here. ${ledger} keeps everything that was published.`,
  movedAway: () => 'The organisation was connected to another business.',
};

/** Whether a stored reason is one that this version knows. */
export function isConnectionReason(stored: string): stored is ConnectionReason {
  return Object.hasOwn(connectionReasonTexts, stored);
}

/** What can stand in the way between *Connect to …* and *Finish*; each has a page of its own. */
export const connectProblems = [
  'cancelled',
  'expired',
  'used',
  'foreign',
  'unknown',
  'refused',
  'scope',
  'noOrganisation',
  'unavailable',
] as const;
export type ConnectProblem = (typeof connectProblems)[number];

/** An organisation that the consent reaches, as kept until one is chosen. */
export type OrganisationChoice = {
  ledgerConnectionId: string;
  organisationId: string;
  name: string;
  /** Whether it was allowed in this visit to the accounting software, and not in an earlier one. */
  isNew: boolean;
};
