import { describe, expect, test } from 'vitest';
import { inForm } from '#lib/domain/number-form.ts';
import { remediesOf } from '#lib/domain/readiness/remedies.ts';
import { errorsIn, remarkOf } from '#lib/ledger/xero/element-errors.ts';
import { reasonOf, reasonsOf } from '#lib/ledger/xero/messages.ts';
import { documentTexts, foreignTexts } from '#tests/support/ledger-texts.ts';
import { aDocument, aLine } from './builders.ts';

test.each(documentTexts)('"%s" is told as %s at %s, to be put right by %j', (text, code, field, remedies) => {
  const reason = reasonOf(text, null);
  expect(reason).toMatchObject({ code, field, ledgerText: text });
  expect(remediesOf[code]).toEqual(remedies);
  // What happened, and what to do, in words of ours.
  expect(reason.message).not.toMatch(/undefined|null/);
  expect(reason.message).not.toContain(text);
  expect(reason.message.length).toBeGreaterThan(25);
});

test.each(Object.keys(foreignTexts))('"%s", which nothing of ours can meet, would be shown as it came', (text) => {
  expect(reasonOf(text, null)).toMatchObject({ code: 'other', message: `Xero says: ${text}` });
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
    expect(placesOf(element)).toEqual([['contactRefused', 'contactId', null]]);
    const unknown = { Contact: { ValidationErrors: say('The moon must be full.') } };
    expect(placesOf(unknown)).toEqual([['other', 'contactId', null]]);
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
