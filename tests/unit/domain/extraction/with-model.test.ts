import { describe, expect, test } from 'vitest';
import { answerIn, type ModelAnswer, sentText } from '#lib/domain/extraction/model-answer.ts';
import { noHints, readDocument } from '#lib/domain/extraction/read-document.ts';
import { type Reading, reading } from '#lib/domain/extraction/reading.ts';
import { toReadPage } from '#lib/domain/extraction/text-page.ts';
import { needsModel, withModel } from '#lib/domain/extraction/with-model.ts';
import { typedPage } from '#tests/support/typed-page.ts';

const receipt = `
  the corner
  Mill Road 4
  03.04.2026                          table 7

  Soup                                 4.20
  Tea                                  2.10

  to settle                            7.56
  net                                  6.30
  of it for the state                  1.26
`;
const pages = [toReadPage(typedPage(receipt, 'ocr'))];

/** As if our own rules had been sure of nothing. */
function unsure(fields: Reading['fields'] = {}): Reading {
  return {
    ...readDocument([typedPage(receipt, 'ocr')], noHints),
    ...{ fields, lines: [], linesOff: null, taxes: [], warnings: [] },
  };
}

const said = (answer: Partial<ModelAnswer>, before = unsure()) => {
  const result = withModel(before, pages, answer as ModelAnswer);
  expect(reading.safeParse(result).error).toBeUndefined();
  return result;
};

describe('of what a language model says', () => {
  test('values are taken that stand on the document, each with its place', () => {
    const { fields } = said({ supplierName: 'The Corner', date: '2026-04-03' });
    expect(fields.supplierName).toMatchObject({ value: 'The Corner', source: 'model', place: { page: 0 } });
    expect(fields.date).toMatchObject({ value: '2026-04-03', source: 'model' });
  });

  test.each([
    ['a name that is not there', { supplierName: 'Corner Coffee Ltd' }],
    ['a day that is not there', { date: '2026-04-05' }],
    ['a part of another number', { number: '26' }],
    ['a total that is not there', { total: '7.65', net: '6.30', tax: '1.35' }],
    ['a total that nothing comes to', { total: '6.30', net: '4.20', tax: '1.26' }],
    ['a total by itself', { total: '7.56' }],
    ['a currency of which there is no sign', { currency: 'GBP' }],
  ])('%s is not taken', (_what, answer) => {
    expect(said(answer).fields).toEqual({});
  });

  test('amounts are taken where net and tax come to the total, and no more surely than somebody is asked', () => {
    const { fields } = said({ total: '7.56', net: '6.30', tax: '1.26' });
    expect(fields).toMatchObject({ total: { value: '7.56' }, net: { value: '6.30' }, tax: { value: '1.26' } });
    expect(fields.total?.confidence).toBeLessThan(0.9);
  });

  test('what was read surely stays, and what was not is kept beside it', () => {
    const was = (confidence: number) => ({
      ...{ value: '2026-03-04', confidence, source: 'ocr' as const, place: null, alternatives: [] },
    });
    expect(said({ date: '2026-04-03' }, unsure({ date: was(0.95) })).fields.date?.value).toBe('2026-03-04');
    expect(said({ date: '2026-04-03' }, unsure({ date: was(0.5) })).fields.date).toMatchObject({
      value: '2026-04-03',
      alternatives: [{ value: '2026-03-04', source: 'ocr' }],
    });
  });

  test('lines are taken where each stands there and all come to the net', () => {
    const lines = [
      { description: 'Soup', quantity: '1', unitPrice: '4.20', total: '4.20' },
      { description: 'Tea', quantity: null, unitPrice: null, total: '2.10' },
    ];
    const money = { total: '7.56', net: '6.30', tax: '1.26' };
    const { lines: taken, linesOff, linesWithTax } = said({ ...money, lines });
    expect(taken.map(({ description, total }) => [description, total])).toEqual([
      ['Soup', '4.20'],
      ['Tea', '2.10'],
    ]);
    expect([linesOff, linesWithTax]).toEqual(['0', false]);
    const invented = [...lines.slice(0, 1), { description: 'Balance', quantity: null, unitPrice: null, total: '2.10' }];
    expect(said({ ...money, lines: invented }).lines).toEqual([]);
  });
});

test('a document that was read surely is not asked about', () => {
  const sure = (value: string) => ({ value, confidence: 0.95, source: 'pdf' as const, place: null, alternatives: [] });
  const fields = { date: sure('2026-04-03'), total: sure('7.56'), supplierName: sure('The Corner') };
  expect(needsModel(unsure(fields))).toBe(false);
  expect(needsModel({ ...unsure(fields), linesOff: '1.00' })).toBe(true);
  expect(needsModel(unsure({ ...fields, date: { ...fields.date, confidence: 0.4 } }))).toBe(true);
});

test('an answer is found between other words, and what is not as it was asked for is left out', () => {
  const written = 'Here it is:\n```json\n{"total": 7.56, "date": "3 April", "lines": "none", "number": 12}\n```';
  expect(answerIn(written)).toMatchObject({ total: '7.56', date: null, lines: null, number: '12' });
  expect(answerIn('I cannot help with that.')).toBeNull();
  expect(answerIn('{"total": ')).toBeNull();
});

test('words are sent row by row', () => {
  expect(sentText(pages).split('\n')[0]).toBe('the corner');
});
