import type { ApiCall } from '../api/context.ts';
import { ElementRefused } from '../api/failures.ts';
import { lengthProblem } from '../api/lengths.ts';
import { flag } from '../api/listing.ts';
import type { Fields } from '../api/reading.ts';
import { totalDiscountOf } from '../documents/amounts.ts';
import { requireApprover } from '../documents/approval.ts';
import { blankDocument } from '../documents/blank.ts';
import { documentContact } from '../documents/contact.ts';
import { readContent } from '../documents/content.ts';
import { readLine } from '../documents/lines.ts';
import { lockDateProblem, lockedDocumentProblem } from '../documents/lock-dates.ts';
import { LONGEST_NUMBER } from '../documents/numbers.ts';
import { urlProblem } from '../documents/url.ts';
import { stockProblem } from '../items/stock.ts';
import { defaultTheme, themeProblem } from '../organisations/branding-themes.ts';
import { isNumberTaken, nextInvoiceNumber } from './numbers.ts';
import { INVOICE_STATUSES, INVOICE_TYPES, type Invoice, type InvoiceStatus, type InvoiceType } from './record.ts';
import { creationProblem, transitionProblem } from './status.ts';

/** A new invoice as the request asks for it, or a refusal with every reason. */
export function newInvoice(call: ApiCall, fields: Fields): Invoice {
  const type = fields.oneOf('Type', 'InvoiceType', INVOICE_TYPES);
  if (!type) throw new ElementRefused(['Invoice not of valid type for creation']);
  const status = fields.oneOf('Status', 'InvoiceStatus', INVOICE_STATUSES) ?? 'DRAFT';
  const problem = creationProblem(status);
  if (problem) throw new ElementRefused([problem]);
  requireApprover(call, status);
  const contact = documentContact(call, fields.object('Contact'));
  const blank = blankInvoice(call, type, contact.id);
  return readInto(call, fields, blank, status, true);
}

/** An invoice as the request changes it, or a refusal with every reason. What is not sent stays as it is. */
export function changedInvoice(call: ApiCall, fields: Fields, existing: Invoice): Invoice {
  const asked = fields.oneOf('Status', 'InvoiceStatus', INVOICE_STATUSES) ?? existing.status;
  const isSettled = existing.amountPaid > 0 || existing.amountCredited > 0;
  const problem = transitionProblem(existing.status, asked, isSettled);
  if (problem) throw new ElementRefused([problem]);
  requireApprover(call, existing.status, asked);
  if (existing.status === 'AUTHORISED' || existing.status === 'PAID') {
    const locked = lockedDocumentProblem(call, existing.date);
    if (locked) throw new ElementRefused([locked]);
  }
  if (asked === 'DELETED' || asked === 'VOIDED') return { ...existing, status: asked, updatedAt: call.now };
  const contactFields = fields.object('Contact');
  const contactId = contactFields ? documentContact(call, contactFields).id : existing.contactId;
  // One of nothing is paid from the start.
  return isSettled || existing.status === 'PAID'
    ? changedSettledInvoice(call, fields, { ...existing, contactId })
    : readInto(call, fields, { ...existing, contactId }, asked, false);
}

function blankInvoice(call: ApiCall, type: InvoiceType, contactId: string): Invoice {
  return {
    ...blankDocument(call, contactId),
    type,
    status: 'DRAFT',
    number: '',
    dueDate: undefined,
    plannedPaymentDate: undefined,
    expectedPaymentDate: undefined,
    brandingThemeId: type === 'ACCREC' ? defaultTheme(call.books) : undefined,
    sentToContact: false,
    totalDiscount: 0,
    approvedAt: undefined,
    amountPaid: 0,
    amountCredited: 0,
    fullyPaidOn: undefined,
  };
}

