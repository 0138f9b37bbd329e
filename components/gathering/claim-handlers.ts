import type { ClaimChange } from '#lib/claims/change-claim.ts';
import type { ClaimChoices, FreeItem } from '#lib/claims/claim-choices.ts';
import type { Gathered } from '#lib/claims/gather-items.ts';
import type { ClaimPublished } from '#lib/claims/publish-claim.ts';
import { failure, type Result } from '#lib/domain/result.ts';

type Does<Input, Output> = (input: Input, tab?: string) => Promise<Result<Output>>;
type OfClaim = { claimId: string };

/** What is done with claims. */
export type ClaimHandlers = {
  choices: Does<{ itemIds: string[] }, ClaimChoices>;
  free: Does<{ claimantId: string; everybodys: boolean }, FreeItem[]>;
  make: Does<
    { name: string; description: string; endsOn: string; claimantId: string; itemIds: string[] },
    { number: number; claimId: string } & Gathered
  >;
  add: Does<OfClaim & { itemIds: string[] }, Gathered>;
  takeOut: Does<OfClaim & { itemIds: string[] }, string[]>;
  returnItem: Does<OfClaim & { itemId: string; reason: string }, null>;
  change: Does<
    OfClaim & { revision: number; changes: Partial<ClaimChange> },
    { revision: number; before: ClaimChange }
  >;
  delete: Does<OfClaim, { itemIds: string[] }>;
  restore: Does<OfClaim & { itemIds: string[] }, null>;
  publish: Does<OfClaim & { revision: number }, ClaimPublished>;
  addAllowance: Does<
    OfClaim & { rateId: string; on: string; quantity: string; description: string },
    { number: number }
  >;
  makePdf: Does<OfClaim, null>;
};

export const brokenOff = () =>
  failure('offline', 'The connection broke off, so it is not known whether this was done. Reload the page and look.');
