import type { CodingField } from '#lib/domain/coding/coding.ts';
import { decimal } from '#lib/domain/money.ts';
import { writeNumber } from '#lib/domain/number-form.ts';
import type { LedgerDocumentLine } from '../ledger.ts';
import type { ReasonCode } from '../ledger-error.ts';

/**
 * Xero's validation sentences, which it gives no codes for: the only place that knows them. Each pattern has a fixture in
 * tests/unit/ledger/xero/messages.test.ts. The first that matches counts; wording drifts, so parts are matched.
 */
export type Pattern = {
  text: RegExp;
  code: ReasonCode;
  field: CodingField | null;
  /** What happened and what to do, from the parts that the pattern caught. */
  say: (...parts: string[]) => string;
  /** Finds the line that the sentence is about, by what it quotes. */
  line?: (line: LedgerDocumentLine, ...parts: string[]) => boolean;
};

const byAccount = (line: LedgerDocumentLine, code: string) => line.accountCode === code;
const byTaxType = (line: LedgerDocumentLine, taxType: string) => line.taxType === taxType;

const isAmount = (text: string) => /^-?\d+(\.\d+)?$/.test(text);
/** An amount in a sentence of ours, to be read in any form. */
const amount = (text = '') => (isAmount(text) ? writeNumber(text, 'kept') : text);

