import { describe, expect, test } from 'vitest';
import { inForm } from '#lib/domain/number-form.ts';
import { errorsIn, remarkOf } from '#lib/ledger/xero/element-errors.ts';
import { reasonOf, reasonsOf } from '#lib/ledger/xero/messages.ts';
import { aDocument, aLine } from './builders.ts';

// Xero's sentences as recorded from it, from its documentation, or from reports of its users.
test.each([
  ['The document date cannot be before the period lock date, currently set at 30-Nov-2018', 'periodLocked', 'issuedOn'],
  [
    'The document date cannot be before the end of year lock date, currently set at 31-Jul-2013',
    'periodLocked',
    'issuedOn',
  ],
  [
    'The document cannot be edited as it is currently dated before the end of year lock date',
    'periodLocked',
    'issuedOn',
  ],
  [
    "Account code '404' has been archived, or has been deleted. Each line item must reference a valid account.",
    'accountArchived',
    'accountId',
  ],
  ["Account code '999' is not a valid code for this document.", 'accountNotAllowed', 'accountId'],
  ["The TaxType code 'OUTPUT2' cannot be used with account code '404'.", 'taxRateNotAllowed', 'taxRateId'],
  [
    'The TaxType code TAX001 does not exist or cannot be used for this type of transaction.',
    'taxRateNotAllowed',
    'taxRateId',
  ],
  ['Tax rate must be valid.', 'taxRateNotAllowed', 'taxRateId'],
  ['Tax rate must be Active', 'taxRateNotAllowed', 'taxRateId'],
  ['The tax amount cannot be greater than the line amount!', 'taxExceedsLine', 'taxAmount'],
  ['TaxAmount specified cannot be greater than the UnitAmount', 'taxExceedsLine', 'taxAmount'],
  ['The line total 10.00 does not match the expected line total 12.00', 'totalMismatch', 'lines'],
  ['The invoice total does not equal the sum of the lines.', 'totalMismatch', 'total'],
  ['The document total does not equal the sum of the lines.', 'totalMismatch', 'total'],
  ['The document sub total does not equal the sub total of the lines', 'totalMismatch', 'total'],
  ['Tax amount 52.23 is incorrect for INPUT2 tax type, should be 52.28', 'totalMismatch', 'taxAmount'],
  ['The Total for this document must be greater than zero', 'totalMismatch', 'total'],
  [
    'The contact with the specified contact details has been archived. The contact must be un-archived before creating new invoices or credit notes.',
    'contactArchived',
    'contactId',
  ],
  [
    'The specified contact details matched an archived contact. Archived contacts cannot currently be edited via the API.',
    'contactArchived',
    'contactId',
  ],
  [
    'The contact name Bidfood is already assigned to another contact. The contact name must be unique across all active contacts.',
    'contactExists',
    'contactId',
  ],
  ['The Contact Name already exists. Please enter a different Contact Name.', 'contactExists', 'contactId'],
  ['Another contact has this contact number. Please enter a different contact number.', 'contactExists', 'contactId'],
  ['Invoice # must be unique.', 'duplicateNumber', 'reference'],
  ['Organisation is not subscribed to currency EUR', 'currencyNotEnabled', 'currency'],
  ["The current organisation is not subscribed to currency 'EUR'.", 'currencyNotEnabled', 'currency'],
  ["There is no ACTIVE tracking category with the name 'Region'", 'trackingUnknown', 'tracking1OptionId'],
  ['The specified bank account details do not match a known bank account', 'bankAccountMissing', 'payments'],
  ['090 Savings bank account is archived and cannot be used', 'bankAccountMissing', 'payments'],
  ['Invoice not of valid status for modification', 'notDraft', 'publishAs'],
  ['This document cannot be edited as it has a payment or credit note allocated to it.', 'notDraft', 'publishAs'],
  [
    'The status VOIDED cannot be applied to the invoice because it has payments or credit notes allocated to it.',
    'notDraft',
    'publishAs',
  ],
  ['Account type is invalid for making a payment to/from', 'bankAccountMissing', 'payments'],
  ['Payments can only be made against Authorised documents', 'notPayable', 'payments'],
  ['Payment amount exceeds the amount outstanding on this document', 'notPayable', 'payments'],
  ['The invoice you are trying to allocate to has already been paid off', 'notPayable', 'creditFor'],
  ['Credit Note cannot be allocated as amount is greater than amount outstanding', 'notPayable', 'creditFor'],
  ['Credit Note cannot be allocated to an incorrect invoice type', 'notPayable', 'creditFor'],
  ['The ContactID and the TargetTransaction ContactID do not match', 'notPayable', 'creditFor'],
  ['Invoice could not be found', 'notPayable', 'creditFor'],
  ['Invoice with invoice number 123 does not exist for this organisation', 'notPayable', 'creditFor'],
  ['You have reached the limit of invoices you can approve', 'approvalLimit', 'publishAs'],
  [
    "You can't publish the item. Make sure your Xero subscription is still active and try publishing again.",
    'subscriptionInactive',
    null,
  ],
  ['The User specified does not have the correct permissions to perform this action', 'permissionDenied', null],
  ['Account could not be found', 'accountUnknown', 'accountId'],
  ['Account must be valid.', 'accountUnknown', 'accountId'],
  ['Account code or ID must be specified', 'fieldMissing', 'accountId'],
  ['Account code must be specified', 'fieldMissing', 'accountId'],
  ['The TaxType field is mandatory', 'fieldMissing', 'taxRateId'],
  ['The document DueDate field must be specified.', 'fieldMissing', 'dueOn'],
  ['The Date field must be specified.', 'fieldMissing', 'issuedOn'],
  ['One or more line items must be specified', 'fieldMissing', 'lines'],
  ['A Contact must be specified for this type of transaction', 'fieldMissing', 'contactId'],
  [
    'The Contact must contain at least 1 of the following elements to identify the contact: Name, ContactID, ContactNumber',
    'fieldMissing',
    'contactId',
  ],
  ["The file couldn't be uploaded because it isn't a supported file type.", 'attachmentTypeUnsupported', null],
])('"%s" is told as %s at %s, with Xero’s own text kept', (text, code, field) => {
  const reason = reasonOf(text, null);
  expect(reason).toMatchObject({ code, field, ledgerText: text });
  expect(reason.message).not.toMatch(/undefined|null/);
});

