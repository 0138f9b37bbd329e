export const addressKinds = ['POSTAL', 'STREET'] as const;
type AddressKind = (typeof addressKinds)[number];

/** Where a contact is, as its ledger tells it. */
export type ContactAddress = {
  kind: AddressKind;
  /** As they stand under each other on an envelope. */
  lines: string[];
};

export const addressKindNames: Record<AddressKind, string> = {
  POSTAL: 'Postal address',
  STREET: 'Street address',
};