export const patterns: readonly Pattern[] = [
  {
    text: /(?:period|end of year) lock date(?:, currently set at (.+?))?\.?$/i,
    code: 'periodLocked',
    field: 'issuedOn',
    say: (until) =>
      `The date lies in a period that is locked${until ? ` up to ${until}` : ''}. Change the date, publish as a draft, or have the lock date moved in Xero.`,
  },
  {
    text: /Account code '(.+?)' has been archived, or has been deleted/i,
    code: 'accountArchived',
    field: 'accountId',
    say: (code) =>
      `The category ${code} is archived in Xero. Choose an active one, or restore it in Xero, then reload the lists and publish again.`,
    line: byAccount,
  },
  {
    text: /Account code '(.+?)' is not a valid code for this document/i,
    code: 'accountNotAllowed',
    field: 'accountId',
    say: (code) => `Xero does not take the category ${code} for this kind of document. Choose another one.`,
    line: byAccount,
  },
  {
    text: /TaxType code '?(.+?)'? cannot be used with account code '?(.+?)'?\.?$/i,
    code: 'taxRateNotAllowed',
    field: 'taxRateId',
    say: (taxType, code) =>
      `The tax rate ${taxType} cannot be used with the category ${code}. Choose another tax rate or category.`,
    line: (line, taxType, code) =>
      byTaxType(line, taxType) && (line.accountCode === null || byAccount(line, code ?? '')),
  },
  {
    text: /TaxType code '?(.+?)'? does not exist or cannot be used/i,
    code: 'taxRateNotAllowed',
    field: 'taxRateId',
    say: (taxType) => `Xero does not take the tax rate ${taxType} here. Choose another one.`,
    line: byTaxType,
  },
  {
    text: /Tax rate must be (?:valid|active)/i,
    code: 'taxRateNotAllowed',
    field: 'taxRateId',
    say: () => 'The tax rate is no longer active in Xero. Choose another one.',
  },
  {
    text: /tax ?amount (?:specified )?cannot be greater than the (?:line|unit) ?amount/i,
    code: 'taxExceedsLine',
    field: 'taxAmount',
    say: () => 'The tax is more than the amount it is part of. Correct the tax or the total.',
  },
  {
    text: /Tax amount (\S+) is incorrect for (\S+) tax type, should be (\S+?)\.?$/i,
    code: 'totalMismatch',
    field: 'taxAmount',
    say: (sent, taxType, expected) =>
      `Xero computes ${amount(expected)} of tax at the rate ${taxType}, and takes no other for money spent or received: ${amount(sent)} was sent. Correct the tax.`,
    line: (line, sent, taxType) =>
      byTaxType(line, taxType ?? '') && isAmount(sent) && decimal(line.taxAmount).equals(sent),
  },
  {
    text: /The line total (\S+) does not match the expected line total (\S+)/i,
    code: 'totalMismatch',
    field: 'lines',
    say: (sent, expected) =>
      `A line's total of ${amount(sent)} is not its quantity times its price, which is ${amount(expected)}. Correct the line.`,
  },
  {
    // `The document total …`, `The invoice total …`; of money spent or received: `The document sub total … the sub total …`.
    text: /total does not equal the (?:sum|sub ?total) of the lines/i,
    code: 'totalMismatch',
    field: 'total',
    say: () => 'The total is not the sum of the lines. Correct the total or the lines.',
  },
  {
    text: /quantity value '(.+?)' is invalid/i,
    code: 'quantityNegative',
    field: 'lines',
    say: (quantity) =>
      `Xero takes no quantity below zero: a line has ${amount(quantity)}. Make its price negative instead.`,
    line: (line, quantity) => isAmount(quantity) && decimal(line.quantity).equals(quantity),
  },
  {
    text: /Total for this document must be greater than zero/i,
    code: 'totalMismatch',
    field: 'total',
    say: () => 'The total has to be more than zero. For money that comes back, use a credit note.',
  },
  {
    text: /contact details has been archived|matched an archived contact/i,
    code: 'contactArchived',
    field: 'contactId',
    say: () =>
      'The contact is archived in Xero, and only people can restore one. Restore it there, then reload the lists and publish again, or choose another.',
  },
  {
    text: /contact name (.*?)\s*(?:is already assigned to another contact|already exists)/i,
    code: 'contactExists',
    field: 'contactId',
    say: (name) =>
      `A contact ${name ? `named ${name} ` : 'with this name '}exists in Xero already. Reload the lists, and it is that one, or choose another.`,
  },
  {
    text: /Another contact has this contact number/i,
    code: 'contactExists',
    field: 'contactId',
    say: () => 'Another contact in Xero has the same number. Reload the lists and choose it.',
  },
  {
    text: /(?:Email address|Website) must be valid/i,
    code: 'contactRefused',
    field: 'contactId',
    say: () =>
      'Xero finds a fault in what it keeps of this contact: its e-mail address or website is not a valid one. Correct it there, then publish again.',
  },
  {
    text: /(?:Invoice #|(?:Invoice|Credit ?Note) number) must be unique/i,
    code: 'duplicateNumber',
    field: 'reference',
    say: () => 'Xero has a document with this number already. Change the reference.',
  },
  {
    text: /not subscribed to currency '?([A-Z]{3})'?/i,
    code: 'currencyNotEnabled',
    field: 'currency',
    say: (currency) =>
      `The currency ${currency} is not enabled in Xero. Add it there, then reload the lists and publish again, or choose another.`,
  },
  {
    text: /no ACTIVE tracking category with the name '(.*)'/i,
    code: 'trackingUnknown',
    field: 'tracking1OptionId',
    say: (name) =>
      `The tracking category${name ? ` ${name}` : ''} is not active in Xero. Reload the lists and choose again.`,
  },
  {
    text: /bank account (?:details do not match a known bank account|is archived)/i,
    code: 'bankAccountMissing',
    field: 'payments',
    say: () =>
      'The bank account is not an active one in Xero. Link the payment method to another, or restore it in Xero and reload the lists.',
  },
  {
    text: /Account type is invalid for making a payment/i,
    code: 'bankAccountMissing',
    field: 'payments',
    say: () =>
      'Xero takes no payments from this account. Link the payment method to a bank account, or enable payments to the account in Xero.',
  },
  {
    text: /Payments can only be made against Authorised documents/i,
    code: 'notPayable',
    field: 'payments',
    say: () => 'Xero pays only what is approved, and this no longer is: it was paid, voided or deleted there.',
  },
  {
    text: /Payment amount exceeds the amount outstanding/i,
    code: 'notPayable',
    field: 'payments',
    say: () => 'Less is left to pay in Xero: somebody has recorded a payment there already.',
  },
  {
    text: /trying to allocate to has already been paid off/i,
    code: 'notPayable',
    field: 'creditFor',
    say: () => 'What the credit was to be set against is paid already. Set it against another document in Xero.',
  },
  {
    text: /cannot be allocated as amount is greater than amount outstanding/i,
    code: 'notPayable',
    field: 'creditFor',
    say: () => 'Less is left to pay of the document than was to be set against it. Try again.',
  },
  {
    text: /cannot be allocated to an incorrect invoice t/i,
    code: 'notPayable',
    field: 'creditFor',
    say: () => 'A credit of a supplier goes against a bill, one to a customer against an invoice.',
  },
  {
    text: /ContactID and the TargetTransaction ContactID do not match/i,
    code: 'notPayable',
    field: 'creditFor',
    say: () => 'The document is of another contact in Xero. Name one of this contact.',
  },
  {
    text: /^Invoice could not be found|invoice number .* does not exist/i,
    code: 'notPayable',
    field: 'creditFor',
    say: () => 'The document is no longer in Xero.',
  },
  {
    text: /not of valid status for creation/i,
    code: 'statusNotAllowed',
    field: 'publishAs',
    say: () => 'Xero makes no new document with this status. Choose another.',
  },
  {
    text: /not of valid type for creation/i,
    code: 'typeNotAllowed',
    field: 'type',
    say: () => 'Xero makes no document of this type. Choose another.',
  },
  {
    text: /existing (?:invoice|credit note) with the specified \S+ could not be found|supplied id was not found/i,
    code: 'documentGone',
    field: null,
    say: () => 'The document is no longer in Xero: somebody deleted it there. Publish this anew.',
  },
  {
    text: /not of valid status for modification|cannot be edited as it has a payment|cannot be applied to the invoice because it has payments|update fields on a paid invoice|money transactions cannot be updated/i,
    code: 'notDraft',
    field: 'publishAs',
    say: () => 'The document in Xero can no longer be changed, since it is paid, voided or deleted there.',
  },
  {
    text: /reached the limit of invoices you can approve/i,
    code: 'approvalLimit',
    field: 'publishAs',
    say: () => "The Xero plan's limit of approved bills is reached. Publish as a draft, or change the plan in Xero.",
  },
  {
    text: /subscription/i,
    code: 'subscriptionInactive',
    field: null,
    say: () => 'The Xero subscription of this organisation is not active. Renew it in Xero, then publish again.',
  },
  {
    text: /correct permissions to perform this action/i,
    code: 'permissionDenied',
    field: null,
    say: () =>
      'The person who connected Xero may not do this there. Reconnect with someone who may, or have their role raised in Xero.',
  },
  {
    text: /Account code '(.+?)' has been removed/i,
    code: 'accountUnknown',
    field: 'accountId',
    say: (code) => `Xero does not know the category ${code}. Reload the lists, or choose another.`,
    line: byAccount,
  },
  {
    text: /Account (?:could not be found|must be valid)/i,
    code: 'accountUnknown',
    field: 'accountId',
    say: () => 'Xero does not know the category. Reload the lists, or choose another.',
  },
  {
    text: /Account code (?:or ID )?must be specified/i,
    code: 'fieldMissing',
    field: 'accountId',
    say: () => 'A category is missing. Choose one.',
  },
  {
    text: /TaxType field is mandatory/i,
    code: 'fieldMissing',
    field: 'taxRateId',
    say: () => 'A tax rate is missing. Choose one.',
  },
  {
    text: /DueDate field must be specified/i,
    code: 'fieldMissing',
    field: 'dueOn',
    say: () => 'The due date is missing. Enter one, or publish as a draft.',
  },
  {
    text: /Date field must be specified/i,
    code: 'fieldMissing',
    field: 'issuedOn',
    say: () => 'The date is missing. Enter one.',
  },
  {
    text: /line items must be specified/i,
    code: 'fieldMissing',
    field: 'lines',
    say: () => 'The document has no lines. Add at least one.',
  },
  {
    text: /A Contact must be specified|Contact must contain at least/i,
    code: 'fieldMissing',
    field: 'contactId',
    say: () => 'The contact is missing. Choose one.',
  },
  {
    text: /Url must be a valid absolute url/i,
    code: 'linkRefused',
    field: null,
    say: () =>
      'Xero does not take the link back to this item. Whoever runs this product sets the address that it is reached at (APP_URL), then publish again.',
  },
  {
    text: /isn't a supported file type/i,
    code: 'attachmentTypeUnsupported',
    field: null,
    say: () => 'Xero does not take attachments of this type. Attach the document as a PDF in Xero by hand.',
  },
];