function readInto(call: ApiCall, fields: Fields, base: Invoice, status: InvoiceStatus, isNew: boolean): Invoice {
  const problems: string[] = [];
  const isComplete = status !== 'DRAFT';
  const isSale = base.type === 'ACCREC';
  const keepsLines = base.status === status;
  const rules = { isComplete, isSale, allowsDiscount: isSale, isNew, keepsLines };
  const content = readContent(call, fields, base, rules, problems);
  const invoice: Invoice = {
    ...base,
    ...plainFields(fields, base),
    ...content,
    status,
    totalDiscount: totalDiscountOf(content.lines),
    number: readNumber(call, fields, base, isNew, problems),
    updatedAt: call.now,
  };
  problems.push(...plainProblems(call, invoice));
  if (isComplete && !invoice.dueDate) problems.push('The document DueDate field must be specified.');
  const locked = status === 'AUTHORISED' ? lockDateProblem(call, invoice.date) : undefined;
  if (locked) problems.push(locked);
  if (status === 'AUTHORISED' && base.status !== 'AUTHORISED' && isApprovalLimitReached(call)) {
    problems.push('You have reached the limit of invoices you can approve');
  }
  const sold = base.status === 'AUTHORISED' ? base.lines : [];
  const isSold = isSale && status === 'AUTHORISED' && !flag(call, 'allowBackorders');
  const short = isSold ? stockProblem(call.books, invoice.lines, sold) : undefined;
  if (short) problems.push(short);
  if (problems.length > 0) throw new ElementRefused([...new Set(problems)]);
  if (status !== 'AUTHORISED') return invoice;
  const approved = { ...invoice, approvedAt: base.approvedAt ?? call.now };
  return approved.total === 0 ? { ...approved, status: 'PAID', fullyPaidOn: approved.date } : approved;
}

/** Once paid in part or in full, only what does not move money may change. */
function changedSettledInvoice(call: ApiCall, fields: Fields, base: Invoice): Invoice {
  const problems: string[] = [];
  const sent = fields.list('LineItems');
  if (sent?.some((line) => !line.guid('LineItemID'))) {
    throw new ElementRefused(['To update fields on a paid invoice line item, you must supply a LineItemID']);
  }
  const isSale = base.type === 'ACCREC';
  const { lineAmountTypes } = base;
  const rules = { lineAmountTypes, keepsTaxBasis: true, isComplete: true, isSale, allowsDiscount: isSale };
  const lines = base.lines.map((line) => {
    const given = sent?.find((one) => one.guid('LineItemID') === line.id);
    if (!given) return line;
    const read = readLine(call, given, line, rules);
    const { description, accountId, tracking } = read.line;
    if (accountId !== line.accountId) problems.push(...read.problems);
    return { ...line, description, accountId, tracking };
  });
  const number = readNumber(call, fields, base, false, problems);
  const invoice = { ...base, ...plainFields(fields, base), lines, number, updatedAt: call.now };
  problems.push(...plainProblems(call, invoice));
  if (problems.length > 0) throw new ElementRefused([...new Set(problems)]);
  return invoice;
}

function plainProblems({ books }: ApiCall, { brandingThemeId, url }: Invoice): string[] {
  return [themeProblem(books, brandingThemeId), urlProblem(url)].filter((problem) => problem !== undefined);
}

function plainFields(fields: Fields, base: Invoice) {
  return {
    reference: fields.text('Reference') ?? base.reference,
    dueDate: fields.date('DueDate') ?? base.dueDate,
    plannedPaymentDate: fields.date('PlannedPaymentDate') ?? base.plannedPaymentDate,
    expectedPaymentDate: fields.date('ExpectedPaymentDate') ?? base.expectedPaymentDate,
    brandingThemeId: fields.guid('BrandingThemeID') ?? base.brandingThemeId,
    url: fields.text('Url') ?? base.url,
    sentToContact: fields.boolean('SentToContact') ?? base.sentToContact,
  };
}

function readNumber(call: ApiCall, fields: Fields, base: Invoice, isNew: boolean, problems: string[]): string {
  const sent = fields.text('InvoiceNumber');
  const tooLong = lengthProblem('InvoiceNumber', sent, LONGEST_NUMBER);
  if (tooLong) problems.push(tooLong);
  if (base.type === 'ACCPAY') return sent ?? base.number;
  if (!sent) return isNew ? nextInvoiceNumber(call.books) : base.number;
  if (isNumberTaken(call.books, sent, base.id)) problems.push('Invoice # must be unique.');
  return sent;
}

/** Legacy plans approve so many bills and invoices in a calendar month; what is voided since was approved all the same. */
function isApprovalLimitReached({ organisation, books, now }: ApiCall): boolean {
  if (organisation.approvalsPerMonth === undefined) return false;
  const monthOf = (instant: number) => new Date(instant).toISOString().slice(0, 7);
  const approved = books.invoices
    .all()
    .filter(({ approvedAt }) => approvedAt !== undefined && monthOf(approvedAt) === monthOf(now));
  return approved.length >= organisation.approvalsPerMonth;
}
