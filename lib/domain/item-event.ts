/** What the history of an item can tell. Publishing adds its own steps with the same table. */
export type ItemEventKind =
  | 'added'
  | 'changed'
  | 'deleted'
  | 'restored'
  | 'confirmed'
  | 'moved'
  | 'exported'
  | 'archived'
  | 'broughtBack'
  | 'publishRequested'
  | 'published'
  | 'attached'
  | 'attachmentFailed'
  | 'paymentRecorded'
  | 'paymentFailed'
  | 'paymentCancelled'
  | 'creditAllocated'
  | 'creditNotAllocated'
  | 'noteFailed'
  | 'publishRefused'
  | 'publishUncertain'
  | 'publishCancelled'
  | 'ledgerChangeRequested'
  | 'ledgerChanged'
  | 'changedInBooks'
  | 'settlementTakenBack'
  | 'correctionBegun'
  | 'correctionEnded';

/** A value as it was shown, and as it was: the text stays readable when a list entry is renamed. */
export type ShownValue = { text: string; value: unknown };
