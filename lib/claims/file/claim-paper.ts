import { createHash } from 'node:crypto';
import { parseItemPages } from '#lib/coding/stored-pages.ts';
import type { DrawableDocument } from '#lib/documents/page-image.ts';
import { formatDate, fromColumn } from '#lib/domain/calendar-date.ts';
import { type ClaimBill, sumsByCategory } from '#lib/domain/claims/claim-bill.ts';
import { sumLines } from '#lib/domain/coding/line-items.ts';
import { entryName } from '#lib/domain/coding/list-entry.ts';
import { type ItemPage, shownPages } from '#lib/domain/documents/item-pages.ts';
import { isBillOpen, type LoadedClaim } from '../load-claims.ts';

export type PaperLine = {
  item: number;
  date: string;
  /** Where, and what. */
  text: string;
  category: string;
  taxRate: string;
  taxAmount: string;
  total: string;
};

export type PaperReceipt = { label: string; document: DrawableDocument; pages: readonly ItemPage[] };

/** What the PDF of a claim's bill in one currency says: its cover sheet, then the receipts. */
export type ClaimPaper = {
  billId: string;
  fileName: string;
  title: string;
  currency: string;
  facts: { label: string; value: string }[];
  lines: PaperLine[];
  /** By category, the tax in it and the total. */
  sums: { category: string; taxAmount: string; total: string }[];
  taxAmount: string;
  total: string;
  receipts: PaperReceipt[];
};

/** Of each bill that is not in the books as it is; amounts as decimal text. The same for the same claim, so that it is known whether one is up to date. */
export function claimPapers(claim: LoadedClaim, business: { name: string }): ClaimPaper[] {
  const { lists } = claim.context;
  const nameOf = (list: 'accounts' | 'taxRates', id: string | null) =>
    id === null ? '' : (entryName(list, id, lists, 'commaPoint') ?? '');
  return claim.bills.filter(isBillOpen).flatMap(({ row, composed }) => {
    if (!composed) return [];
    const items = new Map(claim.row.items.map((item) => [item.id, item]));
    const own = composed.coding.lines;
    const digits = lists.rules.amountDigits;
    const sums = sumLines(own, digits);
    const receipts = [...new Set(composed.sources)].flatMap((id) => {
      const item = items.get(id);
      return (item?.documents ?? []).map(({ pages, document }) => {
        const label = [`Item ${item?.number}`, item?.contact?.name, document.fileName].filter(Boolean).join(' · ');
        const { id: documentId, businessId, storageKey, mimeType, pageCount } = document;
        return {
          ...{ label, document: { id: documentId, businessId, storageKey, mimeType } },
          pages: shownPages(parseItemPages(pages), pageCount),
        };
      });
    });
    return {
      billId: row.id,
      fileName: `${fileStem(composed.coding.reference ?? claim.row.name)}.pdf`,
      title: claim.row.name,
      currency: composed.currency,
      facts: factsOf(claim, composed, business),
      lines: own.map((line, index) => {
        const item = items.get(composed.sources[index] ?? '');
        const issuedOn = fromColumn(item?.issuedOn ?? null);
        return {
          item: item?.number ?? 0,
          date: issuedOn ? formatDate(issuedOn) : '',
          // The day has a column of its own here.
          text: (line.description ?? '').replace(issuedOn ? `, ${formatDate(issuedOn)}` : '', ''),
          category: nameOf('accounts', line.accountId),
          taxRate: nameOf('taxRates', line.taxRateId),
          taxAmount: line.taxAmount ?? '0',
          total: line.total ?? '0',
        };
      }),
      sums: sumsByCategory(own, digits).map(({ accountId, ...amounts }) => ({
        category: nameOf('accounts', accountId) || 'Without a category',
        ...amounts,
      })),
      ...{ taxAmount: sums.taxAmount, total: sums.total, receipts },
    };
  });
}

function factsOf({ row }: LoadedClaim, { currency }: ClaimBill, business: { name: string }) {
  const days = row.items.flatMap(({ issuedOn }) => (issuedOn ? fromColumn(issuedOn) : [])).sort();
  const [first] = days;
  const endsOn = fromColumn(row.endsOn);
  const facts = [
    { label: 'Claim', value: String(row.number) },
    { label: 'Claimant', value: row.claimant.name },
    { label: 'Business', value: business.name },
    {
      label: 'Period',
      value: first && first < endsOn ? `${formatDate(first)} to ${formatDate(endsOn)}` : formatDate(endsOn),
    },
    { label: 'Paid to', value: row.contact?.name ?? '' },
    { label: 'Currency', value: currency },
    { label: 'Description', value: row.description },
  ];
  return facts.filter(({ value }) => value.trim() !== '');
}

const fileStem = (name: string) =>
  name
    .replace(/[^\p{L}\p{N} ._-]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim() || 'Expense claim';

/** Raised when the same is drawn otherwise, so that what was made before is made anew. */
const DRAWING = 2;

/** Equal for claims whose PDFs are the same. */
export function papersKey(papers: readonly ClaimPaper[]): string {
  return createHash('sha256')
    .update(JSON.stringify([DRAWING, papers]))
    .digest('hex');
}

export const pagesOf = (papers: readonly ClaimPaper[]): number =>
  papers.flatMap(({ receipts }) => receipts).reduce((count, { pages }) => count + pages.length, 0);
