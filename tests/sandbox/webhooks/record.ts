import type { Entity } from '../storage/table.ts';

export const WEBHOOK_CATEGORIES = [
  'CONTACT',
  'INVOICE',
  'CREDITNOTE',
  'PREPAYMENT',
  'OVERPAYMENT',
  'SUBSCRIPTION',
] as const;
export type WebhookCategory = (typeof WEBHOOK_CATEGORIES)[number];

/** Where an app wants to be told of changes. The id is the app's. */
export interface WebhookSubscription extends Entity {
  url: string;
  /** Signs what is sent. */
  key: string;
  categories: WebhookCategory[];
  /** Only one whose address proved that it checks signatures is sent events. */
  status: 'OK' | 'INTENT_FAILED' | 'DISABLED';
  /** Why, when it is not OK. */
  problem: string | undefined;
  nextSequence: number;
}

/** A change that an app is still to be told. */
export interface WebhookEvent extends Entity {
  appId: string;
  sequence: number;
  category: WebhookCategory;
  type: 'CREATE' | 'UPDATE';
  /** Whose it is: an organisation, or for a subscription the app. */
  tenantId: string;
  resourceId: string;
  /** For credit notes only. */
  data: { Type: string; Status: string } | undefined;
  at: number;
  attempts: number;
  nextAttemptAt: number;
}
