import type { ItemType } from './coding/coding.ts';
import type { Workspace } from './paths.ts';
import { type PublicationKind, publicationKind, publicationKindNames } from './publication/publication.ts';

/** Who an item's contact is to the business, in a sentence. */
export const contactWords: Record<Workspace, { one: string; many: string }> = {
  COSTS: { one: 'supplier', many: 'suppliers' },
  SALES: { one: 'customer', many: 'customers' },
};

/** How pages call a workspace. */
export const workspaceNames: Record<Workspace, string> = { COSTS: 'Costs', SALES: 'Sales' };

/** What an item becomes in the ledger, in a sentence: `a bill`, `an invoice`, `a credit note`. */
export function aDocument(workspace: Workspace, type: ItemType): string {
  const word = publicationKindNames[publicationKind(workspace, type)];
  return /^[aeiou]/.test(word) ? `an ${word}` : `a ${word}`;
}

/** Whether a document is of money spent or earned. */
export function workspaceOf(kind: PublicationKind): Workspace {
  return kind === 'SALES_INVOICE' || kind === 'SALES_CREDIT_NOTE' || kind === 'RECEIVE_MONEY' ? 'SALES' : 'COSTS';
}

/** As a sentence or a label begins. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