test('a sentence that is not known is shown as it came', () => {
  const text = 'The moon must be full.';
  expect(reasonOf(text, null)).toMatchObject({ code: 'other', field: null, message: `Xero says: ${text}` });
});

test('a locked date is told with the day', () => {
  const text = 'The document date cannot be before the period lock date, currently set at 30-Nov-2018';
  expect(reasonOf(text, null).message).toContain('up to 30-Nov-2018');
});

describe('a reason about one of several lines', () => {
  const document = aDocument({
    lines: [aLine({ accountCode: '404' }), aLine({ accountCode: '408' }), aLine({ accountCode: '408' })],
  });

  test('is put at the only line that has the account it quotes', () => {
    expect(reasonOf("Account code '404' is not a valid code for this document.", document).line).toBe(0);
  });

  test('is put at no line when two have it', () => {
    expect(reasonOf("Account code '408' is not a valid code for this document.", document).line).toBeNull();
  });

  test('is put at the document when that has one line only', () => {
    const single = aDocument({ lines: [aLine({ accountCode: '404' })] });
    expect(reasonOf("Account code '404' is not a valid code for this document.", single).line).toBeNull();
  });
});

test('the same sentence for two lines is told once', () => {
  expect(reasonsOf(['Tax rate must be Active', 'Tax rate must be Active '].map(remarkOf), null)).toHaveLength(1);
});

describe('a reason that Xero tells inside a part of the document', () => {
  const document = aDocument({ lines: [aLine(), aLine()] });
  const say = (...Messages: string[]) => Messages.map((Message) => ({ Message }));
  const placesOf = (element: object, of = document) =>
    reasonsOf(errorsIn(element), of).map(({ code, field, line }) => [code, field, line]);

  test('is put at that line, also where nothing in the sentence tells which', () => {
    const element = {
      LineItems: [{}, { ValidationErrors: say('Account code or ID must be specified', 'The moon must be full.') }],
    };
    expect(placesOf(element)).toEqual([
      ['fieldMissing', 'accountId', 1],
      ['other', 'lines', 1],
    ]);
    expect(placesOf({ LineItems: [{ ValidationErrors: say('The moon must be full.') }] }, aDocument())).toEqual([
      ['other', 'lines', null],
    ]);
  });

  test('is put at the contact, with or without words that are known', () => {
    const element = { Contact: { ValidationErrors: say('Email address must be valid') } };
    expect(placesOf(element)).toEqual([['other', 'contactId', null]]);
  });

  test('is not told of the whole document again, and the same of two lines is told of both', () => {
    const text = 'Account code or ID must be specified';
    const lines = [{ ValidationErrors: say(text) }, { ValidationErrors: say(text) }];
    expect(placesOf({ ValidationErrors: say(text, 'Invoice # must be unique.'), LineItems: lines })).toEqual([
      ['duplicateNumber', 'reference', null],
      ['fieldMissing', 'accountId', 0],
      ['fieldMissing', 'accountId', 1],
    ]);
  });

  test('reads nothing from what is no such element', () => {
    for (const odd of [null, 'text', { LineItems: 'x', Contact: [], ValidationErrors: {} }]) {
      expect(errorsIn(odd)).toEqual([]);
    }
  });
});

test('amounts that Xero names are told in the form of whoever reads it', () => {
  const { message } = reasonOf('Tax amount 1052.23 is incorrect for INPUT2 tax type, should be 1052.28', null);
  expect(inForm(message, 'pointComma')).toMatch(/^Xero computes 1\.052,28 of tax .* 1\.052,23 was sent\./);
});
