import { codingOf } from '#lib/coding/coding-columns.ts';
import { withDocuments } from '#lib/coding/item-documents.ts';
import { businessConnection } from '#lib/connections/business-connection.ts';
import { db } from '#lib/db.ts';
import type { Amount } from '#lib/domain/amount.ts';
import { type CalendarDate, fromColumn } from '#lib/domain/calendar-date.ts';
import { type ClaimEventDetail, claimSentence } from '#lib/domain/claims/claim-event.ts';
import { overLimit } from '#lib/domain/claims/claim-rate.ts';
import type { ClaimStatus } from '#lib/domain/claims/claim-status.ts';
import type { PublishAs } from '#lib/domain/coding/coding.ts';
import { itemTax, sumLines } from '#lib/domain/coding/line-items.ts';
import { categoryText } from '#lib/domain/coding/show-value.ts';
import { shownAmount } from '#lib/domain/coding/shown-amount.ts';
import type { LedgerRules } from '#lib/domain/ledger-rules.ts';
import { decimal } from '#lib/domain/money.ts';
import type { Fix, ProblemCode } from '#lib/domain/readiness/problem.ts';
import { type DocumentView, documentView } from '#lib/inbox/document-view.ts';
import { readMethods } from '#lib/lists/payment-methods/load-payment-methods.ts';
import type { PublicationView } from '#lib/publishing/publication-view.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { isFileCurrent } from './file/file-state.ts';
import { isBillOpen, type LoadedBill, type LoadedClaim, leftToDo, loadClaim } from './load-claims.ts';
import { type ClaimRateRow, claimRates } from './rates/claim-rates.ts';
import { visibleClaims } from './visible-claims.ts';

export type ClaimItemView = {
  id: string;
  number: number;
  contact: string | null;
  issuedOn: CalendarDate | null;
  description: string | null;
  category: string | null;
  currency: string;
  /** Gross; of a credit note below zero, as is the tax. */
  total: Amount | null;
  taxAmount: Amount | null;
  document: DocumentView | null;
  /** What is left to do about it, in words. */
  problems: string[];
  /** Its currency's bill is in the books, or on its way. */
  isLocked: boolean;
};

export type ClaimBillView = {
  /** Of the item that it is. */
  itemId: string;
  revision: number;
  currency: string;
  total: Amount;
  taxAmount: Amount;
  /** What is left to do about it, and why it was refused, in words; with what would put it right at one press. */
  problems: { message: string; code: ProblemCode; fixes: Fix[] }[];
  refusal: { message: string; item: number | null }[];
  publication: PublicationView | null;
  /** Its PDF, once there is one. */
  document: DocumentView | null;
};

/** All that a claim's page shows; plain enough to cross to the browser. */
export type ClaimView = {
  id: string;
  number: number;
  revision: number;
  name: string;
  description: string;
  endsOn: CalendarDate;
  dueOn: CalendarDate | null;
  claimant: { id: string; name: string };
  contact: { id: string; name: string } | null;
  publishTo: 'DOCUMENT' | 'BANK_ACCOUNT';
  publishAs: PublishAs;
  paymentMethodId: string | null;
  status: ClaimStatus;
  items: ClaimItemView[];
  bills: ClaimBillView[];
  /** Everything that keeps it from being published, in words. */
  toDo: string[];
  /** What is more than its kind may be in one claim: to be looked at, and no hindrance. */
  warnings: string[];
  /** No bill of it is in the books or on its way: its own fields can be changed. */
  isOpen: boolean;
  file: { state: 'none' | 'making' | 'current' | 'old' | 'failed'; done: number; pages: number };
  /** Why it was not published once its PDF was made. */
  publishProblem: string | null;
  choices: {
    statuses: PublishAs[];
    statusNames: LedgerRules['statusNames'];
    /** Those that money can be spent through. */
    paymentMethods: { id: string; name: string }[];
    /** What is paid for distances and days. */
    rates: Pick<ClaimRateRow, 'id' | 'name' | 'unit' | 'versions'>[];
    amountDigits: number;
  };
  /** Newest first. */
  history: { id: string; at: string; who: string; what: string }[];
};

const MAX_HISTORY = 200;

