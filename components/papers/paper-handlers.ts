import type { AmountSplit } from '#lib/domain/coding/split-amounts.ts';
import { failure, type Result } from '#lib/domain/result.ts';
import type { Sheet } from '#lib/inbox/document-view.ts';
import type { Split } from '#lib/inbox/pages/change-pages.ts';
import type { ItemPapers } from '#lib/inbox/pages/item-papers.ts';
import type { Merged } from '#lib/inbox/pages/merge-items.ts';
import type { AmountsSplit } from '#lib/inbox/split-item.ts';

type Does<Input, Output> = (input: Input, tab?: string) => Promise<Result<Output>>;
type Pages = Pick<Sheet, 'documentId' | 'page' | 'turn'>[];

/** What is done with the pages of items. */
export type PaperHandlers = {
  load: Does<{ itemIds: string[] }, ItemPapers[]>;
  find: Does<{ itemId: string; search: string }, ItemPapers[]>;
  merge: Does<{ leadId: string; itemIds: string[]; keep?: 'all' | 'lead' | 'others' }, Merged>;
  /** Says that items which seem to be one purchase are two, or takes that back. */
  settle: Does<{ itemId: string; otherIds: string[]; areTwo: boolean }, null>;
  /** Says that what was put together by itself is right. */
  agree: Does<{ leadId: string; itemIds: string[] }, null>;
  unmerge: Does<{ leadId: string; itemIds?: string[] }, { itemIds: string[] }>;
  save: Does<{ itemId: string; was: Pages; sheets: Pages }, null>;
  splitAmounts: Does<
    { itemId: string; revision: number; split: AmountSplit; accountIds: (string | null)[] },
    AmountsSplit
  >;
  undoSplit: Does<{ itemId: string; revision: number; made: { itemId: string; revision: number }[] }, null>;
  split: Does<{ itemId: string; was: Pages; parts: Pages[] }, Split>;
};

export const brokeOffHere = () =>
  failure('offline', 'The connection broke off, so it is not known whether this was done. Reload the page and look.');
