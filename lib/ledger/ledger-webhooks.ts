/** How an accounting software tells of changes by itself: requests to an address of ours, signed with a key that both know. */
export type LedgerWebhooks = {
  /** Where the key is set that they are signed with, and whether it is. */
  keySetting: string;
  hasKey(): boolean;
  /** What can be told of, as the ledger's own page calls it. */
  eventNames: readonly string[];
  /** Where an app's webhooks are set up at the ledger. */
  setUpUrl: string;
  /** A delivery is never larger. */
  maxBytes: number;
  signatureHeader: string;
  /** Whether the ledger signed exactly these bytes. Takes a time that tells nothing about the signature. */
  isGenuine(signature: string | null, body: Buffer): boolean;
  /** What a delivery tells of; null when it can't be read. Nothing in it is believed: it only says where to look. */
  read(body: Buffer): LedgerEvent[] | null;
};

export type LedgerEvent = {
  organisationId: string;
  about: 'contact' | 'document' | 'other';
  /** As the ledger's own page calls it. */
  name: string;
  /** The contact's or the document's own id. */
  ledgerId: string;
  at: Date | null;
};
