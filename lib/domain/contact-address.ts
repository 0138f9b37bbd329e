/** Where a contact is, as its ledger tells it. */
export type ContactAddress = {
  kind: 'POSTAL' | 'STREET';
  /** As they stand under each other on an envelope. */
  lines: string[];
};

export const addressKindNames: Record<ContactAddress['kind'], string> = {
  POSTAL: 'Postal address',
  STREET: 'Street address',
};
