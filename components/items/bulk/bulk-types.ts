import type { BulkOutcome } from '#lib/coding/bulk/bulk-outcome.ts';
import type { BulkPreview } from '#lib/coding/bulk/preview-bulk-edit.ts';
import type { OwnerChoice } from '#lib/coding/owners.ts';
import type { BulkValues } from '#lib/domain/coding/bulk-edit.ts';
import type { ItemFlag } from '#lib/domain/flag.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import type { Result } from '#lib/domain/result.ts';
import type { InboxQuery } from '#lib/inbox/inbox-query.ts';
import type { MatchingItems } from '#lib/inbox/select-matching.ts';
import type { Choices } from '#lib/lists/load-choices.ts';
import type { FindCategories } from '../found-categories.ts';

/** What fields can be set to. */
export type BulkOffer = { choices: Choices; owners: OwnerChoice[]; flags: ItemFlag[] };

/** Says for oneself whether items are read; `shows` has the page drawn with it. */
export type ReadHandler = (input: { itemIds: string[]; isRead: boolean; shows: boolean }) => Promise<Result<number>>;

/** What can be asked about many items. */
export type BulkHandlers = {
  matching: (input: { workspace: Workspace; query: InboxQuery }) => Promise<Result<MatchingItems>>;
  choices: (input: { workspace: Workspace }) => Promise<Result<BulkOffer>>;
  findCategories: FindCategories;
  /** `only`: nothing else is touched than what has these values. `publishes`: what is changed is published then. */
  preview: (input: {
    workspace: Workspace;
    itemIds: string[];
    values: BulkValues;
    only?: BulkValues;
    publishes?: boolean;
  }) => Promise<Result<BulkPreview>>;
  set: (input: {
    workspace: Workspace;
    itemIds: string[];
    values: { ownerId: string | null } | { flagId: string | null };
  }) => Promise<Result<BulkOutcome>>;
  read: ReadHandler;
  apply: (input: { bulkEditId: string }) => Promise<Result<BulkOutcome>>;
  undo: (input: { bulkEditId: string }) => Promise<Result<BulkOutcome>>;
  look: (input: { bulkEditId: string }) => Promise<Result<BulkOutcome>>;
  told: (input: { bulkEditId: string }) => Promise<Result<null>>;
};
