import type { Entity } from '../storage/table.ts';

export const SUBSCRIPTION_STATUSES = ['ACTIVE', 'PAST_DUE', 'CANCELED'] as const;
export type SubscriptionStatus = (typeof SUBSCRIPTION_STATUSES)[number];

/** What an organisation pays an app through Xero's App Store. */
export interface AppSubscription extends Entity {
  appId: string;
  organisationId: string;
  plan: string;
  status: SubscriptionStatus;
  startedAt: number;
  /** When it was cancelled. */
  endedAt: number | undefined;
  updatedAt: number;
}