/** A claim by its number, or null when the person may not see it or it is deleted. */
export async function getClaim(scope: BusinessScope, number: number): Promise<ClaimView | null> {
  const claim = await loadClaim(scope, { ...visibleClaims(scope), number });
  if (!claim) return null;
  const { row, context, bills } = claim;
  const { rules } = context.lists;
  const [file, documents, paymentMethods, rates, history] = await Promise.all([
    fileOf(claim),
    documentsOf(bills),
    methodsOf(scope),
    claimRates(scope),
    db.claimEvent.findMany({
      where: { claimId: row.id },
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
      take: MAX_HISTORY,
    }),
  ]);
  const { id, revision, name, description, claimant, contact, publishTo, publishAs, paymentMethodId } = row;
  return {
    ...{ id, number, revision, name, description, contact, publishTo, publishAs, paymentMethodId },
    endsOn: fromColumn(row.endsOn),
    dueOn: fromColumn(row.dueOn),
    claimant: { id: claimant.id, name: claimant.name },
    status: claim.status,
    items: itemsOf(claim),
    bills: bills.map((bill) => billView(bill, claim, documents.get(bill.row.id) ?? null)),
    toDo: leftToDo(claim),
    warnings: warningsOf(claim, rates),
    isOpen: bills.every(isBillOpen),
    file,
    publishProblem: row.file?.publishProblem ?? null,
    choices: {
      statuses: Object.keys(rules.statuses) as PublishAs[],
      statusNames: rules.statusNames,
      paymentMethods,
      rates: rates.filter(({ isArchived }) => !isArchived),
      amountDigits: rules.amountDigits,
    },
    history: history.map(({ id, at, actorName, kind, detail }) => ({
      ...{ id, at: at.toISOString(), who: actorName },
      what: claimSentence(kind, detail as ClaimEventDetail),
    })),
  };
}

function itemsOf({ row, bills, problems, context }: LoadedClaim): ClaimItemView[] {
  const { lists, baseCurrency } = context;
  const closed = new Set(bills.filter((bill) => !isBillOpen(bill)).map((bill) => bill.row.currency));
  return row.items.map((item) => {
    const coding = codingOf(item, lists.rules);
    const currency = coding.currency ?? baseCurrency;
    return {
      ...{ id: item.id, number: item.number, contact: item.contact?.name ?? null, issuedOn: coding.issuedOn, currency },
      description: coding.description,
      category: categoryText(coding, lists),
      total: shownAmount(coding.type, coding.total),
      taxAmount: shownAmount(coding.type, itemTax(coding, lists.rules.amountDigits)),
      document: documentView(item.documents),
      problems: [...new Set((problems.get(item.id) ?? []).map(({ message }) => message))],
      isLocked: closed.has(currency),
    };
  });
}

function billView(
  { row, composed, assessment, publication }: LoadedBill,
  { row: claim, context }: LoadedClaim,
  document: DocumentView | null,
): ClaimBillView {
  const coding = codingOf(row, context.lists.rules);
  const { total, taxAmount } = sumLines(coding.lines, context.lists.rules.amountDigits);
  const numbers = new Map(claim.items.map((item) => [item.id, item.number]));
  return {
    ...{
      itemId: row.id,
      revision: row.revision,
      currency: row.currency ?? '',
      total,
      taxAmount,
      publication,
      document,
    },
    problems: assessment.problems.map(({ message, code, fixes }) => ({ message, code, fixes })),
    refusal: assessment.refusal
      .filter(({ isTold }) => !isTold)
      .map(({ message, line }) => ({
        message,
        item: line === null ? null : (numbers.get(composed?.sources[line] ?? '') ?? null),
      })),
  };
}

async function fileOf(claim: LoadedClaim): Promise<ClaimView['file']> {
  const { file } = claim.row;
  if (!file) return { state: 'none', done: 0, pages: 0 };
  const counts = { done: file.done, pages: file.pages };
  if (file.state === 'RUNNING') return { state: 'making', ...counts };
  if (file.state === 'FAILED') return { state: 'failed', ...counts };
  return { state: (await isFileCurrent(claim)) ? 'current' : 'old', ...counts };
}

async function documentsOf(bills: readonly LoadedBill[]): Promise<Map<string, DocumentView>> {
  const found = await db.item.findMany({
    where: { id: { in: bills.map(({ row }) => row.id) } },
    select: { id: true, ...withDocuments },
  });
  return new Map(
    found.flatMap(({ id, documents }) => {
      const view = documentView(documents);
      return view ? [[id, view] as const] : [];
    }),
  );
}

async function methodsOf({ businessId }: BusinessScope): Promise<{ id: string; name: string }[]> {
  const connection = await businessConnection(db, businessId);
  const methods = await readMethods(db, connection?.id ?? null, { businessId, archivedAt: null });
  return methods
    .filter(({ isBankAccount, trouble }) => isBankAccount && trouble === null)
    .map(({ id, name }) => ({ id, name }));
}

function warningsOf({ row, context }: LoadedClaim, rates: readonly ClaimRateRow[]): string[] {
  const counted = row.items.flatMap((item) => {
    const rate = rates.find(({ id }) => id === item.claimRateId);
    return rate ? item.lines.map(({ quantity }) => ({ rate, quantity: decimal(String(quantity)).toFixed() })) : [];
  });
  return overLimit(counted, context.numbers);
}
